"""Ratings: once, after the result, by whom the dossier concerns; shown in totals alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier
from motcua.dossiers.verification import of_dossier
from motcua.feedback import ratings
from motcua.feedback.models import Feedback, Rating
from motcua.portal.tracking import SECRETS
from tests.dossiers import people

pytestmark = pytest.mark.django_db

GOOD = {"overall": 3, "contents": {"time": 2, "attitude": 3}}


@pytest.fixture(autouse=True)
def _alone() -> None:
    cache.clear()


def returned() -> Dossier:
    return people.carry_on(people.carry_to(people.received(), "return"))


def page(dossier: Dossier) -> str:
    return reverse("portal:rating", args=[dossier.reference])


def citizen(account=None) -> Client:
    client = Client()
    client.force_login(account or people.citizen(), "django.contrib.auth.backends.ModelBackend")
    return client


def test_it_is_given_on_the_page_and_thanked_for() -> None:
    dossier = returned()
    client = citizen(dossier.submitter)
    offered = client.get(reverse("portal:dossier", args=[dossier.reference])).content.decode()
    assert page(dossier) in offered
    given = {"overall": "3", "time": "2", "online": "1", "comment": "Nhanh gọn."}
    thanked = client.post(page(dossier), given, follow=True)
    assert "Đã ghi nhận đánh giá" in thanked.content.decode()
    rating = Rating.objects.get(dossier=dossier)
    assert (rating.overall, rating.comment) == (3, "Nhanh gọn.")
    assert dict(rating.contents.values_list("content", "level")) == {"time": 2, "online": 1}


def test_the_overall_answer_is_enough_and_must_be_there() -> None:
    dossier = returned()
    client = citizen(dossier.submitter)
    missing = client.post(page(dossier), {"time": "2"})
    assert missing.status_code == 422
    assert "Hãy chọn một mức." in missing.content.decode()
    client.post(page(dossier), {"overall": "2"})
    assert Rating.objects.get(dossier=dossier).contents.count() == 0


def test_twice_is_refused_and_the_first_stays() -> None:
    dossier = returned()
    client = citizen(dossier.submitter)
    client.post(page(dossier), {"overall": "1"})
    again = client.post(page(dossier), {"overall": "3"})
    assert again.status_code == 422
    assert "mỗi hồ sơ đánh giá một lần" in again.content.decode()
    assert Rating.objects.get(dossier=dossier).overall == 1


def test_before_the_result_it_is_refused() -> None:
    dossier = people.received()
    client = citizen(dossier.submitter)
    assert "chưa có kết quả" in client.get(page(dossier)).content.decode()
    assert client.post(page(dossier), {"overall": "3"}).status_code == 422
    with pytest.raises(Refused, match="chưa có kết quả"):
        ratings.rate(dossier, **GOOD)
    assert not Rating.objects.exists()


def test_from_the_release_on_it_may_be_given() -> None:
    dossier = people.carry_to(people.received(), "return")
    assert ratings.may_rate(dossier)


def test_anothers_dossier_cannot_be_rated() -> None:
    dossier = returned()
    other = citizen(people.citizen(1))
    assert other.get(page(dossier)).status_code == 404
    assert other.post(page(dossier), {"overall": "1"}).status_code == 404
    assert Client().post(page(dossier), {"overall": "1"}).status_code == 302
    officer = citizen(people.officer("mc.hongbang"))
    assert officer.post(page(dossier), {"overall": "3"}).status_code == 404
    assert not Rating.objects.exists()


def test_with_the_secret_of_the_receipt_it_may_and_guessing_one_is_slow() -> None:
    dossier = returned()
    visitor, track = Client(), reverse("portal:track")
    for number in range(int(SECRETS.partition("/")[0])):
        guessed = visitor.post(track, {"code": dossier.code, "secret": f"AAAA-AA{number:02}"})
        assert guessed.status_code == 422
    held_off = visitor.post(track, {"code": dossier.code, "secret": dossier.secret})
    assert held_off.status_code == 429
    assert visitor.post(page(dossier), {"overall": "1"}).status_code == 302
    assert not Rating.objects.exists()
    cache.clear()
    visitor.post(track, {"code": dossier.code, "secret": dossier.secret})
    visitor.post(page(dossier), {"overall": "2"})
    assert Rating.objects.get(dossier=dossier).overall == 2


@pytest.mark.parametrize(
    "wrong",
    [{"overall": "4"}, {"overall": "0"}, {"overall": "x"}, {"overall": "3", "time": "9"}],
)
def test_what_is_no_level_is_refused(wrong: dict) -> None:
    dossier = returned()
    assert citizen(dossier.submitter).post(page(dossier), wrong).status_code == 422
    assert not Rating.objects.exists()


def test_a_low_rating_leads_on_to_a_complaint_about_the_dossier() -> None:
    dossier = returned()
    client = citizen(dossier.submitter)
    thanked = client.post(page(dossier), {"overall": "3", "attitude": "1"}, follow=True)
    send = f"{reverse('portal:feedback_send')}?ho-so={dossier.reference}"
    assert send in thanked.content.decode()
    form = client.get(send).context["form"]
    assert form.initial["agency"] == dossier.agency_id
    client.post(
        reverse("portal:feedback_send"),
        {
            **form.initial,
            "content": "Công chức trả lời cộc lốc.",
            "ho-so": dossier.reference,
        },
    )
    assert Feedback.objects.get().dossier == dossier


def test_with_the_secret_a_complaint_is_about_the_dossier_too() -> None:
    dossier = people.received()
    visitor = Client()
    visitor.post(reverse("portal:track"), {"code": dossier.code, "secret": dossier.secret})
    send = f"{reverse('portal:feedback_send')}?ho-so={dossier.reference}"
    assert send in visitor.get(reverse("portal:dossier", args=[dossier.reference])).content.decode()
    form = visitor.get(send).context["form"]
    assert form.initial == {"agency": dossier.agency_id, "kind": Feedback.Kind.CONDUCT}
    # Of a dossier one may not read, the page says nothing.
    stranger = Client().get(send)
    assert str(dossier) not in stranger.content.decode()


def test_a_content_one_was_happy_with_leads_to_no_complaint() -> None:
    dossier = returned()
    client = citizen(dossier.submitter)
    thanked = client.post(page(dossier), {"overall": "2"}, follow=True)
    assert "ho-so=" not in thanked.content.decode()


def test_it_cannot_be_rewritten() -> None:
    rating = ratings.rate(returned(), **GOOD)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot update"):
        cursor.execute("UPDATE feedback_rating SET overall = 1 WHERE id = %s", [rating.pk])


def test_totals_are_shown_from_five_on_and_name_nobody() -> None:
    first = returned()
    procedure = first.case.version.procedure
    address = reverse("portal:procedure", args=[procedure.code])
    ratings.rate(first, overall=1, contents={"time": 1}, comment="Lời riêng của tôi")
    for _ in range(3):
        ratings.rate(returned(), **GOOD)
    assert ratings.totals_of(procedure) is None
    assert "Người đã làm thủ tục này đánh giá" not in Client().get(address).content.decode()
    ratings.rate(returned(), **GOOD)
    totals = ratings.totals_of(procedure)
    assert (totals.overall.count, totals.overall.satisfied) == (5, 80)
    # Four rated the attitude: too few to show.
    assert [(share.name, share.count, share.satisfied) for share in totals.contents] == [
        ("Thời gian giải quyết", 5, 80)
    ]
    cache.clear()
    shown = Client().get(address).content.decode()
    assert "<strong>80%</strong> hài lòng, trong 5 lượt đánh giá" in shown
    for private in ("Lời riêng của tôi", first.applicant.full_name, str(first)):
        assert private not in shown


def test_who_filed_is_asked_once_some_days_after_the_return(settings) -> None:
    dossier = returned()
    assert ratings.invite_ratings() == 0
    later = timezone.now() + timedelta(days=settings.RATING_INVITED_AFTER_DAYS, minutes=1)
    assert ratings.invite_ratings(later) == 1
    assert ratings.invite_ratings(later) == 0
    rows = dossier.outbox.filter(kind="invite_rating")
    assert [row.account for row in rows] == [dossier.submitter]
    assert list(of_dossier(dossier)) == []


def test_who_has_rated_is_not_asked() -> None:
    ratings.rate(returned(), **GOOD)
    assert ratings.invite_ratings(timezone.now() + timedelta(days=5)) == 0


def test_a_return_of_long_ago_is_not_asked_about() -> None:
    returned()
    assert ratings.invite_ratings(timezone.now() + timedelta(days=60)) == 0


def test_comments_are_read_by_the_agency_without_who_wrote_them() -> None:
    dossiers = [returned() for _ in range(5)]
    for dossier in dossiers[:4]:
        ratings.rate(dossier, overall=1, contents={}, comment="<b>Chờ lâu</b> ở quầy")
    leader = Client()
    leader.force_login(people.officer("mc.hongbang"), "django.contrib.auth.backends.ModelBackend")
    address = reverse("office:ratings")
    assert "Chờ lâu" not in leader.get(address).content.decode()
    ratings.rate(dossiers[4], overall=3, contents={})
    shown = leader.get(address).content.decode()
    assert "&lt;b&gt;Chờ lâu&lt;/b&gt;" in shown
    for dossier in dossiers:
        assert str(dossier) not in shown
        assert dossier.reference not in shown
    assert dossiers[0].applicant.full_name not in shown
    other = Client()
    other.force_login(people.officer("cv.hongbang"), "django.contrib.auth.backends.ModelBackend")
    assert "Chờ lâu" not in other.get(address).content.decode()
    assert Client().get(address).status_code == 302
