"""The official days: counted year by year, with every swap and its source."""

from datetime import date

import pytest

from motcua.clock import (
    DEFAULT_WEEK,
    DayKind,
    DayOverride,
    OutsideCalendarError,
    announced_through,
    official_calendar,
    official_days,
    parse_hours,
)
from tests.clock.offices import OFFICIAL, due_at

WORKING_DAYS = {
    2018: 250, 2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249,
    2024: 251, 2025: 250, 2026: 249,
}  # fmt: skip
SWAPS = [
    ("2018-12-31", "2019-01-05"),
    ("2019-04-29", "2019-05-04"),
    ("2024-04-29", "2024-05-04"),
    ("2025-05-02", "2025-04-26"),
    ("2026-01-02", "2026-01-10"),
    ("2026-08-31", "2026-08-22"),
]
OFF_ON_WEEKDAYS_2026 = [
    "01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "04-27", "04-30", "05-01",
    "08-31", "09-01", "09-02", "11-24",
]  # fmt: skip


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_the_year_has_as_many_working_days_as_announced(year):
    days = OFFICIAL.days(date(year, 1, 1), date(year, 12, 31))
    assert sum(day.works for day in days) == WORKING_DAYS[year]


def test_the_days_off_of_2026():
    days = OFFICIAL.days(date(2026, 1, 1), date(2026, 12, 31))
    off = [f"{day.date:%m-%d}" for day in days if not day.works and day.date.weekday() < 5]
    assert off == OFF_ON_WEEKDAYS_2026


@pytest.mark.parametrize(("off", "worked"), SWAPS)
def test_each_swap_is_known_on_both_its_days(off, worked):
    given_off = OFFICIAL.day(date.fromisoformat(off))
    made_up = OFFICIAL.day(date.fromisoformat(worked))
    assert not given_off.works
    assert (made_up.works, made_up.kind) == (True, DayKind.SWAPPED)
    assert given_off.source == made_up.source != ""


def test_a_swap_carries_the_decision_that_made_it():
    assert OFFICIAL.day(date(2026, 1, 2)).source == "12729/VPCP-KGVX, 25/12/2025"
    assert OFFICIAL.day(date(2026, 1, 2)).name == "nghỉ hoán đổi, làm bù ngày 10/01/2026"
    assert OFFICIAL.day(date(2026, 1, 10)).name == "làm bù cho ngày 02/01/2026"


def test_no_other_swaps_since_2018():
    swaps = [s for s in official_days(2018, 2026).swaps if s.off.year >= 2018]
    assert [(str(swap.off), str(swap.worked)) for swap in swaps] == SWAPS


def test_a_swap_is_known_to_the_year_it_only_touches():
    only_2019 = official_calendar(first_year=2019, last_year=2019)
    assert only_2019.day(date(2019, 1, 5)).works
    only_2018 = official_calendar(first_year=2018, last_year=2018)
    assert not only_2018.day(date(2018, 12, 31)).works


def test_saturday_service_rests_over_the_saturdays_of_tet():
    weekly = {**DEFAULT_WEEK, 5: parse_hours("07:30-11:30")}
    calendar = official_calendar(weekly)
    assert due_at("2026-02-13 09:00", "1wd", calendar) == "2026-02-23 17:30"
    assert due_at("2026-02-27 09:00", "1wd", calendar) == "2026-02-28 11:30"


def test_a_swapped_saturday_has_full_hours_even_in_an_office_open_on_saturday_mornings():
    calendar = official_calendar({**DEFAULT_WEEK, 5: parse_hours("07:30-11:30")})
    assert due_at("2026-01-09 09:00", "1wd", calendar) == "2026-01-10 17:30"


def test_years_ahead_are_a_forecast():
    assert announced_through() == 2026
    assert not OFFICIAL.day(date(2027, 4, 16)).works, "10/3 lunar"
    assert not OFFICIAL.day(date(2030, 2, 2)).works, "mùng 1 Tết"


def test_years_that_nobody_knows_are_refused():
    with pytest.raises(OutsideCalendarError):
        official_calendar(last_year=2101)
    with pytest.raises(OutsideCalendarError):
        official_calendar(first_year=2030, last_year=2029)


def test_a_calendar_once_built_is_kept():
    override = DayOverride(date(2026, 11, 4), "Nghỉ vì bão")
    assert official_calendar() is official_calendar(dict(DEFAULT_WEEK))
    assert official_calendar(overrides=[override]) is official_calendar(overrides=(override,))
    assert official_calendar(overrides=[override]) is not official_calendar()
