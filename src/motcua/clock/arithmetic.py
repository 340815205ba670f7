"""Counting: when a limit ends, and how much office time lies between two moments.

Civil Code 2015 Articles 144 to 148 and, for working time, the office hours of the unit. Every
moment is read to the whole minute; seconds are dropped.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from motcua.clock.calendar import WorkingCalendar
from motcua.clock.errors import ClockError
from motcua.clock.hours import minute_of_day
from motcua.clock.limits import Limit, LimitUnit
from motcua.clock.moments import local
from motcua.clock.policy import DEFAULT_POLICY, Policy

CALENDAR_UNITS = frozenset({LimitUnit.DAYS, LimitUnit.WEEKS, LimitUnit.MONTHS})
LAST_HOUR = 60
HALF_MONTH = 15


class StartCause(StrEnum):
    """Where a filing falls, and so when a limit in working time begins to count."""

    IN_TIME = "in_time"
    DAY_OFF = "day_off"
    AFTER_CLOSE = "after_close"
    AFTER_CUTOFF = "after_cutoff"
    LAST_HOUR = "last_hour"


def due(
    start: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy = DEFAULT_POLICY
) -> datetime:
    """The moment a limit that starts with a filing at `start` ends, always on a working day.

    Working hours and minutes run from reception and only during office hours. Working days leave
    the day of reception out and end at the close of the last one; half a day ends when half of that
    day's office minutes have passed. Days, weeks and months count from the actual date of filing
    (Civil Code Article 147), end at the close of the last day and roll over to the next working day
    (Article 148). "In the day" ends at the close of the day of reception.

    Raises OutsideCalendarError beyond the calendar's years, ClockError for a naive moment.
    """
    if limit.unit in CALENDAR_UNITS:
        return close_of_day(last_day(start, limit, calendar), calendar)
    number, minute = _reception(start, limit, calendar, policy)
    if limit.unit is LimitUnit.WORKING_DAYS:
        return _close_of_working_day(number, limit.steps, calendar)
    if limit.unit is LimitUnit.IN_DAY:
        return calendar.moment(number, calendar.hours[number][-1][1])
    return calendar.moment(*calendar.soonest(calendar.worked_before(number, minute) + limit.steps))


def received(
    start: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy = DEFAULT_POLICY
) -> datetime:
    """The moment from which the limit counts.

    For days, weeks and months that is the filing itself. Otherwise a filing outside office hours is
    received at the next opening, and one that the policy's start rule finds too late in the day at
    the opening of the next working day.
    """
    if limit.unit in CALENDAR_UNITS:
        return local(start).replace(second=0, microsecond=0)
    number, minute = _reception(start, limit, calendar, policy)
    blocks = calendar.hours[number]
    opening = next(opening for opening, close in blocks if minute < close)
    return calendar.moment(number, max(minute, opening))


def working_time(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Office minutes from `start` to `end`; negative when `end` comes first."""
    return calendar.worked_before(*calendar.position(end)) - calendar.worked_before(
        *calendar.position(start)
    )


def add_working_time(start: datetime, minutes: int, calendar: WorkingCalendar) -> datetime:
    """The first moment by which `minutes` of office time have passed since `start`.

    No minutes at all is `start` itself. Raises ClockError for fewer than none.
    """
    number, minute = calendar.position(start)
    if minutes < 0:
        raise ClockError("Working time can only be added.")
    if not minutes:
        return calendar.moment(number, minute)
    return calendar.moment(*calendar.soonest(calendar.worked_before(number, minute) + minutes))


def working_days_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> Fraction:
    """Working days from `start` to `end`, a day begun counted by the share of its hours passed."""
    return _working_days_before(end, calendar) - _working_days_before(start, calendar)


def last_day(start: datetime, limit: Limit, calendar: WorkingCalendar) -> date:
    """The last day of a limit in days, weeks or months, before any roll-over."""
    first = local(start).date()
    if limit.unit is LimitUnit.MONTHS:
        return _months_after(first, limit.steps, calendar)
    days = limit.steps * (7 if limit.unit is LimitUnit.WEEKS else 1)
    return _days_after(first, days, calendar)


def close_of_day(day: date, calendar: WorkingCalendar) -> datetime:
    """The close of a day, or of the next working day when the office does not open on it."""
    number = calendar.number_of(day)
    if not calendar.hours[number]:
        number = calendar.working_day_after(number)
    return calendar.moment(number, calendar.hours[number][-1][1])


def start_cause(
    start: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy = DEFAULT_POLICY
) -> StartCause:
    """Why a limit in working time counts from the filing, or only from a later opening."""
    return _start_cause(*calendar.position(start), limit, calendar, policy)


def _reception(
    start: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy
) -> tuple[int, int]:
    """Day number and minute from which office time counts, be the office open at it or not."""
    number, minute = calendar.position(start)
    if _start_cause(number, minute, limit, calendar, policy) is not StartCause.IN_TIME:
        return calendar.working_day_after(number), 0
    return number, minute


def _start_cause(
    number: int, minute: int, limit: Limit, calendar: WorkingCalendar, policy: Policy
) -> StartCause:
    blocks = calendar.hours[number]
    if not blocks:
        return StartCause.DAY_OFF
    if minute >= blocks[-1][1]:
        return StartCause.AFTER_CLOSE
    cutoff = policy.cutoff
    if cutoff is None and limit.unit is LimitUnit.IN_DAY:
        cutoff = policy.in_day_cutoff
    if cutoff is not None and minute > minute_of_day(cutoff):
        return StartCause.AFTER_CUTOFF
    if policy.last_hour:
        rest = calendar.minutes_before[number + 1] - calendar.worked_before(number, minute)
        if rest <= LAST_HOUR:
            return StartCause.LAST_HOUR
    return StartCause.IN_TIME


def _close_of_working_day(number: int, half_days: int, calendar: WorkingCalendar) -> datetime:
    """The end of so many half working days after a numbered day."""
    days, half = divmod(half_days, 2)
    number = calendar.working_day_after(number, days + half)
    blocks = calendar.hours[number]
    if not half:
        return calendar.moment(number, blocks[-1][1])
    minutes = calendar.minutes_before[number + 1] - calendar.minutes_before[number]
    # An odd minute goes to the first half: a deadline is never cut short.
    return calendar.moment(number, calendar.minute_of(number, (minutes + 1) // 2))


def _working_days_before(moment: datetime, calendar: WorkingCalendar) -> Fraction:
    number, minute = calendar.position(moment)
    passed = calendar.worked_before(number, minute) - calendar.minutes_before[number]
    whole = calendar.minutes_before[number + 1] - calendar.minutes_before[number]
    return calendar.working_days_before[number] + Fraction(passed, whole or 1)


def _months_after(first: date, half_months: int, calendar: WorkingCalendar) -> date:
    """Civil Code Articles 146 and 148: the same day, or the last of a shorter month; half is 15."""
    months, half = divmod(half_months, 2)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year > calendar.last_day.year:
        raise calendar.outside()
    day = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return _days_after(day, half * HALF_MONTH, calendar)


def _days_after(first: date, days: int, calendar: WorkingCalendar) -> date:
    if days > (calendar.last_day - first).days:
        raise calendar.outside()
    return first + timedelta(days=days)
