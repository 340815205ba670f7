"""The explanation agrees with the answer, and says why of every day."""

from decimal import Decimal

from hypothesis import given

from motcua.clock import Limit, LimitUnit, Policy, due, explain
from motcua.clock.official_days import LIBRARY
from tests.clock.clock_strategies import any_limit, calendars, moments
from tests.clock.offices import OFFICIAL, at

IN_DAYS = {LimitUnit.WORKING_DAYS, LimitUnit.DAYS}


def told(start: str, limit: str, language: str = "vi", **rules: object) -> list[str]:
    policy = Policy.from_dict(rules)
    days = explain(at(start), Limit.parse(limit), OFFICIAL, policy, language)
    return [f"{day.day.date:%d/%m} {day.counted:f} {day.why}" for day in days]


def test_working_days_one_by_one():
    assert told("2026-01-09 09:00", "3wd") == [
        "09/01 0 nộp lúc 09:00; ngày đầu tiên không tính",
        "10/01 1 tính; làm bù cho ngày 02/01/2026 (12729/VPCP-KGVX, 25/12/2025)",
        "11/01 0 không tính; nghỉ hằng tuần",
        "12/01 1 tính",
        "13/01 1 tính; hết hạn lúc 17:30",
    ]


def test_a_filing_that_counts_from_a_later_opening():
    assert told("2026-11-06 15:01", "0.5wd", cutoff="15:00") == [
        "06/11 0 nộp lúc 15:01; sau giờ chốt tiếp nhận trong ngày",
        "07/11 0 nghỉ hằng tuần",
        "08/11 0 nghỉ hằng tuần",
        "09/11 0 coi như tiếp nhận lúc 07:30; ngày đầu tiên không tính",
        "10/11 0.5 tính; hết hạn lúc 11:30",
    ]


def test_calendar_days_that_roll_over():
    assert told("2026-04-29 09:00", "2d", "en") == [
        "29/04 0 filed at 09:00; the first day is not counted",
        f"30/04 1 counts; Ngày Chiến thắng ({LIBRARY})",
        f"01/05 1 counts; Ngày Quốc tế Lao động ({LIBRARY}); "
        "the last day is a day off, so the end moves to the next working day",
        "02/05 0 does not count",
        "03/05 0 does not count",
        "04/05 0 the limit ends at 17:30",
    ]


def test_office_minutes_day_by_day():
    assert told("2026-11-19 16:30", "10wh") == [
        "19/11 60 nộp lúc 16:30; tính",
        "20/11 480 tính",
        "21/11 0 không tính; nghỉ hằng tuần",
        "22/11 0 không tính; nghỉ hằng tuần",
        "23/11 60 tính; hết hạn lúc 08:30",
    ]


def test_the_reasons_for_a_later_opening_are_told_apart():
    assert "vào ngày nghỉ" in told("2026-11-07 09:00", "inday")[0]
    assert "sau giờ làm việc" in told("2026-11-06 18:00", "1wd")[0]
    assert "trong giờ làm việc cuối cùng" in told("2026-11-06 16:45", "1wh", last_hour=True)[0]


@given(calendars, moments, any_limit)
def test_what_the_days_counted_for_makes_up_the_limit(calendar, start, limit):
    days = explain(start, limit, calendar)
    assert days[-1].day.date == due(start, limit, calendar).date()
    assert sum(day.counted for day in days) == days[-1].so_far
    if limit.unit in IN_DAYS:
        assert days[-1].so_far == limit.value
    if limit.unit is LimitUnit.WORKING_MINUTES:
        assert days[-1].so_far == Decimal(limit.steps)
    assert all(day.why for day in days if day.counted)
