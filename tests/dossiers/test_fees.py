"""What a dossier owes: amounts, formulas, case and channel."""

import pytest

from motcua.catalog.models import Fee
from motcua.dossiers import fees
from motcua.dossiers.fees import Owed
from motcua.dossiers.models import Dossier
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def owing(**content: object) -> Dossier:
    dossier = people.received()
    dossier.form, dossier.content = None, {"request": content}
    dossier.case.version.fees.all().delete()
    return dossier


def fee(dossier: Dossier, **facts: object) -> Fee:
    return Fee.objects.create(version=dossier.case.version, name="Lệ phí", **facts)


def test_a_published_amount_is_owed_and_an_unpublished_one_is_left_to_the_officer() -> None:
    dossier = owing()
    fee(dossier, amount=8000)
    fee(dossier)
    assert fees.owed_by(dossier) == [Owed("Lệ phí", 8000)]


@pytest.mark.parametrize(
    ("formula", "amount"),
    [
        ("8000 * so_luong", 24_000),
        ("channel == 'online' ? 4000 : 8000", 4000),
        ("applicant.kind == 'organisation' ? 100000 : 50000", 50_000),
        ("content.so_luong > 2 ? 10000 : 0", 10_000),
    ],
)
def test_a_formula_is_counted_from_what_the_dossier_says(formula: str, amount: int) -> None:
    dossier = owing(so_luong=3)
    fee(dossier, formula=formula)
    assert fees.owed_by(dossier) == [Owed("Lệ phí", amount)]


def test_a_formula_that_asks_what_nobody_said_is_left_to_the_officer() -> None:
    dossier = owing()
    fee(dossier, formula="8000 * so_trang")
    assert fees.owed_by(dossier) == []


def test_fees_of_another_channel_or_case_are_not_owed() -> None:
    dossier = owing()
    fee(dossier, amount=5000, channel="counter")
    fee(dossier, amount=6000, channel="online")
    fee(dossier, amount=7000, case=people.case_of(people.BUILDING))
    fee(dossier, amount=9000, case=dossier.case)
    assert [each.amount for each in fees.owed_by(dossier)] == [6000, 9000]
