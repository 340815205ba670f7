"""Dates, money and sizes, in both languages."""

import datetime as dt

import pytest
from django.utils import translation

from motcua.face import words

MOMENT = dt.datetime(2026, 1, 15, 10, 30, tzinfo=dt.UTC)


def test_a_moment_as_an_administration_writes_it() -> None:
    assert words.moment(MOMENT) == "Thứ Năm, 15/01/2026, 17:30"
    assert words.day(MOMENT) == words.day(dt.date(2026, 1, 15)) == "Thứ Năm, 15/01/2026"
    assert words.short_moment(MOMENT) == "15/01/2026 17:30"


def test_a_moment_kept_in_utc_is_told_in_local_time() -> None:
    late = dt.datetime(2026, 1, 15, 18, 0, tzinfo=dt.UTC)
    assert words.day(late) == "Thứ Sáu, 16/01/2026"


def test_english_follows_the_page() -> None:
    with translation.override("en"):
        assert words.moment(MOMENT) == "Thursday, 15 January 2026, 17:30"
        assert words.money(1_250_000) == "1,250,000 VND"


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "0 đồng"), (8_000, "8.000 đồng"), (1_250_000, "1.250.000 đồng"), (None, "")],
)
def test_money(amount: int | None, said: str) -> None:
    assert words.money(amount) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "1 KB"), (348_160, "340 KB"), (10 * 1024 * 1024, "10 MB"), (1_258_291, "1,2 MB")],
)
def test_file_size(size: int, said: str) -> None:
    assert words.file_size(size) == said


def test_nothing_to_tell_is_told_with_nothing() -> None:
    assert words.moment(None) == words.day(None) == words.short_moment(None) == ""
