"""An officer's account: its history, a colleague who was quicker, a new password."""

import pytest
from django.test import Client

from motcua.people.models import Account, Delegation, Officer
from tests.administration.pages import filled
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db


def page_of(account: Account) -> str:
    return f"/quan-tri/can-bo/{account.officer.pk}/"


def test_a_change_of_name_or_access_stands_in_the_history() -> None:
    keeper, clerk = desk("qt.hongbang"), people.officer("mc.hongbang")
    was = clerk.full_name
    form = filled(keeper, f"{page_of(clerk)}sua/", full_name="Lê Thị Đổi Tên", reason="QĐ 12")
    del form["is_active"]
    page = words(keeper.post(f"{page_of(clerk)}sua/", form, follow=True).content.decode())
    assert "QĐ 12" in page
    assert f"{was} → đổi thành Lê Thị Đổi Tên" in page
    assert "Được đăng nhập: có → đổi thành không" in page


def test_a_colleague_who_changed_the_account_is_not_overwritten() -> None:
    keeper, clerk = desk("qt.hongbang"), people.officer("mc.hongbang")
    address = f"{page_of(clerk)}sua/"
    form = filled(keeper, address, full_name="Lê Thị Một", reason="Của tôi")
    other = desk("qt")
    other.post(address, filled(other, address, full_name="Lê Thị Hai", reason="Nhanh hơn"))
    answer = keeper.post(address, form)
    assert answer.status_code == 422
    assert "Lê Thị Hai" in words(answer.content.decode())
    assert Account.objects.get(pk=clerk.pk).full_name == "Lê Thị Hai"
    again = form | {"seen": answer.context["form"]["seen"].value()}
    assert keeper.post(address, again).status_code == 302


def test_signing_in_and_passwords_are_no_history() -> None:
    clerk = people.officer("mc.hongbang")
    before = Account.pgh_event_model.objects.filter(pgh_obj=clerk).count()
    clerk.set_password("khac-hoan-toan")
    clerk.save()
    desk("mc.hongbang")
    kept = Account.pgh_event_model
    assert kept.objects.filter(pgh_obj=clerk).count() == before
    assert not {"password", "last_login"} & {each.name for each in kept._meta.fields}


def test_a_new_password_is_shown_once_and_signs_the_old_one_out() -> None:
    keeper, clerk = desk("qt.hongbang"), people.officer("mc.hongbang")
    at_work = desk("mc.hongbang")
    assert at_work.get("/can-bo/").status_code == 200
    answer = keeper.post(f"{page_of(clerk)}mat-khau/", {"reason": "Quên mật khẩu"})
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert Account.objects.get(pk=clerk.pk).check_password(password)
    assert at_work.get("/can-bo/").status_code == 302
    signs_in = Client().post(
        "/can-bo/dang-nhap/", {"username": clerk.username, "password": password}
    )
    assert signs_in.status_code == 302
    page = words(read(keeper, page_of(clerk)))
    assert password not in page
    assert "Quên mật khẩu" in page
    assert "Cấp mật khẩu mới lúc" in page


def test_no_password_without_a_reason() -> None:
    clerk = people.officer("mc.hongbang")
    answer = desk("qt.hongbang").post(f"{page_of(clerk)}mat-khau/", {"reason": ""})
    assert answer.status_code == 422
    assert Account.objects.get(pk=clerk.pk).password == clerk.password


def test_no_password_of_anybody_out_of_reach() -> None:
    keeper, leader = desk("qt.hongbang"), people.officer("ld.thanhpho")
    assert keeper.post(f"{page_of(leader)}mat-khau/", {"reason": "x"}).status_code == 404
    assert Account.objects.get(pk=leader.pk).password == leader.password


def test_no_password_of_who_stands_in_elsewhere() -> None:
    """Their account carries rights of another agency."""
    keeper, clerk = desk("qt.hongbang"), people.officer("mc.hongbang")
    giver = people.officer("ld.thanhpho").officer
    Delegation.objects.create(
        post=giver.holdings.first().post,
        from_officer=giver,
        to_officer=clerk.officer,
        kind=Delegation.Kind.DELEGATED,
        reason="Đi công tác",
        valid_from="2026-01-01",
        valid_to="2099-01-01",
    )
    assert keeper.post(f"{page_of(clerk)}mat-khau/", {"reason": "x"}).status_code == 403
    assert desk("qt").post(f"{page_of(clerk)}mat-khau/", {"reason": "x"}).status_code == 200


def test_no_password_of_the_installations_own_account() -> None:
    root = Account.objects.create_user("van.hanh", password="x", is_superuser=True)
    officer = Officer.objects.create(account=root, staff_code="VH0001")
    answer = desk("qt").post(f"/quan-tri/can-bo/{officer.pk}/mat-khau/", {"reason": "x"})
    assert answer.status_code == 403
    assert "người vận hành máy chủ" in words(answer.content.decode())
