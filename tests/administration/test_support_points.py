"""Support points: kept by the administrators of their commune, nobody else's."""

import pytest
from django.utils import timezone

from motcua.mandates.models import Helper, SupportPoint
from tests.administration.pages import filled
from tests.dossiers import people
from tests.mandates import stories
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

POINTS, HELPERS = "/quan-tri/diem-ho-tro/", "/quan-tri/nguoi-ho-tro/"


def today(name: str) -> dict[str, int]:
    now = timezone.localdate()
    return {f"{name}_day": now.day, f"{name}_month": now.month, f"{name}_year": now.year}


def own_point() -> SupportPoint:
    return SupportPoint.objects.get(agency__code="H24.31")


def elsewhere() -> SupportPoint:
    return SupportPoint.objects.get(agency__code="H24.34")


def test_a_commune_lists_its_own() -> None:
    page = words(read(desk("qt.hongbang"), POINTS))
    assert own_point().name in page
    assert elsewhere().name not in page
    assert elsewhere().name in words(read(desk("qt"), POINTS))


def test_a_point_is_opened_and_closed_with_a_reason() -> None:
    keeper = desk("qt.hongbang")
    form = filled(keeper, f"{POINTS}them/", name="Thư viện phường", reason="QĐ 15")
    form |= {"address": "Số 2", "agency": people.commune().pk}
    assert keeper.post(f"{POINTS}them/", form).status_code == 302
    point = SupportPoint.objects.get(name="Thư viện phường")
    edit = f"{POINTS}{point.pk}/sua/"
    form = filled(keeper, edit, reason="Sửa chữa nhà", **today("valid_to"))
    assert keeper.post(edit, form).status_code == 302
    page = words(read(keeper, f"{POINTS}{point.pk}/"))
    assert "Sửa chữa nhà" in page
    assert SupportPoint.objects.get(pk=point.pk).valid_to == timezone.localdate()


def test_no_point_is_opened_in_another_commune() -> None:
    keeper = desk("qt.hongbang")
    form = filled(keeper, f"{POINTS}them/", name="Lấn sân", reason="x")
    form |= {"address": "x", "agency": elsewhere().agency_id}
    assert keeper.post(f"{POINTS}them/", form).status_code == 422
    assert not SupportPoint.objects.filter(name="Lấn sân").exists()


def test_a_helper_is_named_by_their_number() -> None:
    keeper, loan = desk("qt.hongbang"), people.citizen(2)
    form = filled(
        keeper, f"{HELPERS}them/?point={own_point().pk}", reason="Danh sách tổ",
        identity_number=loan.citizen.identity_number, **today("trained_on"),
    )  # fmt: skip
    assert keeper.post(f"{HELPERS}them/", form).status_code == 302
    assert Helper.objects.in_force().filter(account=loan, point=own_point()).exists()
    again = keeper.post(f"{HELPERS}them/", form)
    assert again.status_code == 422
    assert "đã hỗ trợ ở điểm ấy" in words(again.content.decode())


@pytest.mark.parametrize("number", ["031000000000", "0200000123", "abc"])
def test_a_number_nobody_verified_has_is_refused(number: str) -> None:
    keeper = desk("qt.hongbang")
    form = filled(
        keeper, f"{HELPERS}them/?point={own_point().pk}", reason="x", identity_number=number,
        **today("trained_on"),
    )  # fmt: skip
    answer = keeper.post(f"{HELPERS}them/", form)
    assert answer.status_code == 422
    assert "mức độ 2" in words(answer.content.decode())


def test_a_helper_of_another_communes_point_is_not_theirs_to_name_or_end() -> None:
    keeper, hoa = desk("qt.hongbang"), stories.helps(stories.helper_account("ht.hoa"))
    for address in (f"{HELPERS}{hoa.pk}/", f"{HELPERS}{hoa.pk}/sua/"):
        assert keeper.get(address).status_code == 404
        assert keeper.post(address, {"reason": "x"}).status_code in {404, 405}
    form = filled(
        keeper, f"{HELPERS}them/", reason="x", point=elsewhere().pk,
        identity_number=people.citizen(2).citizen.identity_number, **today("trained_on"),
    )  # fmt: skip
    assert keeper.post(f"{HELPERS}them/", form).status_code == 422
    assert keeper.get(f"{POINTS}{elsewhere().pk}/").status_code == 404


def test_ending_a_helper_ends_what_they_see(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    keeper, minh = desk("qt.hongbang"), stories.helper_account()
    helper = stories.helps(minh)
    edit = f"{HELPERS}{helper.pk}/sua/"
    form = filled(keeper, edit, reason="Thôi hỗ trợ")
    form |= {"valid_to_day": 1, "valid_to_month": 7, "valid_to_year": 2025}
    assert keeper.post(edit, form).status_code == 302
    assert not Helper.objects.in_force().filter(account=minh).exists()


def test_the_page_of_a_point_counts_and_names_nobody(settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    stories.filed(stories.agreed(stories.asked()))
    page = words(read(desk("qt.hongbang"), f"{POINTS}{own_point().pk}/"))
    assert "1 đã nộp, 0 đã xong, 0 đúng hạn" in page
    assert stories.NEIGHBOUR.full_name not in page
    assert "Đỗ Thị Minh" in page
