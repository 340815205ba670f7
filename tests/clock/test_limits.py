"""Time limits as they are written, said and refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock import ClockError, Limit, LimitUnit
from tests.clock.clock_strategies import any_limit


@given(any_limit)
def test_a_limit_reads_back_from_how_it_is_written(limit):
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("5wd", "05 ngày làm việc", "5 working days"),
        ("1wd", "01 ngày làm việc", "1 working day"),
        ("15wd", "15 ngày làm việc", "15 working days"),
        ("0.5wd", "0,5 ngày làm việc", "0.5 working day"),
        ("2.5wh", "2,5 giờ làm việc", "2.5 working hours"),
        ("90wm", "90 phút làm việc", "90 working minutes"),
        ("30d", "30 ngày", "30 days"),
        ("2w", "02 tuần", "2 weeks"),
        ("2m", "02 tháng", "2 months"),
        ("inday", "trong ngày làm việc", "within the working day"),
    ],
)
def test_a_limit_in_words(written, vi, en):
    limit = Limit.parse(written)
    assert (limit.in_words(), limit.in_words("en"), str(limit)) == (vi, en, written)


@pytest.mark.parametrize(
    ("text", "canonical"), [(" 5WD ", "5wd"), ("05wd", "5wd"), ("5.0wd", "5wd"), ("10d", "10d")]
)
def test_a_limit_is_read_in_any_usual_writing(text, canonical):
    assert str(Limit.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "5", "wd", "0wd", "-1wd", "0.3wd", "1.5d", "0.5w", "0.25m", "0.001wh", "5 wd", "5wd;",
     "1e3wd", "NaNwd", "9999999wd", "5y", "٥wd", "inday2"],
)  # fmt: skip
def test_what_is_not_a_limit_is_refused(text):
    with pytest.raises(ClockError):
        Limit.parse(text)


@given(st.text(max_size=12))
def test_any_text_is_a_limit_or_refused(text):
    try:
        limit = Limit.parse(text)
    except ClockError:
        return
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize("value", ["0", "-3", "NaN", "Infinity"])
def test_a_limit_of_nothing_is_refused(value):
    with pytest.raises(ClockError):
        Limit(Decimal(value), LimitUnit.DAYS)
