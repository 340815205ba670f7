"""Signing in with a national identity: first, again, too low, and everything that must not be."""

import datetime as dt
from urllib.parse import urlencode

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from motcua.people.models import Account, Citizen
from tests.accounts.coming_in import Visitor
from tests.portal.pages import words
from tests.sandbox.running import BACK, Person, query

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("connected")]

DUC = "031088000987"  # has never been here


def citizen(number: str) -> Citizen:
    return Citizen.objects.select_related("account").get(identity_number=number)


def test_the_first_time_makes_an_account_with_what_the_provider_vouches_for(
    visitor: Visitor,
) -> None:
    response = visitor.signs_in("Hoàng Minh Đức")
    assert response.headers["Location"] == "/ho-so-cua-toi/"
    found = citizen(DUC)
    assert visitor.account == found.account
    assert (str(found), found.account.email) == ("Hoàng Minh Đức", "cd.duc@motcua.example")
    assert (found.birth_date, found.gender) == (dt.date(1988, 7, 21), "male")
    assert (found.ethnicity, found.nationality) == ("Kinh", "Việt Nam")
    assert found.permanent_address.startswith("Số 90")
    assert found.is_verified
    assert not found.account.has_usable_password()


def test_again_is_the_same_account(visitor: Visitor) -> None:
    visitor.signs_in("Hoàng Minh Đức")
    first = visitor.account
    other = Visitor(Client())
    other.signs_in("Hoàng Minh Đức")
    assert other.account == first
    assert Citizen.objects.filter(identity_number=DUC).count() == 1


def test_a_known_number_is_the_known_citizen(visitor: Visitor) -> None:
    before = Account.objects.count()
    visitor.signs_in("Nguyễn Thị Thơm")
    assert visitor.account == Account.objects.get(username="cd.thom")
    assert Account.objects.count() == before


def test_nothing_of_the_claims_is_kept_besides(visitor: Visitor) -> None:
    visitor.signs_in("Hoàng Minh Đức")
    assert SocialAccount.objects.get(user=visitor.account).extra_data == {}


def test_what_has_changed_at_the_provider_changes_here(visitor: Visitor) -> None:
    stale = {"address": "Nơi cũ", "phone": "0900000999"}
    Citizen.objects.filter(identity_number="031199000123").update(**stale)
    visitor.signs_in("Nguyễn Thị Thơm")
    assert citizen("031199000123").address.startswith("Số 12")


def test_level_one_is_told_what_it_cannot_do(visitor: Visitor) -> None:
    response = visitor.signs_in("Lê Thị Mai")
    assert response.headers["Location"] == "/tai-khoan/"
    said = visitor.reads("/tai-khoan/")
    assert "Định danh mức độ 1" in said
    assert "bạn chưa thể" in said
    assert "làm việc thay tổ chức" in said
    assert "nâng tài khoản định danh điện tử lên mức độ 2" in said
    mai = Citizen.objects.get(account=visitor.account)
    assert (mai.assurance_level, mai.verified_at, mai.is_verified) == (1, None, False)


def test_level_one_does_not_enter_a_verified_account(visitor: Visitor) -> None:
    owner = Citizen.objects.get(identity_number="031199000123")
    Citizen.objects.filter(pk=owner.pk).update(identity_number="031305000741")
    response = visitor.signs_in("Lê Thị Mai")
    assert response.status_code == 403
    assert "đã có tài khoản" in words(response)
    assert visitor.account is None


def test_less_never_overwrites_what_was_vouched_for(visitor: Visitor) -> None:
    visitor.signs_in("Lê Thị Mai")
    vouched = {"verified_at": timezone.now(), "assurance_level": 2, "address": "Nơi đã xác thực"}
    Citizen.objects.filter(account=visitor.account).update(**vouched)
    visitor.signs_in("Lê Thị Mai")
    mai = Citizen.objects.get(account=visitor.account)
    assert mai.address == "Nơi đã xác thực"
    assert not mai.is_verified  # this time it was not vouched for


def test_accounts_never_meet_through_an_address(visitor: Visitor) -> None:
    somebody = Account.objects.create(username="ai-do", email="cd.duc@motcua.example")
    visitor.signs_in("Hoàng Minh Đức")
    assert visitor.account is not None
    assert visitor.account != somebody


def test_one_comes_back_to_where_one_was_going(visitor: Visitor) -> None:
    response = visitor.signs_in("Nguyễn Thị Thơm", next="/tai-khoan/bao-mat/")
    assert response.headers["Location"] == "/tai-khoan/bao-mat/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"]
)
def test_never_to_another_site(visitor: Visitor, elsewhere: str) -> None:
    response = visitor.signs_in("Nguyễn Thị Thơm", next=elsewhere)
    assert response.headers["Location"] == "/ho-so-cua-toi/"


def test_the_session_is_a_new_one(visitor: Visitor) -> None:
    asked = visitor.begins()
    before = visitor.client.session.session_key
    visitor.comes_back(visitor.person.chooses(asked, "Nguyễn Thị Thơm"))
    assert visitor.client.session.session_key != before


@pytest.mark.parametrize(
    "fault", ["signature", "nonce", "expired", "audience", "issuer", "subject"]
)
def test_a_token_that_is_not_good_opens_nothing(visitor: Visitor, fault: str) -> None:
    response = visitor.signs_in("Hoàng Minh Đức", fault)
    assert response.status_code == 403
    assert "Không xác minh được câu trả lời" in words(response)
    assert visitor.account is None
    assert not Citizen.objects.filter(identity_number=DUC).exists()


def test_a_state_of_nobodys_opens_nothing(visitor: Visitor) -> None:
    back = visitor.person.chooses(visitor.begins(), "Hoàng Minh Đức")
    state = query(back)["state"]
    response = visitor.comes_back(back.replace(state, "x" * len(state)))
    assert response.status_code == 403
    assert "không bắt đầu từ trang này" in words(response)
    assert visitor.account is None


def test_another_browsers_answer_opens_nothing(visitor: Visitor) -> None:
    """Somebody sends a link with a code of their own: whoever follows it is not signed in."""
    back = visitor.person.chooses(visitor.begins(), "Hoàng Minh Đức")
    victim = Visitor(Client())
    assert victim.comes_back(back).status_code == 403
    assert victim.account is None


def test_a_code_opens_once(visitor: Visitor) -> None:
    back = visitor.person.chooses(visitor.begins(), "Hoàng Minh Đức")
    assert visitor.comes_back(back).status_code == 302
    visitor.client.logout()
    assert visitor.comes_back(back).status_code == 403
    # Nor in another sign-in of the same browser.
    other = query(visitor.begins())["state"]
    response = visitor.comes_back(
        f"{BACK}?{urlencode({'code': query(back)['code'], 'state': other})}"
    )
    assert response.status_code == 403
    assert visitor.account is None


def test_who_says_no_is_back_at_the_ways_in(visitor: Visitor) -> None:
    back = visitor.person.chooses(visitor.begins(), "Hoàng Minh Đức", cancel="1")
    response = visitor.comes_back(back)
    assert response.headers["Location"] == "/dang-nhap/"
    assert "Bạn đã dừng đăng nhập" in visitor.reads("/dang-nhap/")


def test_a_provider_that_does_not_answer_is_said(visitor: Visitor, settings) -> None:
    settings.IDENTITY_DISCOVERY = "http://127.0.0.1:9/.well-known/openid-configuration"
    response = visitor.client.post("/dang-nhap/dinh-danh/")
    assert response.status_code == 403
    assert "đang không trả lời" in words(response)


def test_beginning_takes_a_press_of_a_button(visitor: Visitor) -> None:
    assert visitor.client.get("/dang-nhap/dinh-danh/").status_code == 405


def test_nothing_of_the_request_reaches_the_provider(visitor: Visitor) -> None:
    asked = query(
        str(
            visitor.client.post(
                "/dang-nhap/dinh-danh/?scope=admin&auth_params=prompt%3Dnone"
            ).headers["Location"]
        )
    )
    assert asked["scope"] == "openid"
    assert "prompt" not in asked
    assert asked["code_challenge_method"] == "S256"


def test_an_account_put_out_of_use_stays_so(visitor: Visitor) -> None:
    Account.objects.filter(username="cd.thom").update(is_active=False)
    response = visitor.signs_in("Nguyễn Thị Thơm")
    assert response.headers["Location"] == "/dang-nhap/ngung-hoat-dong/"
    assert visitor.account is None


def test_signing_out_ends_the_session_at_the_provider_too(visitor: Visitor, connected: str) -> None:
    visitor.signs_in("Nguyễn Thị Thơm")
    ending = str(visitor.client.post("/dang-xuat/").headers["Location"])
    assert ending.startswith(f"{connected}/logout?")
    told = jwt.decode(query(ending)["id_token_hint"], options={"verify_signature": False})
    assert told["iss"] == connected
    assert visitor.account is None
    response = visitor.person.opens(ending)
    assert response.headers["Location"] == "http://testserver/"


def test_without_a_provider_there_is_no_button(visitor: Visitor, settings) -> None:
    assert "Đăng nhập bằng VNeID" in visitor.reads("/dang-nhap/")
    settings.IDENTITY_ISSUER = ""
    assert "Đăng nhập bằng VNeID" not in visitor.reads("/dang-nhap/")
    assert visitor.client.post("/dang-nhap/dinh-danh/").status_code == 404
    assert visitor.client.get("/dang-nhap/dinh-danh/tro-ve/").status_code == 404


def test_the_provider_speaks_the_readers_language(visitor: Visitor) -> None:
    asked = visitor.begins()
    assert "Bạn muốn đăng nhập là ai?" in visitor.person.opens(asked).text
    visitor.client.cookies["django_language"] = "en"
    asked = visitor.begins()
    assert "Who do you want to sign in as?" in Person().opens(asked).text
