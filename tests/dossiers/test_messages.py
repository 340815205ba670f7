"""From the outbox to the citizen: each message once, whatever happens in between."""

import os
import subprocess
import sys

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.dossiers import acts
from motcua.dossiers.models import Outbox
from motcua.dossiers.tasks import deliver, take_up_interrupted
from motcua.messages.models import Notice
from tests.dossiers import people


@pytest.mark.django_db
def test_a_notice_says_agency_person_and_moment() -> None:
    dossier = people.received()
    row = Outbox.objects.get(dossier=dossier, kind="receive")
    deliver(outbox_id=row.pk)
    notice = Notice.objects.get(account=dossier.submitter)
    assert notice.subject.startswith(f"Hồ sơ {dossier.code} được tiếp nhận, hẹn trả kết quả")
    assert notice.path == f"/ho-so/{dossier.reference}/"
    assert dossier.code in notice.body
    assert dossier.agency.name in notice.body
    assert "Công chức" in notice.body


@pytest.mark.django_db
def test_a_message_delivered_twice_is_one_notice() -> None:
    dossier = people.filed()
    row = dossier.outbox.get(account=dossier.submitter)
    deliver(outbox_id=row.pk)
    deliver(outbox_id=row.pk)
    assert Notice.objects.filter(outbox_id=row.pk).count() == 1


@pytest.mark.django_db
def test_of_a_dossier_taken_at_the_counter_only_the_next_desk_is_told() -> None:
    assert {row.kind for row in people.at_counter().outbox.all()} == {"desk"}


@pytest.mark.django_db
def test_a_row_for_each_act_recipient_and_channel_and_never_two() -> None:
    row = people.filed().outbox.first()
    again = Outbox(event=row.event, dossier=row.dossier, kind="other", account=row.account)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    at_counter = people.at_counter().events.last()
    nameless = Outbox(event=at_counter, dossier=at_counter.dossier, kind="desk", channel="email")
    nameless.save()
    nameless.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        nameless.save(force_insert=True)


@pytest.mark.django_db
def test_an_act_that_is_undone_owes_nothing() -> None:
    dossier = people.filed()
    before = Outbox.objects.count()
    with pytest.raises(acts.Refused):
        acts.refuse(dossier, account=people.officer("mc.hongbang"), reason=" ")
    assert Outbox.objects.count() == before


def work_until_idle() -> None:
    """A real worker on the test database, until no job is left."""
    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@{place}"
    subprocess.run(
        [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot"],
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "motcua.settings.test",
        },
        check=True,
        capture_output=True,
        timeout=60,
    )


@pytest.mark.usefixtures("committed")
def test_a_message_whose_worker_was_killed_is_delivered_by_the_next() -> None:
    dossier = people.filed()
    with connection.cursor() as cursor:
        # As a killed worker leaves it: taken, and nobody at it.
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL")
    take_up_interrupted.defer(timestamp=0)
    work_until_idle()
    assert Notice.objects.filter(account=dossier.submitter).count() == 1
    assert Notice.objects.count() == dossier.outbox.count()
