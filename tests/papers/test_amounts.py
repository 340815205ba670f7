"""Amounts in Vietnamese words: said as on receipts, and read back to the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.papers import amount_in_figures, amount_in_words
from motcua.papers.amounts import number_in_words

UNITS = {
    "không": 0,
    "linh": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"nghìn": 10**3, "triệu": 10**6}
numbers = st.integers(0, 10**12) | st.builds(
    # Zeros inside are where readings go wrong; plain draws seldom have them.
    lambda digits: int("".join(map(str, digits))),
    st.lists(st.sampled_from((0, 0, 0, 1, 4, 5, 9)), min_size=1, max_size=12),
)


def read(words: str) -> int:
    """The number a Vietnamese reader hears. Raises on a word out of place."""
    *billions, rest = (part.split() for part in words.split("tỷ"))
    return sum(below_billion(part) for part in billions) * 10**9 + below_billion(rest)


def below_billion(words: list[str]) -> int:
    total, group = 0, 0
    for word in words:
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group += group % 100 % 10 * 9
        elif word == "mười":
            group += 10
        else:
            group += UNITS[word]
    return total + group


@given(numbers)
def test_words_are_read_back_to_the_number(number):
    assert read(number_in_words(number)) == number


@given(numbers)
def test_words_follow_the_rules_of_reading(number):
    said = f" {number_in_words(number)} "
    for never in ("mươi một ", "mươi bốn ", "mươi năm ", "mười năm ", "mười mốt ", "mười tư "):
        assert f" {never}" not in said
    for never in ("linh mốt", "linh tư", "linh lăm", "không mươi", "lẻ", "  ", "một mươi"):
        assert never not in said


@given(numbers, numbers)
def test_different_amounts_are_said_differently(one, other):
    assert (number_in_words(one) == number_in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (55, "Năm mươi lăm đồng"),
        (104, "Một trăm linh bốn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (8_000, "Tám nghìn đồng"),
        (14_000, "Mười bốn nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_000_024, "Một triệu không trăm hai mươi tư đồng"),
        (
            21_315_941,
            "Hai mươi mốt triệu ba trăm mười lăm nghìn chín trăm bốn mươi mốt đồng",
        ),
        (1_000_000_000, "Một tỷ đồng"),
        (1_005_000_000, "Một tỷ không trăm linh năm triệu đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (
            123_456_789_012,
            "Một trăm hai mươi ba tỷ bốn trăm năm mươi sáu triệu bảy trăm tám mươi chín nghìn "
            "không trăm mười hai đồng",
        ),
        (10**12, "Một nghìn tỷ đồng"),
        (1_001 * 10**9, "Một nghìn không trăm linh một tỷ đồng"),
    ],
)
def test_amounts_are_written_as_on_receipts(amount, words):
    assert amount_in_words(amount) == words


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="-1"):
        amount_in_words(-1)


@pytest.mark.parametrize(
    ("amount", "figures"), [(0, "0"), (999, "999"), (8_000, "8.000"), (1_250_000, "1.250.000")]
)
def test_figures_are_grouped_by_points(amount, figures):
    assert amount_in_figures(amount) == figures
