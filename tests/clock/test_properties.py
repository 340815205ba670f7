"""What holds for any office, any filing and any limit."""

from datetime import timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock import (
    ZONE,
    Limit,
    LimitUnit,
    Policy,
    WorkingCalendar,
    add_working_time,
    due,
    received,
    working_days_between,
    working_time,
)
from tests.clock.clock_strategies import (
    any_limit,
    calendar_of,
    calendars,
    limits,
    moments,
    offices,
    whole_working_days,
    working_days,
    working_minutes,
)
from tests.clock.walks import MinuteWalk, day_walk_due

policies = st.builds(
    Policy,
    cutoff=st.none() | st.times().map(lambda t: t.replace(second=0)),
    last_hour=st.booleans(),
)
UNITS = [working_days, working_minutes, limits(LimitUnit.DAYS, 90), limits(LimitUnit.MONTHS, 6, 2)]


@given(calendars, moments, any_limit, policies)
def test_a_limit_never_ends_on_a_day_off_nor_before_it_began(
    calendar: WorkingCalendar, start, limit, policy
):
    end = due(start, limit, calendar, policy)
    assert calendar.day(end.date()).works
    assert end > received(start, limit, calendar, policy)
    assert any(block.start < end.time() <= block.end for block in calendar.day(end.date()).blocks)


@given(calendars, moments, moments, any_limit, policies)
def test_filing_later_is_never_due_earlier(calendar, one, other, limit, policy):
    earlier, later = sorted([one, other])
    assert due(earlier, limit, calendar, policy) <= due(later, limit, calendar, policy)


@pytest.mark.parametrize("unit", UNITS)
@given(calendars, moments, st.data())
def test_a_longer_limit_never_ends_earlier(unit, calendar, start, data):
    shorter, longer = sorted(data.draw(st.tuples(unit, unit)), key=lambda limit: limit.value)
    assert due(start, shorter, calendar) <= due(start, longer, calendar)


@given(calendars, moments, moments, moments)
def test_working_time_adds_up_and_turns_round(calendar, first, second, third):
    there = working_time(first, second, calendar)
    assert there + working_time(second, third, calendar) == working_time(first, third, calendar)
    assert working_time(second, first, calendar) == -there


@given(calendars, moments, working_minutes)
def test_working_time_until_the_end_of_a_limit_is_the_limit(calendar, start, limit):
    assert working_time(start, due(start, limit, calendar), calendar) == limit.steps


@given(calendars, moments, st.integers(0, 600), st.integers(0, 600))
def test_adding_working_time_twice_is_adding_it_at_once(calendar, start, one, other):
    in_two = add_working_time(add_working_time(start, one, calendar), other, calendar)
    at_once = add_working_time(start, one + other, calendar)
    assert working_time(in_two, at_once, calendar) == 0
    assert other == 0 or in_two == at_once


@given(calendars, moments, working_days)
def test_as_many_working_days_lie_between_the_close_of_reception_and_the_end(
    calendar, start, limit
):
    reception = received(start, limit, calendar)
    close = reception.replace(hour=23, minute=59)
    days = working_days_between(close, due(start, limit, calendar), calendar)
    # Half a day of an odd number of minutes has half a minute too many.
    assert abs(days - Fraction(limit.value)) <= Fraction(limit.steps % 2, 2)
    if limit.steps % 2 == 0:
        assert days == limit.value


@given(calendars, moments, whole_working_days, whole_working_days)
def test_working_days_add_up_from_close_to_close(calendar, start, one, other):
    both = Limit(one.value + other.value, LimitUnit.WORKING_DAYS)
    first_end = due(start, one, calendar)
    # One minute before the close the day of the first end is the day of reception.
    in_two = due(first_end - timedelta(minutes=1), other, calendar)
    assert in_two == due(start, both, calendar)


@given(calendars, moments, st.one_of(whole_working_days, working_minutes))
def test_the_day_walk_finds_the_same_end(calendar, start, limit):
    assert due(start, limit, calendar) == day_walk_due(start, limit, calendar)


@given(calendars, moments, any_limit, st.integers(-12 * 60, 14 * 60))
def test_a_moment_counts_the_same_from_any_time_zone(calendar, start, limit, offset):
    elsewhere = start.astimezone(timezone(timedelta(minutes=offset)))
    end = due(elsewhere, limit, calendar)
    assert end == due(start, limit, calendar)
    assert end.tzinfo is ZONE


@given(calendars, moments, any_limit)
def test_seconds_are_dropped(calendar, start, limit):
    assert due(start, limit, calendar) == due(start.replace(second=0), limit, calendar)


@given(offices(), moments, st.integers(0, 12 * 24 * 60))
def test_working_time_equals_a_minute_by_minute_count(office: MinuteWalk, start, minutes):
    end = start + timedelta(minutes=minutes)
    assert working_time(start, end, calendar_of(office)) == office.working_time(start, end)


@given(offices(), moments, st.integers(1, 300))
def test_working_minutes_end_where_a_minute_by_minute_count_does(office, start, minutes):
    limit = Limit(Decimal(minutes), LimitUnit.WORKING_MINUTES)
    end = office.add_working_time(start, minutes)
    assert due(start, limit, calendar_of(office)) == end
    assert add_working_time(start, minutes, calendar_of(office)) == end


@given(offices(), moments, st.integers(1, 6))
def test_working_days_end_where_a_minute_by_minute_count_does(office, start, days):
    limit = Limit(Decimal(days), LimitUnit.WORKING_DAYS)
    assert due(start, limit, calendar_of(office)) == office.due_in_working_days(start, days)
