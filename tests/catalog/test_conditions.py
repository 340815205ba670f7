"""Conditions and formulas answer from the facts, or say why they cannot."""

import pytest

from motcua.catalog import service

FACTS = {"so_luong": 3, "applicant": {"kind": "person"}, "gia_tri": 1_500_000.5}


@pytest.mark.parametrize(
    ("formula", "amount"),
    [
        ("so_luong * 8000", 24000),
        ("so_luong > 2 ? 2000 + (so_luong - 2) * 1000 : so_luong * 1000", 3000),
        ("gia_tri * 0.001", 1500),
        ("0", 0),
    ],
)
def test_a_formula_gives_whole_dong(formula, amount):
    assert service.amount_by(formula, FACTS) == amount


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("so_trang * 2", "chưa đủ dữ kiện"),
        ("so_luong > 2", "phải tính ra một số tiền"),
        ("0 - so_luong", "số tiền âm"),
        ("so_luong *", "không phải là biểu thức CEL"),
        ("so_luong / 0", "chưa đủ dữ kiện"),
    ],
)
def test_a_formula_without_a_sum_says_why(formula, said):
    with pytest.raises(service.BadExpression, match=said):
        service.amount_by(formula, FACTS)


def test_an_empty_rule_always_holds():
    assert service.holds("", {})
    assert service.holds('applicant.kind == "person" && so_luong >= 3', FACTS)
    assert not service.holds("so_luong < 3", FACTS)
    with pytest.raises(service.BadExpression, match="đúng hoặc sai"):
        service.holds("so_luong", FACTS)
