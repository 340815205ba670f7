"""Complaints and suggestions: sent, answered in time, passed on, published; read by whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.calendars.service import calendar_of
from motcua.clock import working_days_between
from motcua.dossiers.acts import Refused
from motcua.feedback import acts
from motcua.feedback.limits import WORKING_DAYS, due_of, next_due
from motcua.feedback.models import Feedback
from motcua.feedback.rights import handled_by
from motcua.organization.models import Agency
from tests.dossiers import people
from tests.office.desks import desk

pytestmark = pytest.mark.django_db

WORDS = "Tôi chờ hai giờ ở quầy số 3 mà không được gọi số."


def sent(**changes) -> Feedback:
    facts = {
        "kind": "conduct",
        "agency": people.commune(),
        "content": WORDS,
        "name": "Nguyễn Thị Mẫu",
        "contact": "0900000999",
    }
    return acts.send(**{**facts, **changes})


def clerk():
    return people.officer("mc.hongbang")


def test_it_is_answered_published_and_read_without_the_senders_name(client: Client) -> None:
    feedback = sent(author=people.citizen())
    answered = acts.answer(feedback, account=clerk(), text="Chúng tôi xin lỗi và đã thêm quầy.")
    assert answered.state == Feedback.State.ANSWERED
    acts.publish(answered, account=clerk(), content="Người dân chờ lâu ở quầy.")
    page = client.get(reverse("portal:feedback_published")).content.decode()
    assert "Người dân chờ lâu ở quầy." in page
    assert "Chúng tôi xin lỗi và đã thêm quầy." in page
    for personal in (WORDS, "0900000999", "Nguyễn Thị Mẫu"):
        assert personal not in page
    assert [step.act for step in feedback.steps.all()] == ["send", "answer", "publish"]
    assert not feedback.steps.filter(late=True).exists()


@pytest.mark.parametrize(("act", "days"), WORKING_DAYS.items())
def test_each_limit_is_counted_in_working_days(act: str, days: int) -> None:
    feedback = sent()
    if act == "publish":
        feedback = acts.answer(feedback, account=clerk(), text="Đã xử lý.")
    start = feedback.answered_at or feedback.counted_from
    calendar = calendar_of(feedback.agency.one_stop)
    whole_days = working_days_between(start, due_of(feedback, act), calendar)
    assert days - 1 < whole_days <= days + 1


def test_an_answer_after_the_limit_is_marked_late() -> None:
    feedback = sent()
    long_ago = timezone.now() - timedelta(days=60)
    Feedback.objects.filter(pk=feedback.pk).update(counted_from=long_ago)
    acts.answer(feedback, account=clerk(), text="Xin lỗi vì trả lời chậm.")
    assert feedback.steps.get(act="answer").late


def test_what_is_asked_of_the_sender_comes_back_and_no_limit_runs_meanwhile() -> None:
    citizen = people.citizen()
    asked = acts.ask_more(sent(author=citizen), account=clerk(), what="Xin cho biết ngày nào.")
    assert next_due(asked) is None
    with pytest.raises(Refused):
        acts.complete(asked, account=people.citizen(1), content="Không phải của tôi")
    completed = acts.complete(asked, account=citizen, content="Ngày 20/11.")
    assert completed.state == Feedback.State.NEW
    assert completed.content.endswith("Ngày 20/11.")


def test_the_agency_it_is_passed_on_to_counts_anew_and_the_first_no_longer_handles_it() -> None:
    feedback = sent()
    other = Agency.objects.in_force().exclude(pk=feedback.agency_id).exclude(one_stop=None)
    to = other.exclude(one_stop=feedback.agency.one_stop).first()
    passed = acts.pass_on(feedback, account=clerk(), agency=to, reason="Thuộc thẩm quyền của Sở.")
    assert passed.counted_from > feedback.counted_from
    assert not handled_by(clerk()).filter(pk=feedback.pk).exists()
    with pytest.raises(Refused, match="không có quyền"):
        acts.answer(passed, account=clerk(), text="Trả lời")


@pytest.mark.parametrize(
    ("act", "details"),
    [
        ("answer", {"text": "  "}),
        ("ask_more", {"what": ""}),
        ("refuse", {"reason": " "}),
        ("pass_on", {"reason": ""}),
    ],
)
def test_nothing_is_done_without_words(act: str, details: dict) -> None:
    feedback = sent()
    more = {"agency": people.commune()} if act == "pass_on" else {}
    with pytest.raises(Refused, match="Chưa ghi"):
        getattr(acts, act)(feedback, account=clerk(), **details, **more)
    feedback.refresh_from_db()
    assert feedback.state == Feedback.State.NEW


@pytest.mark.parametrize("username", ["cv.hongbang", "tp.kinhte.hongbang", "cd.thom"])
def test_others_neither_read_nor_handle_it(username: str) -> None:
    account = people.officer(username)
    feedback = sent()
    assert not handled_by(account).filter(pk=feedback.pk).exists()
    with pytest.raises(Refused, match="không có quyền"):
        acts.answer(feedback, account=account, text="Trả lời")


def test_what_was_done_cannot_be_rewritten() -> None:
    feedback = sent()
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot update"):
        cursor.execute(
            "UPDATE feedback_feedbackstep SET late = NOT late WHERE feedback_id = %s",
            [feedback.pk],
        )


def test_a_visitor_sends_one_and_only_their_browser_follows_it(client: Client) -> None:
    agency = people.commune()
    form = {
        "kind": "rules",
        "agency": agency.pk,
        "content": WORDS,
        "name": "Phạm Văn Thử",
        "contact": "0911222333",
    }
    done = client.post(reverse("portal:feedback_send"), form)
    assert done.status_code == 302
    assert WORDS in client.get(done["Location"]).content.decode()
    assert Client().get(done["Location"]).status_code == 404


def test_a_form_with_nothing_in_it_says_what_to_do(client: Client) -> None:
    page = client.post(reverse("portal:feedback_send"), {})
    assert page.status_code == 422
    said = page.content.decode()
    for sentence in ("Hãy chọn một loại.", "Hãy chọn cơ quan.", "Hãy ghi họ và tên."):
        assert sentence in said


def test_the_desk_answers_on_its_page() -> None:
    feedback = sent()
    client = desk("mc.hongbang")
    address = reverse("office:feedback", args=[feedback.reference])
    assert feedback.content[:40] in client.get(reverse("office:feedback_list")).content.decode()
    empty = client.post(address, {"act": "answer", "answer-text": ""})
    assert empty.status_code == 422
    assert "Hãy ghi nội dung trả lời." in empty.content.decode()
    client.post(address, {"act": "answer", "answer-text": "Đã nhắc nhở."})
    feedback.refresh_from_db()
    assert feedback.answer == "Đã nhắc nhở."
    other = desk("cv.hongbang")
    assert other.get(address).status_code == 404
