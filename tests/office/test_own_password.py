"""An official changes their own password, and nobody else's."""

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.people.models import Account
from motcua.seeds.organization import PASSWORD
from tests.dossiers import people
from tests.portal.pages import errors, words

pytestmark = pytest.mark.django_db

PAGE = "/can-bo/mat-khau/"
NEW = "con đường làng rợp bóng tre"


@pytest.fixture
def clerk() -> Account:
    cache.clear()
    return people.officer("mc.hongbang")


@pytest.fixture
def desk(clerk: Account) -> Client:
    client = Client(headers={"accept-language": "vi"})
    client.force_login(clerk)
    return client


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW):
    values = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post(PAGE, values)


def test_the_new_one_opens_and_the_old_one_no_more(desk: Client, clerk: Account) -> None:
    elsewhere = Client()
    elsewhere.force_login(clerk)
    assert change(desk).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(NEW)
    assert "Đã đổi mật khẩu" in words(desk.get(PAGE))
    assert elsewhere.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"old": "khong-dung"},
        {"again": "khác hẳn mật khẩu"},
        {"new": "ngắn", "again": "ngắn"},
        {"new": "123456789012", "again": "123456789012"},
        {"new": "mc.hongbang1", "again": "mc.hongbang1"},
        {"new": "", "again": ""},
    ],
)
def test_what_will_not_do_is_said(desk: Client, clerk: Account, wrong: dict[str, str]) -> None:
    response = change(desk, **wrong)
    assert response.status_code == 422
    assert errors(response)
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_guessing_the_old_one_is_slowed_down(desk: Client) -> None:
    answers = [change(desk, old="doan").status_code for _ in range(6)]
    assert answers == [422] * 5 + [403]


def test_an_administrator_without_a_desk_too(clerk: Account) -> None:
    keeper = Account.objects.create_superuser("quan.tri", password=PASSWORD)
    client = Client()
    client.force_login(keeper)
    assert change(client).status_code == 302


def test_citizens_have_no_password_here() -> None:
    client = Client()
    client.force_login(people.citizen())
    assert client.get(PAGE).status_code == 403
