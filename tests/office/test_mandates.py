"""Người nộp thay at the counter and on the page of a dossier."""

import pytest

from motcua.mandates import consents
from motcua.mandates.models import Consent, Mandate
from tests.dossiers import people
from tests.mandates import stories
from tests.office.desks import desk, read, url, words

pytestmark = pytest.mark.django_db

PAGE = "/can-bo/nop-thay/"


@pytest.fixture(autouse=True)
def _reachable(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]


def test_a_person_says_yes_and_takes_it_back_before_a_clerk() -> None:
    clerk, mandate = desk("mc.hongbang"), stories.asked()
    number = mandate.reference.replace("-", " ").lower()
    page = words(clerk.get(PAGE, {"number": number}).content.decode())
    assert "Tôi là Phạm Văn Già" in page
    clerk.post(PAGE, {"number": mandate.reference, "do": "consent"})
    consent = Consent.objects.get()
    assert (consent.method, consent.recorded_by) == ("counter", people.officer("mc.hongbang"))
    answer = clerk.post(PAGE, {"number": mandate.reference, "do": "withdraw"}, follow=True)
    assert "Đã rút lại đồng ý" in words(answer.content.decode())
    assert not Mandate.objects.in_force().exists()


@pytest.mark.parametrize("number", ["", "123", "AAAA-AAAA-AAAA", "x" * 30])
def test_a_number_that_is_none(number: str) -> None:
    answer = desk("mc.hongbang").get(PAGE, {"number": number})
    assert answer.status_code == 422


@pytest.mark.parametrize("username", ["cv.hongbang", "ld.hongbang"])
def test_only_clerks_write_it_down(username: str) -> None:
    mandate = stories.asked()
    for ask in (desk(username).get, desk(username).post):
        assert ask(PAGE, {"number": mandate.reference, "do": "consent"}).status_code == 403
    assert not Consent.objects.exists()


def test_twice_is_said_so() -> None:
    clerk, mandate = desk("mc.hongbang"), stories.agreed(stories.asked())
    answer = clerk.post(PAGE, {"number": mandate.reference, "do": "consent"})
    assert answer.status_code == 422
    assert "không còn chờ đồng ý" in words(answer.content.decode())


def test_the_page_of_a_dossier_names_who_filed_and_by_what() -> None:
    minh, photo = stories.helper_account(), stories.paper("ký tên")
    mandate = stories.asked(minh)
    consents.consent_by_paper(mandate, photo, account=minh)
    dossier = stories.filed(mandate)
    page = words(read(desk("mc.hongbang"), url(dossier)))
    for said in (
        f"Người nộp thay {minh}",
        "Điểm hỗ trợ Nhà văn hóa tổ dân phố mẫu 7",
        "Căn cứ nộp thay Giấy đồng ý có chữ ký",
        f"Nộp thay theo ủy quyền số {mandate.reference}",
    ):
        assert said in page, said
    assert "Tài khoản nộp" not in page
    paper = f"{url(dossier)}can-cu-nop-thay/"
    assert b"%PDF" in b"".join(desk("mc.hongbang").get(paper).streaming_content)
    assert desk("cv.lechan").get(paper).status_code == 404


def test_a_dossier_of_ones_own_has_no_such_paper() -> None:
    dossier = people.filed()
    assert desk("mc.hongbang").get(f"{url(dossier)}can-cu-nop-thay/").status_code == 404
    assert "Người nộp thay" not in words(read(desk("mc.hongbang"), url(dossier)))
