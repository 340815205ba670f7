"""Numbers, days and places as the country writes them."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from motcua.forms.definition import Definition
from motcua.forms.formats import birth_year, is_personal_number, is_tax_number
from motcua.forms.service import errors
from tests.forms.small import asks, form, page

TODAY = timezone.localdate()


def one(kind: str) -> Definition:
    return form({"it": {"$ref": f"urn:motcua:{kind}"}})


RIGHT = {
    "identity-number": ["031099000123", "001312345678"],
    "tax-number": ["0100109106", "0100109106-001", "031099000123"],
    "phone": ["0912345678", "+84912345678", "02253842635"],
    "email": ["thu@example.vn"],
    "date": ["1990-03-27", (TODAY + timedelta(days=400)).isoformat()],
    "past-date": ["1990-03-27", TODAY.isoformat()],
    "future-date": [TODAY.isoformat(), "2199-12-31"],
    "money": [0, 8000],
}
WRONG = {
    "identity-number": ["03109900012", "0310990001234", "03109900012x", "000099000123"],
    "tax-number": ["0100109107", "010010910", "0100109106-01", "0100109106001"],
    "phone": ["912345678", "0912", "09123456789012", "gọi sau"],
    "email": ["thu", "thu@example", "hai thu@example.vn"],
    "date": ["1990-02-30", "27/03/1990", "1869-12-31", "2200-01-01", "19900327"],
    "past-date": [(TODAY + timedelta(days=1)).isoformat()],
    "future-date": [(TODAY - timedelta(days=1)).isoformat()],
    "money": [-1, 1.5, "tám nghìn", 10**16],
}
CASES = [(kind, each) for kind, values in RIGHT.items() for each in values]
MISTAKES = [(kind, each) for kind, values in WRONG.items() for each in values]


@pytest.mark.parametrize(("kind", "value"), CASES)
def test_right_ones_are_taken(kind: str, value: object) -> None:
    assert errors(one(kind), {"it": value}) == {}


@pytest.mark.parametrize(("kind", "value"), MISTAKES)
def test_wrong_ones_are_refused_in_both_languages(kind: str, value: object) -> None:
    here = errors(one(kind), {"it": value})
    with translation.override("en"):
        abroad = errors(one(kind), {"it": value})
    assert list(here) == list(abroad) == ["it"]
    # Each says what to do; English is no Vietnamese left over.
    assert here["it"] != abroad["it"]
    assert here["it"].endswith(".")
    assert abroad["it"].endswith(".")


@given(st.from_regex(r"0\d{2}[0-3]\d{8}", fullmatch=True).filter(lambda text: text[:3] != "000"))
def test_a_personal_number_carries_its_year(number: str) -> None:
    assert is_personal_number(number)
    assert birth_year(number) in range(1900, 2100)
    assert birth_year(number) % 100 == int(number[4:6])


@given(st.integers(0, 10**9 - 1), st.integers(1, 9))
def test_one_mistyped_digit_spoils_a_tax_number(first: int, change: int) -> None:
    digits = f"{first:09}"
    right = [digits + str(check) for check in range(10) if is_tax_number(digits + str(check))]
    # Some nine digits have no check digit: such numbers are never issued.
    assert len(right) <= 1
    for number in right:
        other = str((int(number[4]) + change) % 10)
        assert not is_tax_number(number[:4] + other + number[5:])


PERSON = form(
    {"who": {"$ref": "urn:motcua:person"}},
    page("mot", asks("who", fields=["full_name", "birth_date", "identity_number"])),
    paper={
        "heading": "TỜ KHAI",
        "body": ["{who.full_name} {who.birth_date} {who.identity_number}"],
    },
)


def test_a_personal_number_and_the_birth_date_beside_it_agree() -> None:
    right = {"who": {"identity_number": "031099000123", "birth_date": "1999-04-12"}}
    assert errors(PERSON, right) == {}
    right["who"]["birth_date"] = "1989-04-12"
    assert list(errors(PERSON, right)) == ["who.identity_number"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ({"detail": "Số 5", "commune": "11311"}, True),
        ({"detail": "Số 5", "commune": "Phường Hồng Bàng"}, False),
        ({"detail": "Số 5"}, False),
        ({"commune": "11311"}, False),
        ({"detail": "12 Rue Mouffetard, Paris", "country": "Pháp"}, True),
        ({"detail": "x" * 201, "commune": "11311"}, False),
        ("Số 5, phường Hồng Bàng", False),
    ],
)
def test_an_address_is_a_street_and_a_commune_of_today_or_a_country(
    address: object, fits: bool
) -> None:
    assert list(errors(one("address"), {"it": address})) == ([] if fits else ["it"])
