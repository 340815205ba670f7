"""Agencies, units, posts, officers: found, shown, changed, and never out of reach."""

import pytest

from motcua.organization.models import Agency, Post, Role, Unit
from motcua.people.models import Account, Officer, PostHolding
from tests.administration.pages import filled
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db


def test_rows_are_found_without_diacritics() -> None:
    page = read(desk("qt"), "/quan-tri/co-quan/?q=phuong hong bang")
    assert "Ủy ban nhân dân phường Hồng Bàng" in page
    assert "Sở Nội vụ" not in words(page)
    assert "Không tìm thấy dòng nào" in read(desk("qt"), "/quan-tri/can-bo/?q=zzzz")


def test_a_change_keeps_who_and_why() -> None:
    keeper = desk("qt.hongbang")
    unit = Unit.objects.get(code="H24.31.MC")
    address = f"/quan-tri/don-vi/{unit.pk}/"
    form = filled(keeper, f"{address}sua/", phone="0225 999", reason="Công văn 7")
    page = words(keeper.post(f"{address}sua/", form, follow=True).content.decode())
    unit.refresh_from_db()
    assert unit.phone == "0225 999"
    assert "Công văn 7" in page
    assert "Điện thoại:" in page
    assert "0225 999" in page
    assert str(people.officer("qt.hongbang")) in page


def test_a_colleague_who_was_quicker_is_not_overwritten() -> None:
    keeper = desk("qt.hongbang")
    unit = Unit.objects.get(code="H24.31.MC")
    address = f"/quan-tri/don-vi/{unit.pk}/sua/"
    form = filled(keeper, address, phone="0225 111", reason="Của tôi")
    desk("qt").post(address, filled(desk("qt"), address, phone="0225 222", reason="Nhanh hơn"))

    answer = keeper.post(address, form)
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Chưa lưu: có người vừa sửa" in page
    assert "0225 222" in page
    unit.refresh_from_db()
    assert unit.phone == "0225 222"

    again = form | {"seen": answer.context["form"]["seen"].value()}
    assert keeper.post(address, again).status_code == 302
    unit.refresh_from_db()
    assert unit.phone == "0225 111"


def test_an_officer_is_added_appointed_and_signs_in() -> None:
    keeper = desk("qt.hongbang")
    new = {"full_name": "Phạm Thị Mới", "staff_code": "HP9901", "username": "moi.hongbang"}
    answer = keeper.post("/quan-tri/can-bo/them/", new | {"reason": "QĐ 3"}, follow=True)
    page = words(answer.content.decode())
    password = page.split("Mật khẩu ban đầu của moi.hongbang: ")[1].split(". ")[0]
    account = Account.objects.get(username="moi.hongbang")
    assert account.check_password(password)
    assert account.posts == []

    post = Post.objects.filter(unit__agency__code="H24.31", role=Role.RECEPTION).first()
    form = filled(keeper, f"/quan-tri/giu-vi-tri/them/?officer={account.officer.pk}")
    form |= {"post": str(post.pk), "reason": "QĐ 4"}
    assert keeper.post("/quan-tri/giu-vi-tri/them/", form).status_code == 302
    assert Account.objects.get(pk=account.pk).posts == [post]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "Có Dấu"}, "Chỉ dùng chữ thường không dấu"),
        ({"username": "mc.hongbang"}, "đã có người dùng"),
        ({"full_name": ""}, "Hãy điền “họ và tên”"),
        ({"reason": ""}, "Hãy ghi lý do"),
        ({"staff_code": "HP0001"}, "đã tồn tại"),
    ],
)
def test_what_is_wrong_with_an_officer_is_said(wrong: dict[str, str], said: str) -> None:
    new = {"full_name": "A", "staff_code": "HP9901", "username": "moi.hb", "reason": "QĐ"}
    answer = desk("qt.hongbang").post("/quan-tri/can-bo/them/", new | wrong)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    assert not Officer.objects.filter(staff_code="HP9901").exists()


def test_the_same_post_twice_at_once_is_refused() -> None:
    keeper = desk("qt.hongbang")
    held = PostHolding.objects.filter(post__unit__agency__code="H24.31").first()
    form = filled(
        keeper, f"/quan-tri/giu-vi-tri/them/?officer={held.officer_id}&post={held.post_id}"
    )
    answer = keeper.post("/quan-tri/giu-vi-tri/them/", form | {"reason": "QĐ"})
    assert answer.status_code == 422
    assert "đã giữ vị trí ấy" in words(answer.content.decode())


def elsewhere() -> dict[str, int]:
    """A row of each register that is none of the ward's."""
    unit = Unit.objects.get(code="H24.MC")
    held = PostHolding.objects.filter(post__unit=unit).first()
    return {
        "co-quan": Agency.objects.get(code="H24").pk,
        "don-vi": unit.pk,
        "vi-tri": held.post_id,
        "can-bo": held.officer_id,
        "giu-vi-tri": held.pk,
    }


@pytest.mark.parametrize("kind", ["co-quan", "don-vi", "vi-tri", "can-bo", "giu-vi-tri"])
def test_rows_of_another_agency_do_not_exist(kind: str) -> None:
    keeper, pk = desk("qt.hongbang"), elsewhere()[kind]
    for page in ("", "sua/"):
        assert keeper.get(f"/quan-tri/{kind}/{pk}/{page}").status_code == 404
        assert keeper.post(f"/quan-tri/{kind}/{pk}/{page}", {}).status_code == 404
    assert f"/quan-tri/{kind}/{pk}/" not in read(keeper, f"/quan-tri/{kind}/")


def test_nothing_is_written_into_another_agency() -> None:
    keeper, others = desk("qt.hongbang"), elsewhere()
    mine = PostHolding.objects.filter(post__unit__agency__code="H24.31").first()
    for kind, form in {
        "don-vi": {"agency": others["co-quan"], "code": "H24.99", "name": "X", "kind": "division"},
        "vi-tri": {"unit": others["don-vi"], "code": "H24.99", "name": "X", "role": "leader"},
        "giu-vi-tri": {"officer": mine.officer_id, "post": others["vi-tri"]},
    }.items():
        day = {"valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2027"}
        answer = keeper.post(f"/quan-tri/{kind}/them/", form | day | {"reason": "QĐ"})
        assert answer.status_code == 422, kind
    assert not Unit.objects.filter(code="H24.99").exists()
    assert not Post.objects.filter(code="H24.99").exists()


def test_an_officer_with_a_post_elsewhere_is_kept_by_the_province() -> None:
    keeper = desk("qt.hongbang")
    clerk = people.officer("mc.hongbang").officer
    post = Post.objects.get(pk=elsewhere()["vi-tri"])
    PostHolding.objects.create(officer=clerk, post=post, valid_from="2026-01-01")
    page = words(read(keeper, f"/quan-tri/can-bo/{clerk.pk}/"))
    assert "còn giữ vị trí ở cơ quan khác" in page
    assert keeper.get(f"/quan-tri/can-bo/{clerk.pk}/sua/").status_code == 403
    assert desk("qt").get(f"/quan-tri/can-bo/{clerk.pk}/sua/").status_code == 200


def test_only_the_province_adds_agencies() -> None:
    assert desk("qt.hongbang").get("/quan-tri/co-quan/them/").status_code == 403
    keeper = desk("qt")
    form = {"code": "H24.98", "name": "Chi cục Mẫu", "level": "department", "reason": "QĐ 8"}
    assert keeper.post("/quan-tri/co-quan/them/", form).status_code == 302
    wrong = keeper.post("/quan-tri/co-quan/them/", form | {"code": "abc"})
    assert "Mã cơ quan chưa đúng" in words(wrong.content.decode())
