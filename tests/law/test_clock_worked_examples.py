"""Dates worked out by hand from the notices of each year: working days, swaps, roll-over."""

from datetime import date, time

from motcua.clock import DayOverride, DossierClock, Limit, Policy, Reason, official_calendar
from tests.clock.offices import OFFICIAL, at, due_at


def test_a_swapped_saturday_counts():
    """Friday 2/1/2026 off, Saturday 10/1 worked (12729/VPCP-KGVX)."""
    assert due_at("2026-01-09 09:00", "5wd") == "2026-01-15 17:30"


def test_a_day_off_decided_late_does_not_count():
    """2/1/2026 was given off on 25/12/2025 only."""
    assert due_at("2025-12-31 09:00", "3wd") == "2026-01-07 17:30"
    before_the_decision = official_calendar(
        overrides=[
            DayOverride(date(2026, 1, 2), "chưa có quyết định", works_like=4),
            DayOverride(date(2026, 1, 10), "chưa có quyết định"),
        ]
    )
    assert due_at("2025-12-31 09:00", "3wd", before_the_decision) == "2026-01-06 17:30"


def test_tet_does_not_count():
    assert due_at("2026-02-12 16:00", "5wd") == "2026-02-26 17:30"
    assert due_at("2024-02-06 09:00", "3wd") == "2024-02-16 17:30"


def test_received_after_the_cut_off_is_received_the_next_working_day():
    policy = Policy(cutoff=time(15, 0))
    assert due_at("2026-02-12 16:00", "5wd", policy=policy) == "2026-02-27 17:30"


def test_received_after_the_cut_off_before_a_holiday_is_received_after_it():
    policy = Policy(cutoff=time(15, 0))
    assert due_at("2026-02-13 15:30", "1wd", policy=policy) == "2026-02-24 17:30"


def test_a_holiday_on_a_sunday_gives_the_monday_off():
    """Hùng Kings' day on Sunday 26/4/2026, then 30/4 and 1/5."""
    assert due_at("2026-04-24 09:00", "3wd") == "2026-05-04 17:30"


def test_a_saturday_worked_before_its_day_off_counts():
    assert due_at("2025-04-25 09:00", "4wd") == "2025-05-05 17:30"
    assert due_at("2026-08-20 09:00", "5wd") == "2026-08-26 17:30"


def test_national_day_and_the_day_swapped_with_it_do_not_count():
    assert due_at("2026-08-27 09:00", "3wd") == "2026-09-04 17:30"


def test_a_limit_may_end_on_a_swapped_saturday():
    assert due_at("2024-04-25 09:00", "3wd") == "2024-05-03 17:30"
    assert due_at("2024-04-25 09:00", "4wd") == "2024-05-04 17:30"


def test_calendar_days_ending_in_tet_roll_over_to_the_next_working_day():
    assert due_at("2026-02-10 09:00", "7d") == "2026-02-23 17:30"


def test_calendar_days_ending_on_a_public_holiday_roll_over():
    assert due_at("2026-04-16 09:00", "15d") == "2026-05-04 17:30"


def test_calendar_days_count_from_a_sunday_filing_online():
    assert due_at("2025-08-03 21:00", "30d") == "2025-09-03 17:30"


def test_a_complete_supplement_restarts_the_limit_from_zero():
    """Received 5/10/2026, returned for a supplement 7/10, complete on 15/10."""
    clock = DossierClock(at("2026-10-05 09:00"), Limit.parse("7wd"))
    clock = clock.pause(at("2026-10-07 10:00"), Reason.SUPPLEMENT)
    clock = clock.resume(at("2026-10-15 14:00"))
    assert clock.due(OFFICIAL) == at("2026-10-26 17:30")


def test_working_hours_pass_over_the_night_and_the_weekend():
    """1 h on Thursday, 8 h on Friday, 7 h on Monday."""
    assert due_at("2026-11-19 16:30", "16wh") == "2026-11-23 16:30"
