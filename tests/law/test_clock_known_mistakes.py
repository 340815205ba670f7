"""Mistakes known of other calculators of due dates, each shown not to be made here."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.clock import (
    DEFAULT_WEEK,
    DossierClock,
    Limit,
    LimitUnit,
    Policy,
    Reason,
    SupplementRule,
    WorkingCalendar,
    due,
    explain,
    official_calendar,
    parse_hours,
    wording,
    working_days_between,
    working_time,
)
from tests.clock.offices import OFFICIAL, at, due_at, office

EIGHT_HOURS = office("07:30-11:30,13:30-17:30")


def with_days(
    days_off: dict[date, str], swapped: dict[date, date] | None = None
) -> WorkingCalendar:
    return WorkingCalendar.build(DEFAULT_WEEK, days_off, swapped)


@pytest.mark.parametrize(("days", "end"), [(5, "2026-11-09"), (20, "2026-11-30")])
def test_an_office_of_seven_hours_does_not_drift(days, end):
    seven_hours = office("08:00-11:30,13:30-17:00")
    assert due_at("2026-11-02 09:00", f"{days}wd", seven_hours) == f"{end} 17:00"
    assert due_at("2026-11-02 09:00", f"{days * 7}wh", seven_hours) == f"{end} 09:00"


def test_a_compensatory_saturday_right_after_a_holiday_counts():
    calendar = with_days({date(2026, 11, 6): "nghỉ"}, {date(2026, 11, 7): date(2026, 11, 6)})
    assert due_at("2026-11-05 09:00", "1wd", calendar) == "2026-11-07 17:30"
    assert due_at("2026-11-05 09:00", "8wh", calendar) == "2026-11-07 09:00"


def test_receiving_on_a_holiday_counts_from_the_next_working_day():
    calendar = with_days({date(2026, 11, 4): "nghỉ"})
    assert due_at("2026-11-04 09:00", "1wd", calendar) == "2026-11-06 17:30"
    assert due_at("2026-11-04 09:00", "8wh", calendar) == "2026-11-05 17:30"


def test_receiving_on_a_compensatory_saturday_is_receiving_on_a_working_day():
    assert due_at("2026-01-10 09:00", "1wd") == "2026-01-12 17:30"
    assert due_at("2026-01-10 09:00", "8wh") == "2026-01-12 09:00"


def test_a_saturday_half_day_ends_when_the_office_shuts():
    calendar = office("07:30-11:30,13:30-17:30", saturday="07:30-11:30")
    assert due_at("2026-11-06 15:00", "1wd", calendar) == "2026-11-07 11:30"
    assert due_at("2026-11-06 15:00", "8wh", calendar) == "2026-11-09 09:00"


def test_a_day_of_one_session_keeps_its_hours():
    calendar = office("07:30-11:30")
    assert due_at("2026-11-02 09:00", "1wd", calendar) == "2026-11-03 11:30"
    assert due_at("2026-11-02 09:00", "4wh", calendar) == "2026-11-03 09:00"


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-02 09:00", "2026-11-03 16:59", 869),
        ("2026-11-02 09:00", "2026-11-03 17:00", 870),
        ("2026-11-02 09:00", "2026-11-03 20:00", 870),
        ("2026-11-06 16:00", "2026-11-07 10:00", 60),
    ],
)
def test_waiting_that_ends_after_the_close_counts_office_hours_only(start, end, minutes):
    assert working_time(at(start), at(end), office("07:30-11:30,13:00-17:00")) == minutes


def test_a_long_limit_is_not_cut_short():
    start = at("2027-01-04 09:00")
    end = due(start, Limit.parse("300wd"), EIGHT_HOURS)
    assert end == at("2028-02-28 17:30")
    assert working_days_between(at("2027-01-04 17:30"), end, EIGHT_HOURS) == 300


def test_what_is_shown_beforehand_is_what_is_set():
    """One function answers both; a filing after the cut-off before a holiday skips the holiday."""
    policy = Policy.from_dict({"cutoff": "15:00"})
    start, limit = at("2026-09-01 15:30"), Limit.parse("1wd")
    shown = due(start, limit, OFFICIAL, policy)
    assert DossierClock(start, limit, policy).due(OFFICIAL) == shown == at("2026-09-04 17:30")


def test_the_hours_of_the_office_are_the_ones_used():
    calendar = office("08:00-11:45,13:15-16:45")
    assert due_at("2026-11-02 06:00", "225wm", calendar) == "2026-11-02 11:45"
    assert due_at("2026-11-02 06:00", "226wm", calendar) == "2026-11-02 13:16"


def test_offices_do_not_share_hours_and_nine_stays_nine():
    morning = official_calendar(dict.fromkeys(range(5), parse_hours("07:30-11:30")))
    assert due_at("2026-11-02 09:00", "1wd", morning) == "2026-11-03 11:30"
    assert due_at("2026-11-02 09:00", "1wd") == "2026-11-03 17:30"
    assert due_at("2026-11-02 09:00", "8wh", EIGHT_HOURS) == "2026-11-03 09:00"


def test_overdue_time_is_working_time_at_the_moment_it_is_asked():
    end = at("2026-11-06 17:30")
    assert wording.time_left(end, at("2026-11-09 09:00"), OFFICIAL) == "quá hạn 1 giờ làm việc"
    assert wording.time_left(end, at("2026-11-11 08:00"), OFFICIAL) == "quá hạn 2 ngày làm việc"


def test_what_falls_due_soon_is_ahead_of_now():
    clock = DossierClock(at("2026-11-02 09:00"), Limit.parse("3wd"))
    assert clock.remaining(OFFICIAL, at("2026-11-04 17:30")) == 480
    assert clock.remaining(OFFICIAL, at("2026-11-06 08:00")) == -30


def test_an_afternoon_stays_an_afternoon_when_written_down():
    end = due(at("2026-11-02 10:30"), Limit.parse("90wm"), OFFICIAL)
    assert end.isoformat() == "2026-11-02T14:00:00+07:00"
    assert wording.long_date(end) == "Thứ Hai, 02/11/2026, 14:00"


def test_a_wait_moves_the_end_by_the_office_hours_waited():
    clock = DossierClock(
        at("2026-11-02 09:00"), Limit.parse("5wd"), Policy(supplement=SupplementRule.PAUSE)
    )
    clock = clock.pause(at("2026-11-03 16:30"), Reason.SUPPLEMENT).resume(at("2026-11-05 08:30"))
    assert clock.due(OFFICIAL) == at("2026-11-11 09:30")


def test_no_day_is_taken_for_eight_hours_and_no_saturday_for_a_day_off():
    six_hours = office("08:00-11:00,14:00-17:00", saturday="08:00-11:00")
    one_day = Limit(Decimal(1), LimitUnit.WORKING_DAYS)
    friday = at("2026-11-06 09:00")
    assert due(friday, one_day, six_hours) == at("2026-11-07 11:00")
    reasons = explain(friday, one_day, six_hours)
    assert [day.counted for day in reasons] == [0, 1]


def test_a_supplement_in_calendar_days_never_ends_on_a_day_off():
    clock = DossierClock(
        at("2026-11-02 09:00"), Limit.parse("5d"), Policy(supplement=SupplementRule.PAUSE)
    )
    clock = clock.pause(at("2026-11-03 09:00"), Reason.SUPPLEMENT).resume(at("2026-11-04 09:00"))
    assert clock.due(OFFICIAL) == at("2026-11-09 17:30"), "5 + 1 days end on Sunday 8/11"
