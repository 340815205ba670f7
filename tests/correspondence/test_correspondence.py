"""Applicant and one-stop write to each other: each through their own pages, and nobody else."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from motcua.calendars.service import calendar_of
from motcua.clock import add_working_time
from motcua.correspondence import acts
from motcua.correspondence.limits import PER_HOUR, closes_at, is_open
from motcua.correspondence.models import Message, Thread
from motcua.correspondence.verification import wrong_messages
from motcua.correspondence.waiting import waited, waiting_for
from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier, State
from motcua.dossiers.tasks import deliver
from motcua.dossiers.verification import of_dossier
from motcua.messages.models import Notice
from tests.dossiers import people
from tests.office.desks import desk

pytestmark = pytest.mark.django_db

ASKED = "Tôi cần mang bản chính không?"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def _alone() -> None:
    cache.clear()


def clerk():
    return people.officer("mc.hongbang")


def asked(dossier: Dossier, text: str = ASKED, key: str = "k1") -> Message:
    return acts.write_to_one_stop(dossier, account=dossier.submitter, text=text, key=key)


def answered(dossier: Dossier, key: str = "k2") -> Message:
    return acts.write_to_applicant(dossier, account=clerk(), text="Có, khi nhận kết quả.", key=key)


def deliver_all(dossier: Dossier) -> None:
    for number in dossier.outbox.values_list("pk", flat=True):
        deliver(outbox_id=number)


def page(dossier: Dossier) -> str:
    return reverse("portal:correspondence", args=[dossier.reference])


def desk_page(dossier: Dossier) -> str:
    return reverse("office:correspondence", args=[dossier.reference])


def citizen(account=None) -> Client:
    client = Client()
    client.force_login(account or people.citizen(), "django.contrib.auth.backends.ModelBackend")
    return client


def form(client: Client, address: str, **typed) -> dict:
    """What the page's form sends."""
    shown = client.get(address)
    key = shown.context["form"]["key"].value()
    return {"key": str(key), "text": ASKED, **typed}


def test_a_question_its_answer_and_what_each_side_sees() -> None:
    dossier = people.received()
    theirs = citizen(dossier.submitter)
    sent = theirs.post(page(dossier), form(theirs, page(dossier)), follow=True)
    assert ASKED in sent.content.decode()
    assert "Chưa đọc" in sent.content.decode()
    ours = desk("mc.hongbang")
    assert str(dossier) in ours.get(reverse("office:correspondence_list")).content.decode()
    assert ASKED in ours.get(desk_page(dossier)).content.decode()
    answer = form(ours, desk_page(dossier), text="Có, khi nhận kết quả.")
    ours.post(desk_page(dossier), answer)
    read = theirs.get(page(dossier)).content.decode()
    assert "Có, khi nhận kết quả." in read
    assert "Đã đọc" in read
    # The post answers, not the person.
    assert str(clerk()) not in read
    assert not waiting_for(clerk()).exists()


def test_each_side_is_told_without_a_word_of_the_text() -> None:
    dossier = people.received()
    asked(dossier)
    deliver_all(dossier)
    at_desk = Notice.objects.get(account=clerk(), path=desk_page(dossier))
    answered(dossier)
    deliver_all(dossier)
    own = Notice.objects.get(account=dossier.submitter, path=page(dossier))
    for notice in (at_desk, own):
        assert ASKED not in notice.body
        assert "Có, khi" not in notice.body
        assert dossier.applicant.full_name not in notice.subject + notice.body
    assert at_desk.for_desk


def test_the_same_click_is_one_message() -> None:
    dossier = people.received()
    client = citizen(dossier.submitter)
    sent = form(client, page(dossier))
    client.post(page(dossier), sent)
    client.post(page(dossier), sent)
    assert Message.objects.filter(thread=dossier.pk).count() == 1


def test_the_events_remember_the_hash_and_the_dossier_moves_by_nothing() -> None:
    dossier = people.received()
    before = (dossier.version, dossier.state, dossier.due_at)
    asked(dossier)
    answered(dossier)
    dossier.refresh_from_db()
    assert (dossier.version, dossier.state, dossier.due_at) == before
    event = dossier.events.get(act="write_to_one_stop")
    assert event.detail["sha256"] == hashlib.sha256(ASKED.encode()).hexdigest()
    assert ASKED not in str(event.detail)
    assert list(of_dossier(dossier)) == []


def test_a_message_in_between_does_not_keep_an_officer_from_pulling_back_their_act() -> None:
    from motcua.dossiers import acts as dossier_acts

    dossier = people.carry_to(people.received(), "process")
    _kind, account = people.on_desk(dossier)
    dossier = people.carry_on(dossier)
    asked(dossier)
    dossier.refresh_from_db()
    pulled = dossier_acts.pull_back(dossier, account=account, reason="Ghi nhầm")
    assert people.on_desk(pulled)[0] == "process"


def force(statement: str, *values: int) -> None:
    """Change rows underneath the triggers, as whoever owns the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = origin")


def test_a_message_and_a_thread_removed_are_named_by_verify() -> None:
    dossier = people.received()
    gone = f"Hồ sơ {dossier}, tin số {asked(dossier).pk}"
    force("DELETE FROM correspondence_message WHERE thread_id = %s", dossier.pk)
    assert [row.row for row in wrong_messages()] == [gone]
    force("DELETE FROM correspondence_thread WHERE dossier_id = %s", dossier.pk)
    assert [row.row for row in wrong_messages()] == [gone]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE correspondence_message SET text = 'khác' WHERE id = %s",
        "UPDATE correspondence_message SET from_office = NOT from_office WHERE id = %s",
        "DELETE FROM correspondence_messagefile WHERE message_id = %s",
    ],
)
def test_what_is_forced_underneath_is_named_by_verify(statement: str) -> None:
    dossier = people.received()
    message = acts.write_to_one_stop(
        dossier, account=dossier.submitter, text=ASKED, uploads=[people.upload()], key="k"
    )
    assert list(wrong_messages()) == []
    force(statement, message.pk)
    assert [row.row for row in wrong_messages()] == [f"Hồ sơ {dossier}, tin số {message.pk}"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE correspondence_message SET text = 'khác' WHERE id = %s",
        "DELETE FROM correspondence_message WHERE id = %s",
    ],
)
def test_what_was_written_cannot_be_rewritten_or_removed(statement: str) -> None:
    message = asked(people.received())
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot"):
        cursor.execute(statement, [message.pk])


def test_a_script_is_shown_as_it_was_typed_and_runs_nowhere() -> None:
    dossier = people.received()
    asked(dossier, SCRIPT)
    for client, address in (
        (citizen(dossier.submitter), page(dossier)),
        (desk("mc.hongbang"), desk_page(dossier)),
    ):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_anothers_thread_and_its_files_do_not_exist() -> None:
    dossier = people.received()
    message = acts.write_to_one_stop(
        dossier, account=dossier.submitter, text=ASKED, uploads=[people.upload()], key="k"
    )
    file = message.files.get()
    theirs = reverse("portal:message_file", args=[dossier.reference, file.pk])
    at_desk = reverse("office:message_file", args=[dossier.reference, file.pk])
    assert citizen(dossier.submitter).get(theirs).status_code == 200
    assert desk("mc.hongbang").get(at_desk).status_code == 200
    other = citizen(people.citizen(1))
    for address in (page(dossier), theirs):
        assert other.get(address).status_code == 404
        assert other.post(address, {"text": "x", "key": message.pk}).status_code == 404
        assert Client().get(address).status_code == 302
    # A file of one thread is not found through another's dossier.
    mine = people.received()
    crossed = reverse("portal:message_file", args=[mine.reference, file.pk])
    assert citizen(mine.submitter).get(crossed).status_code == 404
    assert desk("cd.thom").get(at_desk).status_code in {403, 404}


def test_only_the_one_stop_writes_to_the_applicant() -> None:
    dossier = people.carry_to(people.received(), "process")
    _kind, specialist = people.on_desk(dossier)
    with pytest.raises(Refused, match="Chỉ Bộ phận Một cửa"):
        acts.write_to_applicant(dossier, account=specialist, text="Bổ sung đi", key="k")
    reader = Client()
    reader.force_login(specialist, "django.contrib.auth.backends.ModelBackend")
    shown = reader.get(desk_page(dossier))
    assert shown.context["form"] is None
    assert "Điều 5" in shown.content.decode()
    refused = reader.post(desk_page(dossier), {"text": "Bổ sung đi", "key": "0" * 32})
    assert refused.status_code == 422
    reader.post(desk_page(dossier), {"settle": "1"})
    assert not Message.objects.filter(thread=dossier.pk).exists()


def test_who_reads_along_does_not_make_it_read() -> None:
    dossier = people.carry_to(people.received(), "process")
    message = asked(dossier)
    _kind, specialist = people.on_desk(dossier)
    reader = Client()
    reader.force_login(specialist, "django.contrib.auth.backends.ModelBackend")
    reader.get(desk_page(dossier))
    message.refresh_from_db()
    assert message.read_at is None


def test_waiting_is_counted_in_working_time_from_the_first_unanswered_message() -> None:
    dossier = people.received()
    first = asked(dossier)
    asked(dossier, "Xin trả lời giúp", key="k3")
    thread = waiting_for(clerk()).get(dossier=dossier)
    assert thread.waiting_since == first.at
    later = add_working_time(first.at, 180, calendar_of(dossier.one_stop))
    assert waited(thread, later, "vi") == "3 giờ làm việc"
    assert waited(thread, first.at, "vi") == ""
    answered(dossier)
    assert Thread.objects.get(dossier=dossier).waiting_since is None


def cost(read: Callable[[], object]) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries, zeal_context():
        read()
    return len(queries)


def test_pages_ask_no_more_the_more_they_show() -> None:
    dossier, ours = people.received(), desk("mc.hongbang")
    theirs = citizen(dossier.submitter)
    asked(dossier)

    def read() -> list[int]:
        theirs.get(page(dossier))
        ours.get(desk_page(dossier))
        listed = reverse("office:correspondence_list")
        return [
            cost(lambda: theirs.get(page(dossier))),
            cost(lambda: ours.get(desk_page(dossier))),
            cost(lambda: ours.get(listed)),
        ]

    few = read()
    for number in range(3):
        uploads = [people.upload(f"{number}.pdf")]
        acts.write_to_one_stop(
            dossier, account=dossier.submitter, text=ASKED, uploads=uploads, key=f"n{number}"
        )
        asked(people.received(), key=f"m{number}")
    many = read()
    # One more query reads the files of the messages, however many.
    assert all(after <= before + 1 for before, after in zip(few, many, strict=True))


def test_a_thank_you_needs_no_answer() -> None:
    dossier = people.received()
    asked(dossier, "Cảm ơn.")
    ours = desk("mc.hongbang")
    ours.post(desk_page(dossier), {"settle": "1"})
    assert not waiting_for(clerk()).exists()
    assert not Message.objects.filter(thread=dossier.pk, from_office=True).exists()


def test_too_many_messages_in_an_hour_wait() -> None:
    dossier = people.received()
    for number in range(PER_HOUR):
        asked(dossier, key=f"k{number}")
    with pytest.raises(Refused, match="trong một giờ"):
        asked(dossier, key="mot-nua")


def test_it_closes_some_days_after_the_end_and_says_where_to_turn(settings) -> None:
    dossier = people.carry_on(people.carry_to(people.received(), "return"))
    assert dossier.state == State.RETURNED
    assert is_open(dossier)
    long_ago = timezone.now() - timedelta(days=settings.CORRESPONDENCE_OPEN_DAYS + 1)
    Dossier.objects.filter(pk=dossier.pk).update(returned_at=long_ago)
    dossier.refresh_from_db()
    assert not is_open(dossier)
    with pytest.raises(Refused, match="đã đóng"):
        asked(dossier)
    shown = citizen(dossier.submitter).get(page(dossier))
    assert shown.context["form"] is None
    assert "phản ánh, kiến nghị" in shown.content.decode()


def test_a_dossier_in_hand_has_no_closing_day() -> None:
    assert closes_at(people.received()) is None


def test_with_code_and_secret_an_applicant_of_the_counter_writes_too() -> None:
    dossier = people.at_counter()
    visitor = Client()
    assert visitor.get(page(dossier)).status_code == 302
    visitor.post(reverse("portal:track"), {"code": dossier.code, "secret": dossier.secret})
    visitor.post(page(dossier), form(visitor, page(dossier)))
    message = Message.objects.get(thread=dossier.pk)
    assert message.author is None
    assert "Người nộp" in desk("mc.hongbang").get(desk_page(dossier)).content.decode()
    assert list(of_dossier(dossier)) == []


def test_a_bad_file_is_refused_and_nothing_is_sent() -> None:
    dossier = people.received()
    client = citizen(dossier.submitter)
    bad = people.upload("hoso.pdf", b"<html><script>alert(1)</script></html>")
    refused = client.post(page(dossier), form(client, page(dossier), attachments=[bad]))
    assert refused.status_code == 422
    assert "không phải PDF" in refused.content.decode()
    assert not Message.objects.filter(thread=dossier.pk).exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 3001])
def test_nothing_and_too_much_are_refused_with_what_was_typed(text: str) -> None:
    dossier = people.received()
    client = citizen(dossier.submitter)
    refused = client.post(page(dossier), form(client, page(dossier), text=text))
    assert refused.status_code == 422
    assert text.strip() in refused.content.decode()
    assert not Message.objects.filter(thread=dossier.pk).exists()
