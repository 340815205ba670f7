"""Working calendars: seasons, overrides, reasons, and where they end."""

from datetime import date, timedelta

import pytest

from motcua.clock import (
    DEFAULT_WEEK,
    Block,
    ClockError,
    DayKind,
    DayOverride,
    Limit,
    OutsideCalendarError,
    Season,
    WorkingCalendar,
    add_working_time,
    due,
    parse_hours,
    working_days_between,
    working_time,
)
from tests.clock.offices import at, due_at

SUMMER = dict.fromkeys(range(5), parse_hours("07:00-11:00,13:30-17:30"))
WINTER = dict.fromkeys(range(5), parse_hours("08:00-12:00,13:00-17:00"))


def hours(calendar: WorkingCalendar, day: str) -> str:
    return ",".join(map(str, calendar.day(date.fromisoformat(day)).blocks))


def test_a_season_holds_from_its_first_day_to_its_last():
    season = Season(date(2026, 4, 16), SUMMER, until=date(2026, 10, 15), name="mùa hè")
    calendar = WorkingCalendar.build(DEFAULT_WEEK, seasons=[season])
    assert hours(calendar, "2026-04-15") == "07:30-11:30,13:30-17:30"
    assert hours(calendar, "2026-04-16") == "07:00-11:00,13:30-17:30"
    assert hours(calendar, "2026-10-15") == "07:00-11:00,13:30-17:30"
    assert hours(calendar, "2026-10-16") == "07:30-11:30,13:30-17:30"
    assert hours(calendar, "2027-06-01") == "07:30-11:30,13:30-17:30"
    assert calendar.day(date(2026, 6, 1)).name == "mùa hè"


def test_a_season_of_every_year_answers_for_years_ahead_but_not_before_it_began():
    season = Season(date(2024, 4, 16), SUMMER, until=date(2024, 10, 15), every_year=True)
    calendar = WorkingCalendar.build(DEFAULT_WEEK, seasons=[season])
    assert hours(calendar, "2023-06-01") == "07:30-11:30,13:30-17:30"
    assert hours(calendar, "2039-06-01") == "07:00-11:00,13:30-17:30"
    assert due_at("2039-06-01 06:00", "60wm", calendar) == "2039-06-01 08:00"


def test_a_season_may_run_over_new_year_and_end_on_a_leap_day():
    season = Season(date(2024, 10, 16), WINTER, until=date(2025, 2, 28), every_year=True)
    calendar = WorkingCalendar.build(DEFAULT_WEEK, seasons=[season])
    assert hours(calendar, "2030-12-31") == "08:00-12:00,13:00-17:00"
    assert hours(calendar, "2031-02-28") == "08:00-12:00,13:00-17:00"
    leap = Season(date(2024, 2, 1), WINTER, until=date(2024, 2, 29), every_year=True)
    calendar = WorkingCalendar.build(DEFAULT_WEEK, seasons=[leap])
    assert hours(calendar, "2025-02-28") == "08:00-12:00,13:00-17:00"
    assert hours(calendar, "2025-03-03") == "07:30-11:30,13:30-17:30"


def test_hours_decided_later_replace_the_earlier_ones_for_good():
    first, second = Season(date(2024, 1, 1), SUMMER), Season(date(2026, 1, 1), WINTER)
    calendar = WorkingCalendar.build(DEFAULT_WEEK, seasons=[second, first])
    assert hours(calendar, "2023-12-29") == "07:30-11:30,13:30-17:30"
    assert hours(calendar, "2025-12-31") == "07:00-11:00,13:30-17:30"
    assert hours(calendar, "2040-12-31") == "08:00-12:00,13:00-17:00"


@pytest.mark.parametrize(
    "season",
    [
        {"until": date(2025, 1, 1)},
        {"every_year": True},
    ],
)
def test_a_season_that_cannot_be_is_refused(season):
    with pytest.raises(ClockError):
        Season(date(2026, 1, 1), SUMMER, **season)


def test_an_override_carries_its_decision_date_and_author():
    override = DayOverride(
        date(2026, 11, 4),
        "Nghỉ vì bão",
        decision="145/QĐ-UBND",
        decided_on=date(2026, 11, 3),
        author="Lê Thị Hoa",
    )
    calendar = WorkingCalendar.build(DEFAULT_WEEK, overrides=[override])
    day = calendar.day(date(2026, 11, 4))
    assert (day.works, day.kind) == (False, DayKind.OVERRIDE)
    assert (day.name, day.source) == ("Nghỉ vì bão", "145/QĐ-UBND, 03/11/2026, Lê Thị Hoa")
    assert due_at("2026-11-03 09:00", "1wd", calendar) == "2026-11-05 17:30"


def test_an_override_may_open_part_of_a_day_or_all_of_it():
    overrides = [
        DayOverride(date(2026, 11, 4), "Mất điện", blocks=parse_hours("07:30-09:00")),
        DayOverride(date(2026, 11, 8), "Trực Chủ Nhật", works_like=0),
    ]
    calendar = WorkingCalendar.build(DEFAULT_WEEK, overrides=overrides)
    assert due_at("2026-11-03 09:00", "1wd", calendar) == "2026-11-04 09:00"
    assert due_at("2026-11-06 09:00", "1wd", calendar) == "2026-11-08 17:30"


def test_of_two_overrides_the_one_decided_later_prevails():
    day = date(2026, 11, 4)
    later = DayOverride(day, "Làm việc lại", works_like=2, decided_on=date(2026, 11, 3))
    earlier = DayOverride(day, "Nghỉ", decided_on=date(2026, 11, 1))
    calendar = WorkingCalendar.build(DEFAULT_WEEK, overrides=[later, earlier])
    assert calendar.day(day).name == "Làm việc lại"


def test_an_override_prevails_over_a_swap_and_a_swap_over_a_day_off():
    saturday, friday, sunday = date(2026, 11, 7), date(2026, 11, 6), date(2026, 11, 8)
    calendar = WorkingCalendar.build(
        DEFAULT_WEEK,
        days_off=dict.fromkeys([saturday, friday, sunday], "nghỉ"),
        swapped={saturday: friday, sunday: 0},
        overrides=[DayOverride(sunday, "thôi không làm")],
        sources={saturday: "01/TB"},
    )
    assert calendar.day(saturday).kind is DayKind.SWAPPED
    assert calendar.day(saturday).name == "làm bù cho ngày 06/11/2026"
    assert calendar.day(saturday).source == "01/TB"
    assert not calendar.day(sunday).works


def test_a_swapped_day_has_the_hours_of_its_season_and_of_the_day_it_makes_up_for():
    friday_short = {**SUMMER, 4: parse_hours("07:00-11:00")}
    calendar = WorkingCalendar.build(
        DEFAULT_WEEK,
        swapped={date(2026, 6, 6): date(2026, 6, 5)},
        seasons=[Season(date(2026, 6, 1), friday_short)],
    )
    assert hours(calendar, "2026-06-06") == "07:00-11:00"


def test_any_number_of_blocks_a_day():
    four = {0: parse_hours("06:00-08:00,09:00-10:00, 13:00-15:00,18:00-20:30")}
    calendar = WorkingCalendar.build(four)
    assert working_time(at("2026-11-02 00:00"), at("2026-11-03 00:00"), calendar) == 450
    assert due_at("2026-11-02 09:30", "150wm", calendar) == "2026-11-02 15:00"


@pytest.mark.parametrize(
    "text",
    ["", "07:30", "07:30-", "11:30-07:30", "07:30-07:30", "7h-11h", "07:30-10:00,09:00-11:00"],
)
def test_hours_that_cannot_be_are_refused(text):
    with pytest.raises(ClockError):
        parse_hours(text)


def test_hours_are_whole_local_minutes():
    with pytest.raises(ClockError):
        Block(at("2026-01-01 07:30:30").time(), at("2026-01-01 11:30").time())
    with pytest.raises(ClockError):
        WorkingCalendar.build({7: parse_hours("07:30-11:30")})


def test_a_question_beyond_the_calendar_is_refused_and_never_answered_short():
    calendar = WorkingCalendar.build(DEFAULT_WEEK, first_year=2026, last_year=2026)
    start = at("2026-12-30 09:00")
    for limit in ("2wd", "17wh", "4d", "1w", "1m", "900000wd", "900000wh", "900000m", "900000d"):
        with pytest.raises(OutsideCalendarError, match="2026 to 2026"):
            due(start, Limit.parse(limit), calendar)
    assert due(start, Limit.parse("1wd"), calendar) == at("2026-12-31 17:30")
    with pytest.raises(OutsideCalendarError):
        calendar.day(date(2027, 1, 1))
    with pytest.raises(OutsideCalendarError):
        working_time(start, start + timedelta(days=9), calendar)


def test_an_office_that_never_opens_has_no_due_date():
    closed = WorkingCalendar.build({})
    assert working_time(at("2026-01-01 00:00"), at("2027-01-01 00:00"), closed) == 0
    with pytest.raises(OutsideCalendarError):
        due_at("2026-01-01 09:00", "1wd", closed)


def test_a_moment_without_a_zone_is_refused():
    calendar = WorkingCalendar.build(DEFAULT_WEEK)
    with pytest.raises(ClockError, match="no time zone"):
        due(at("2026-01-05 09:00").replace(tzinfo=None), Limit.parse("1wd"), calendar)


def test_no_working_time_added_is_the_moment_itself_and_none_can_be_taken_off():
    calendar = WorkingCalendar.build(DEFAULT_WEEK)
    assert add_working_time(at("2026-11-07 09:00:30"), 0, calendar) == at("2026-11-07 09:00")
    with pytest.raises(ClockError):
        add_working_time(at("2026-11-07 09:00"), -1, calendar)


def test_working_days_between_count_a_day_by_the_share_of_its_hours():
    calendar = WorkingCalendar.build(DEFAULT_WEEK)
    half_past = working_days_between(at("2026-11-02 11:30"), at("2026-11-03 17:30"), calendar)
    assert half_past == 1.5
    assert working_days_between(at("2026-11-03 17:30"), at("2026-11-02 11:30"), calendar) == -1.5
    over_a_sunday = working_days_between(at("2026-11-07 09:00"), at("2026-11-08 09:00"), calendar)
    assert over_a_sunday == 0
