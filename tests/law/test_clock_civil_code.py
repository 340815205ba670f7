"""Counting by the Civil Code 2015, Articles 144 to 148, and by the start rules of procedures."""

from datetime import time

import pytest

from motcua.clock import Policy
from tests.clock.offices import due_at, office


def test_the_first_day_is_not_counted():
    """Article 147.2: a limit in days counts from the next day."""
    assert due_at("2026-11-02 07:30", "1wd") == "2026-11-03 17:30"
    assert due_at("2026-11-02 07:30", "1d") == "2026-11-03 17:30"


def test_hours_start_at_that_moment():
    """Article 147.1."""
    assert due_at("2026-11-02 09:10", "1wh") == "2026-11-02 10:10"


def test_weeks_end_on_the_same_weekday():
    """Article 148.3."""
    assert due_at("2026-11-04 09:00", "2w") == "2026-11-18 17:30"


def test_months_end_on_the_same_day():
    """Article 148.4."""
    assert due_at("2026-10-05 09:00", "2m") == "2026-12-07 17:30", "5/12 is a Saturday"
    assert due_at("2026-10-06 09:00", "1m") == "2026-11-06 17:30"


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2027-12-31 09:00", "2m", "2028-02-29 17:30"),
        ("2026-12-31 09:00", "2m", "2027-03-01 17:30"),
        ("2026-05-31 09:00", "1m", "2026-06-30 17:30"),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(start, limit, end):
    assert due_at(start, limit) == end


def test_half_a_month_is_fifteen_days():
    """Article 146.1."""
    assert due_at("2026-10-05 09:00", "0.5m") == due_at("2026-10-05 09:00", "15d")
    assert due_at("2026-10-05 09:00", "1.5m") == "2026-11-20 17:30"


def test_a_limit_that_ends_on_a_weekend_ends_at_the_close_of_the_next_working_day():
    """Article 148.5."""
    assert due_at("2026-11-04 09:00", "10d") == "2026-11-16 17:30"


@pytest.mark.parametrize(
    ("filed", "end"),
    [
        ("2026-11-04 06:00", "2026-11-04 09:30"),
        ("2026-11-04 12:00", "2026-11-04 15:30"),
        ("2026-11-04 17:29", "2026-11-05 09:29"),
        ("2026-11-04 17:30", "2026-11-05 09:30"),
        ("2026-11-06 20:00", "2026-11-09 09:30"),
        ("2026-11-07 10:00", "2026-11-09 09:30"),
    ],
)
def test_filed_outside_office_hours_is_received_at_the_next_opening(filed, end):
    assert due_at(filed, "2wh") == end


def test_filed_at_the_close_is_received_the_next_working_day():
    assert due_at("2026-11-04 17:29", "1wd") == "2026-11-05 17:30"
    assert due_at("2026-11-04 17:30", "1wd") == "2026-11-06 17:30"


def test_received_on_a_day_off_the_next_working_day_is_the_first_and_not_counted():
    assert due_at("2026-11-07 09:00", "1wd") == "2026-11-10 17:30"


def test_calendar_days_do_not_wait_for_the_office_to_open():
    assert due_at("2026-11-07 23:00", "3d") == "2026-11-10 17:30"


@pytest.mark.parametrize(
    ("filed", "end"), [("15:00", "2026-11-05"), ("15:01", "2026-11-06"), ("17:45", "2026-11-06")]
)
def test_the_cut_off_hour_itself_is_still_in_time(filed, end):
    policy = Policy(cutoff=time(15, 0))
    assert due_at(f"2026-11-04 {filed}", "1wd", policy=policy) == f"{end} 17:30"


@pytest.mark.parametrize(("filed", "end"), [("16:29", "2026-11-05"), ("16:30", "2026-11-06")])
def test_received_in_the_last_office_hour_counts_from_the_next_working_day(filed, end):
    """Decree 297/2025, where the procedure says so."""
    policy = Policy(last_hour=True)
    assert due_at(f"2026-11-04 {filed}", "1wd", policy=policy) == f"{end} 17:30"


def test_a_start_rule_moves_limits_in_hours_too():
    policy = Policy(cutoff=time(15, 0))
    assert due_at("2026-11-04 16:00", "2wh", policy=policy) == "2026-11-05 09:30"


@pytest.mark.parametrize(
    ("filed", "end"),
    [
        ("2026-11-04 09:00", "2026-11-04 17:30"),
        ("2026-11-04 15:00", "2026-11-04 17:30"),
        ("2026-11-04 15:01", "2026-11-05 17:30"),
        ("2026-11-06 16:00", "2026-11-09 17:30"),
        ("2026-11-07 09:00", "2026-11-09 17:30"),
    ],
)
def test_in_the_day_after_three_o_clock_means_the_next_working_day(filed, end):
    assert due_at(filed, "inday") == end


def test_in_the_day_takes_the_cut_off_of_the_procedure():
    assert due_at("2026-11-04 15:30", "inday", policy=Policy(cutoff=time(16))) == "2026-11-04 17:30"
    no_cut_off = Policy(in_day_cutoff=None)
    assert due_at("2026-11-04 17:00", "inday", policy=no_cut_off) == "2026-11-04 17:30"


def test_half_a_working_day_ends_when_half_of_its_hours_have_passed():
    assert due_at("2026-11-04 09:00", "0.5wd") == "2026-11-05 11:30"
    assert due_at("2026-11-04 09:00", "2.5wd") == "2026-11-09 11:30"
    uneven = office("07:00-11:30,13:30-17:00")
    assert due_at("2026-11-04 09:00", "0.5wd", uneven) == "2026-11-05 11:00"
    morning_only = office("07:30-11:31")
    assert due_at("2026-11-04 09:00", "0.5wd", morning_only) == "2026-11-05 09:31"


def test_saturday_service_is_a_working_day_of_that_office():
    office_on_saturdays = office("07:30-11:30,13:30-17:30", saturday="07:30-11:30")
    assert due_at("2026-11-06 09:00", "1wd", office_on_saturdays) == "2026-11-07 11:30"
    assert due_at("2026-11-06 16:30", "2wh", office_on_saturdays) == "2026-11-07 08:30"
