"""Signing in and registering with a one-time code; what a stranger can learn and guess: nothing."""

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from motcua.accounts import codes
from motcua.people.models import Account, Citizen, ConfirmedPhone
from tests.accounts.coming_in import Visitor
from tests.dossiers import people
from tests.dossiers.post_office import Mailbox
from tests.dossiers.post_office import mailbox as _mailbox
from tests.portal.pages import errors, words

pytestmark = pytest.mark.django_db
mailbox = _mailbox

ASK, ENTER, REGISTER = "/dang-nhap/ma/", "/dang-nhap/ma/nhap/", "/dang-nhap/dang-ky/"
MINH = {"full_name": "Đỗ Thị Minh", "identity_number": "0310 9000 0111"}


def code_in(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"\b(\d{6})\b", body.get_content())
    assert found
    return found[1]


def asks(visitor: Visitor, contact: str, **values: str) -> HttpResponse:
    return visitor.client.post(ASK, {"contact": contact, **values})


def enters(visitor: Visitor, code: str, **values: str) -> HttpResponse:
    return visitor.client.post(ENTER, {"code": code, **values})


@pytest.fixture
def another() -> Visitor:
    return Visitor(Client())


def registers(visitor: Visitor, mailbox: Mailbox, contact: str) -> Account:
    asks(visitor, contact)
    enters(visitor, code_in(mailbox.letters[-1]))
    visitor.client.post(REGISTER, MINH)
    assert visitor.account is not None
    return visitor.account


def test_registering_takes_a_code_and_a_name(visitor: Visitor, mailbox: Mailbox) -> None:
    assert asks(visitor, "Minh@Motcua.Example ").headers["Location"] == ENTER
    letter = mailbox.letters[-1]
    assert letter["To"] == "minh@motcua.example"
    assert "không đưa mã này cho bất kỳ ai" in str(letter.get_content()).lower()
    response = enters(visitor, code_in(letter))
    assert response.headers["Location"] == REGISTER
    assert visitor.account is None
    response = visitor.client.post(REGISTER, MINH)
    assert response.headers["Location"] == "/ho-so-cua-toi/"
    account = visitor.account
    assert (str(account), account.email) == ("Đỗ Thị Minh", "minh@motcua.example")
    citizen = Citizen.objects.get(account=account)
    assert citizen.identity_number == "031090000111"
    assert not citizen.is_verified
    assert "Tự khai, chưa xác thực" in visitor.reads("/tai-khoan/")


def test_a_telephone_does_as_well(visitor: Visitor, another: Visitor, mailbox: Mailbox) -> None:
    account = registers(visitor, mailbox, "+84 900 000 777")
    assert Citizen.objects.get(account=account).phone == "0900000777"
    assert ConfirmedPhone.objects.get(account=account).number == "0900000777"
    asks(another, "0900.000.777")
    enters(another, code_in(mailbox.letters[-1]))
    assert another.account == account


def test_the_next_time_the_code_is_enough(
    visitor: Visitor, another: Visitor, mailbox: Mailbox
) -> None:
    account = registers(visitor, mailbox, "minh@motcua.example")
    asks(another, "minh@motcua.example", next="/tai-khoan/")
    response = enters(another, code_in(mailbox.letters[-1]), next="/tai-khoan/")
    assert response.headers["Location"] == "/tai-khoan/"
    assert another.account == account


def test_nobody_learns_who_has_an_account(
    visitor: Visitor, another: Visitor, mailbox: Mailbox
) -> None:
    registers(visitor, mailbox, "minh@motcua.example")
    known = asks(another, "minh@motcua.example")
    unknown = asks(Visitor(Client()), "ai-do@motcua.example")
    assert known.headers["Location"] == unknown.headers["Location"]
    mine, strangers = mailbox.letters[-2:]
    assert mine["Subject"] == strangers["Subject"]
    said = [str(each.get_content()).replace(code_in(each), "") for each in (mine, strangers)]
    assert said[0] == said[1]


def test_a_code_works_once(visitor: Visitor, mailbox: Mailbox) -> None:
    registers(visitor, mailbox, "minh@motcua.example")
    asks(visitor, "minh@motcua.example")
    code = code_in(mailbox.letters[-1])
    enters(visitor, code)
    visitor.client.logout()
    assert enters(visitor, code).headers["Location"] == ASK
    assert visitor.account is None


def test_a_new_code_ends_the_old_one(visitor: Visitor, mailbox: Mailbox) -> None:
    asks(visitor, "minh@motcua.example")
    asks(visitor, "minh@motcua.example")
    first, second = (code_in(each) for each in mailbox.letters)
    if first != second:
        assert "Mã không đúng" in errors(enters(visitor, first))
    assert enters(visitor, second).headers["Location"] == REGISTER


def test_a_code_is_this_browsers(visitor: Visitor, another: Visitor, mailbox: Mailbox) -> None:
    asks(visitor, "minh@motcua.example")
    assert enters(another, code_in(mailbox.letters[-1])).headers["Location"] == ASK


def test_a_code_does_not_live_long(
    visitor: Visitor, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(visitor, "minh@motcua.example")
    monkeypatch.setattr(codes, "LIVES", 0)
    assert enters(visitor, code_in(mailbox.letters[-1])).headers["Location"] == ASK


def test_guessing_ends_after_three_tries(visitor: Visitor, mailbox: Mailbox) -> None:
    asks(visitor, "minh@motcua.example")
    code = code_in(mailbox.letters[-1])
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(2):
        response = enters(visitor, wrong)
        assert response.status_code == 422
        assert "Mã không đúng" in errors(response)
    assert "ba lần" in words(enters(visitor, wrong))
    assert enters(visitor, code).headers["Location"] == ASK


def test_guessing_in_many_browsers_ends_too(mailbox: Mailbox) -> None:
    answered = []
    for _ in range(7):
        guesser = Visitor(Client())
        answered.append(asks(guesser, "minh@motcua.example").status_code)
    assert answered == [302] * 6 + [429]


@pytest.mark.parametrize("contact", ["", "khong-phai", "12345", "a@b", "+1 202 555 0100"])
def test_what_is_neither_mailbox_nor_telephone(
    visitor: Visitor, mailbox: Mailbox, contact: str
) -> None:
    response = asks(visitor, contact)
    assert response.status_code == 422
    assert errors(response)
    assert mailbox.letters == []


def test_a_mail_server_that_fails_is_said(visitor: Visitor, mailbox: Mailbox) -> None:
    mailbox.catcher.moods = ["451 later"]
    response = asks(visitor, "minh@motcua.example")
    assert "Chưa gửi được mã" in errors(response)


def test_an_address_an_account_merely_mentions_opens_nothing(
    visitor: Visitor, mailbox: Mailbox
) -> None:
    thom = Account.objects.get(username="cd.thom")
    asks(visitor, thom.email)
    enters(visitor, code_in(mailbox.letters[-1]))
    visitor.client.post(REGISTER, MINH)
    assert visitor.account not in (None, thom)


def test_an_officer_does_not_come_in_this_way(visitor: Visitor, mailbox: Mailbox) -> None:
    clerk = people.officer("mc.hongbang")
    EmailAddress.objects.create(user=clerk, email=clerk.email, verified=True, primary=True)
    asks(visitor, clerk.email)
    assert enters(visitor, code_in(mailbox.letters[-1])).headers["Location"] == REGISTER
    assert visitor.account is None


def test_registering_without_a_code_leads_to_asking_for_one(
    visitor: Visitor, mailbox: Mailbox
) -> None:
    assert visitor.client.post(REGISTER, MINH).headers["Location"] == ASK
    assert visitor.account is None


def test_what_is_wrong_in_a_registration_is_said(visitor: Visitor, mailbox: Mailbox) -> None:
    asks(visitor, "minh@motcua.example")
    enters(visitor, code_in(mailbox.letters[-1]))
    response = visitor.client.post(REGISTER, {"full_name": "", "identity_number": "123"})
    assert "Hãy ghi họ và tên." in errors(response)
    assert "12 chữ số" in errors(response)


def test_without_mail_there_is_no_such_way(visitor: Visitor, settings) -> None:
    settings.MESSAGE_CHANNELS = ["notice"]
    assert visitor.client.get(ASK).status_code == 404
    assert "Dùng mã gửi" not in visitor.reads("/dang-nhap/")


def test_a_declared_number_is_nobodys_claim(
    visitor: Visitor, another: Visitor, mailbox: Mailbox
) -> None:
    """Two may declare the same number, or one that is somebody's: it opens and blocks nothing."""
    first = registers(visitor, mailbox, "mot@motcua.example")
    second = registers(another, mailbox, "hai@motcua.example")
    assert first != second
    numbers = Citizen.objects.filter(account__in=[first, second])
    assert numbers.filter(identity_number="031090000111", verified_at=None).count() == 2


@pytest.mark.usefixtures("connected")
def test_a_declared_account_is_verified_in_place(visitor: Visitor, mailbox: Mailbox) -> None:
    account = registers(visitor, mailbox, "duc@motcua.example")
    asked = str(visitor.client.post("/tai-khoan/xac-thuc/").headers["Location"])
    response = visitor.comes_back(visitor.person.chooses(asked, "Hoàng Minh Đức"))
    assert response.headers["Location"] == "/tai-khoan/"
    assert visitor.account == account
    citizen = Citizen.objects.get(account=account)
    assert citizen.is_verified
    assert citizen.verified_at <= timezone.now()
    assert (citizen.identity_number, str(citizen)) == ("031088000987", "Hoàng Minh Đức")
    other = Visitor(Client())
    other.signs_in("Hoàng Minh Đức")
    assert other.account == account


@pytest.mark.usefixtures("connected")
@pytest.mark.parametrize("name", ["Nguyễn Thị Thơm", "Lê Thị Mai", "Công ty TNHH Mẫu Sông Cấm"])
def test_not_with_somebodys_identity_nor_with_less(
    visitor: Visitor, mailbox: Mailbox, name: str
) -> None:
    account = registers(visitor, mailbox, "ai@motcua.example")
    asked = str(visitor.client.post("/tai-khoan/xac-thuc/").headers["Location"])
    response = visitor.comes_back(visitor.person.chooses(asked, name))
    assert response.status_code == 403
    assert not Citizen.objects.get(account=account).is_verified
    assert visitor.account == account


def test_caught_where_the_demonstration_shows_it(
    visitor: Visitor, mailbox: Mailbox, settings, tmp_path: Path
) -> None:
    asks(visitor, "minh@motcua.example")
    assert "/thu-thu-nghiem/" in visitor.client.get(ENTER).content.decode()
