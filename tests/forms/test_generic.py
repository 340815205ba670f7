"""The generic form's contract: what is taken, what is refused, and what it says then."""

import pytest

from motcua.forms import generic
from tests.dossiers.people import APPLICANT


def test_a_complete_applicant_is_taken() -> None:
    assert generic.errors("applicant", APPLICANT) == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "1990-02-31"),
        ("birth_date", "27/03/1990"),
        ("identity_number", "12345"),
        ("identity_number", "03109900099x"),
        ("phone", "không có"),
        ("email", "ten@"),
        ("full_name", " "),
        ("address", ""),
        ("kind", "robot"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(field: str, value: str) -> None:
    wrong = generic.errors("applicant", APPLICANT | {field: value})
    assert list(wrong) == [field]
    assert wrong[field][0].isupper()


def test_every_missing_field_is_named() -> None:
    assert set(generic.errors("applicant", {})) == {
        "kind",
        "full_name",
        "identity_number",
        "address",
        "phone",
    }


def test_a_field_the_form_does_not_have_is_refused() -> None:
    assert generic.errors("request", {"text": "Xin 3 bản", "extra": "x"}) != {}
