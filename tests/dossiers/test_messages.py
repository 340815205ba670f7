"""From the outbox to the citizen: each message once, whatever happens in between."""

import pytest

from motcua.dossiers.models import Outbox
from motcua.dossiers.tasks import deliver
from motcua.messages.models import Notice
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def test_a_notice_says_agency_person_and_moment() -> None:
    dossier = people.received()
    row = Outbox.objects.get(dossier=dossier, kind="receive")
    deliver(outbox_id=row.pk)
    notice = Notice.objects.get(account=dossier.submitter)
    assert notice.subject == "Hồ sơ được tiếp nhận, hẹn trả kết quả"
    assert dossier.code in notice.body
    assert dossier.agency.name in notice.body
    assert "Công chức" in notice.body


def test_a_message_delivered_twice_is_one_notice() -> None:
    dossier = people.filed()
    row = dossier.outbox.get()
    deliver(outbox_id=row.pk)
    deliver(outbox_id=row.pk)
    assert Notice.objects.filter(outbox_id=row.pk).count() == 1


def test_nobody_is_told_of_a_dossier_taken_at_the_counter() -> None:
    assert not people.at_counter().outbox.exists()
