"""People find procedures in plain words, without diacritics, with a slip, or by code."""

import pytest

from motcua.catalog.models import Procedure

pytestmark = pytest.mark.django_db

BIRTH = "1.001193"
EXTRACT = "2.000635"
HOUSE = "1.013225"


def found(words: str) -> list[str]:
    return list(Procedure.objects.matching(words).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("đăng ký khai sinh", BIRTH),
        ("dang ky khai sinh", BIRTH),
        ("DANG KY  KHAI SINH", BIRTH),
        ("trich luc ho tich", EXTRACT),
        ("giay phep xay dung nha", HOUSE),
        ("dang ky khai shinh", BIRTH),
        ("trich luc ho tcih", EXTRACT),
        ("giay phep xay dugn nha", HOUSE),
        ("ho kinh daonh", "1.001612"),
        ("2.000635", EXTRACT),
        ("giấy khai sinh", BIRTH),
        ("giay to nha", "1.012783"),
        ("so do", "1.012783"),
        ("bang lai", "3.000346"),
        ("ket hon", "1.000894"),
        ("chung minh nhan dan", "1.014061"),
        ("giay doc than", "1.004873"),
        ("mo quan", "1.001612"),
        ("mo cong ty", "2.001583"),
        ("cong chung giay to", "2.000815"),
        ("nhap ho khau", "1.004222"),
        ("that nghiep", "DP.2d442450d6"),
    ],
)
def test_everyday_words_find_the_procedure_among_the_first_eight(words, code):
    assert code in found(words)[:8]


def test_the_code_finds_its_procedure_first():
    assert found("2.000635")[0] == EXTRACT


def test_words_of_nothing_find_nothing():
    assert found("xyzzy qwerty") == []


@pytest.mark.parametrize("words", ["khai shinh", "kai sinh", "khai sihn"])
def test_two_words_with_a_slip_still_find(words):
    assert BIRTH in found(words)
