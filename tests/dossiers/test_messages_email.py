"""By e-mail: once, again after a while, or given up and shown, whatever the mail server says."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from motcua.dossiers import outbox
from motcua.dossiers.models import Dossier, Outbox
from motcua.dossiers.tasks import take_up_interrupted
from motcua.messages import choices
from motcua.messages.models import Choice, Notice
from motcua.people.models import Account
from tests.dossiers import people
from tests.dossiers.post_office import Mailbox, let_time_pass, mailbox, work

__all__ = ["mailbox"]
ADDRESS = "tho.m@motcua.example"


@pytest.fixture
def _with_address(committed: None) -> object:
    account = people.citizen()
    Account.objects.filter(pk=account.pk).update(email=ADDRESS)
    yield
    Choice.objects.all().delete()
    Account.objects.filter(pk=account.pk).update(email="")


pytestmark = pytest.mark.usefixtures("_with_address")


def by_email(dossier: Dossier) -> Outbox:
    return dossier.outbox.get(channel="email")


def test_delivered_once_in_both_channels(mailbox: Mailbox) -> None:
    dossier = people.filed()
    work()
    work()
    (letter,) = mailbox.letters
    assert letter["To"] == ADDRESS
    assert str(dossier) in letter["Subject"]
    assert letter["Message-ID"] == f"<outbox-{by_email(dossier).pk}@localhost>"
    assert letter["Auto-Submitted"] == "auto-generated"
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    for part in (text, html):
        assert dossier.agency.name in part
        assert f"/ho-so/{dossier.reference}/" in part
        assert dossier.secret not in part
        assert dossier.applicant.full_name not in part
    assert Notice.objects.filter(account=dossier.submitter).count() == 1
    assert list(outbox.outbox_problems()) == []


def test_in_the_language_that_was_chosen(mailbox: Mailbox) -> None:
    choices.choose(people.citizen(), language="en", by_email=True, desk_by_email=False)
    people.filed()
    work()
    (letter,) = mailbox.letters
    assert letter["Content-Language"] == "en"
    assert "What to do: " in letter.get_body(("plain",)).get_content()
    assert Notice.objects.get(account=people.citizen()).subject.startswith("Your online dossier")


def test_who_declined_e_mail_is_told_in_the_system_alone(mailbox: Mailbox) -> None:
    choices.choose(people.citizen(), language="vi", by_email=False, desk_by_email=False)
    dossier = people.filed()
    work()
    assert mailbox.letters == []
    assert Notice.objects.filter(account=dossier.submitter).exists()


def test_an_applicant_at_the_counter_is_told_at_the_address_they_gave(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(people.APPLICANT, "email", "mau@motcua.example")
    dossier = people.at_counter(key="mail")
    work()
    (letter,) = mailbox.letters
    assert letter["To"] == "mau@motcua.example"
    text = letter.get_body(("plain",)).get_content()
    assert "/tra-cuu/" in text
    assert dossier.reference not in text
    assert dossier.secret not in text


def test_an_official_is_told_by_e_mail_only_when_they_asked_for_it(mailbox: Mailbox) -> None:
    clerk = people.officer("mc.hongbang")
    Account.objects.filter(pk=clerk.pk).update(email="mc@motcua.example")
    people.filed()
    choices.choose(clerk, language="vi", by_email=True, desk_by_email=True)
    people.filed()
    work()
    Account.objects.filter(pk=clerk.pk).update(email="")
    told = [letter for letter in mailbox.letters if letter["To"] == "mc@motcua.example"]
    assert len(told) == 1
    assert "/can-bo/ho-so/" in told[0].get_body(("plain",)).get_content()


def test_a_server_busy_now_is_asked_again(mailbox: Mailbox) -> None:
    mailbox.catcher.moods = ["451 4.3.2 Try again later", f"451 {ADDRESS} is greylisted"]
    dossier = people.filed()
    work()
    row = by_email(dossier)
    assert (row.tries, row.sent_at, row.failed_at) == (1, None, None)
    assert row.reason == "Máy chủ thư trả lời 451: 4.3.2 Try again later"
    work()
    assert mailbox.catcher.asked == 1, "not before its time"
    let_time_pass()
    work()
    assert ADDRESS not in by_email(dossier).reason
    let_time_pass()
    work()
    assert len(mailbox.letters) == 1
    row = by_email(dossier)
    assert (row.tries, row.reason) == (2, "")
    assert row.sent_at is not None


def test_an_address_refused_for_good_is_a_dead_letter_at_once(mailbox: Mailbox) -> None:
    mailbox.catcher.moods = ["550 5.1.1 No such user"]
    dossier = people.filed()
    work()
    (row,) = outbox.dead_letters()
    assert row == by_email(dossier)
    assert row.reason == "Máy chủ thư trả lời 550: 5.1.1 No such user"
    let_time_pass()
    work()
    assert mailbox.catcher.asked == 1
    assert outbox.send_again(outbox.dead_letters()) == 1
    work()
    assert len(mailbox.letters) == 1
    assert not outbox.dead_letters().exists()


def test_a_server_that_never_answers_makes_a_dead_letter_after_the_last_try(
    mailbox: Mailbox, settings
) -> None:
    settings.EMAIL_PORT = 9  # nobody listens there
    dossier = people.filed()
    for _ in range(outbox.TRIES):
        work()
        let_time_pass()
    row = by_email(dossier)
    assert row.tries == outbox.TRIES
    assert row.failed_at is not None
    assert "ConnectionRefusedError" in row.reason
    assert Notice.objects.filter(account=dossier.submitter).exists()


@pytest.mark.faults
def test_a_worker_killed_in_the_middle_leaves_the_letter_to_the_next(mailbox: Mailbox) -> None:
    dossier = people.filed()
    doomed = start_worker()
    deadline = time.monotonic() + 60
    while not Notice.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(doomed.pid, signal.SIGKILL)
    doomed.wait()
    with connection.cursor() as cursor:
        # As when its heart has not beaten for a while.
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1h'")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL"
            " WHERE task_name LIKE '%deliver'"
        )
        # It may have asked for this before it died.
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE '%take_up%'")
    take_up_interrupted.defer(timestamp=0)
    work()
    assert Notice.objects.filter(account=dossier.submitter).count() == 1
    assert len(mailbox.letters) == 1


def start_worker() -> subprocess.Popen[bytes]:
    """A worker process on the test database, with no mail server it could reach."""
    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@{place}"
    return subprocess.Popen(
        [sys.executable, "-m", "django", "procrastinate", "worker"],
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "motcua.settings.test",
            "EMAIL_URL": "smtp://127.0.0.1:9",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_what_disagrees_is_named(mailbox: Mailbox) -> None:
    dossier = people.filed()
    work()
    Notice.objects.filter(account=dossier.submitter).delete()
    stuck = people.filed()
    long_ago = timezone.now() - timedelta(days=1)
    Outbox.objects.filter(dossier=stuck).update(created_at=long_ago)
    untold = people.filed()
    untold.outbox.all().delete()
    whys = [why for _row, why in outbox.outbox_problems()]
    assert whys.count("chưa có thông báo nào") == 1
    assert whys.count("ghi là đã gửi nhưng người nhận không có") == 1
    assert sum("chờ gửi từ" in why for why in whys) == stuck.outbox.count()
