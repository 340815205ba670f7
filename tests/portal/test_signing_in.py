"""Signing in with the invented identities of a demonstration, and out again."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import errors, words

pytestmark = pytest.mark.django_db

SIGN_IN = "/dang-nhap/"


def choose(client: Client, account: Account, **more: str) -> str:
    response = client.post(SIGN_IN, {"account": account.citizen.pk, **more})
    return response.headers.get("Location", "")


def test_one_chooses_who_to_be(visitor: Client, thom: Account) -> None:
    assert str(thom) in words(visitor.get(SIGN_IN))
    assert choose(visitor, thom) == reverse("portal:my_dossiers")
    assert str(thom) in words(visitor.get("/"))


def test_one_comes_back_to_where_one_was_going(visitor: Client, thom: Account) -> None:
    wanted = visitor.get(reverse("portal:my_dossiers")).headers["Location"]
    assert wanted == f"{SIGN_IN}?next=/ho-so-cua-toi/"
    assert 'value="/ho-so-cua-toi/"' in visitor.get(wanted).content.decode()
    assert choose(visitor, thom, next="/ho-so-cua-toi/") == "/ho-so-cua-toi/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"]
)
def test_never_to_another_site(visitor: Client, thom: Account, elsewhere: str) -> None:
    assert choose(visitor, thom, next=elsewhere) == reverse("portal:my_dossiers")
    assert visitor.post("/dang-xuat/", {"next": elsewhere}).headers["Location"] == "/"


def test_nobody_chosen_is_said(visitor: Client) -> None:
    response = visitor.post(SIGN_IN, {})
    assert response.status_code == 422
    assert "Hãy chọn một mục." in errors(response)


def test_an_officer_is_not_among_them(visitor: Client) -> None:
    clerk = people.officer("mc.hongbang")
    assert visitor.post(SIGN_IN, {"account": clerk.pk + 10_000}).status_code == 422
    assert str(clerk) not in words(visitor.get(SIGN_IN))


def test_a_real_installation_offers_no_invented_people(
    visitor: Client, thom: Account, settings
) -> None:
    settings.DEMONSTRATION = False
    assert str(thom) not in words(visitor.get(SIGN_IN))
    visitor.post(SIGN_IN, {"account": thom.citizen.pk})
    assert visitor.get(reverse("portal:my_dossiers")).status_code == 302


def test_signing_out_takes_a_press_of_a_button(visitor: Client, thom: Account) -> None:
    visitor.force_login(thom)
    assert visitor.get("/dang-xuat/").status_code == 405
    assert visitor.post("/dang-xuat/").headers["Location"] == "/"
    assert visitor.get(reverse("portal:my_dossiers")).status_code == 302
