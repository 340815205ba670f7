"""One's own account: what it shows, whose it is, and the other devices."""

import pytest
from django.test import Client

from motcua.accounts import freshness
from motcua.people.models import Account
from tests.accounts.coming_in import Visitor
from tests.dossiers import people
from tests.portal.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def thom(visitor: Visitor) -> Account:
    account = Account.objects.get(username="cd.thom")
    visitor.client.force_login(account)
    return account


def test_what_is_known_of_me(visitor: Visitor, thom: Account) -> None:
    said = visitor.reads("/tai-khoan/")
    for fact in ("Nguyễn Thị Thơm", "031199000123", "12/04/1999", "Nữ", "Kinh", "Việt Nam"):
        assert fact in said
    assert "Đã xác thực mức độ 2" in said
    assert "bạn chưa thể" not in said


def test_every_page_leads_there(visitor: Visitor, thom: Account) -> None:
    assert 'href="/tai-khoan/"' in visitor.client.get("/").content.decode()


def test_signing_out_elsewhere(visitor: Visitor, thom: Account) -> None:
    elsewhere = Visitor(Client())
    elsewhere.client.force_login(thom)
    response = visitor.client.post("/tai-khoan/bao-mat/dang-xuat/", follow=True)
    assert "Đã đăng xuất khỏi mọi thiết bị khác." in words(response)
    assert elsewhere.account is None
    assert visitor.account == thom


@pytest.mark.parametrize(
    "path", ["/tai-khoan/", "/tai-khoan/bao-mat/", "/tai-khoan/khoa-truy-cap/them/"]
)
def test_officers_have_their_own_ways(visitor: Visitor, path: str) -> None:
    visitor.client.force_login(people.officer("mc.hongbang"))
    assert visitor.client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/tai-khoan/khoa-truy-cap/them/"])
def test_the_ways_in_are_changed_by_who_has_just_signed_in(
    visitor: Visitor, thom: Account, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.client.get(path).status_code == 200
    monkeypatch.setattr(freshness, "FRESH_FOR", -1)
    response = visitor.client.get(path)
    assert response.headers["Location"] == f"/dang-nhap/?next={path}"
    assert "hãy đăng nhập lại" in visitor.reads("/dang-nhap/")


def test_addresses_of_ways_in_that_are_not_ours_do_not_exist(visitor: Visitor) -> None:
    for path in (
        "accounts/signup",
        "accounts/login",
        "accounts/password/reset",
        "accounts/3rdparty",
    ):
        assert visitor.client.get(f"/{path}/").status_code == 404
