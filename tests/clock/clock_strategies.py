"""Any office: weeks, days off, swaps, moments and limits for Hypothesis."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from motcua.clock import ZONE, Block, Limit, LimitUnit, WorkingCalendar
from tests.clock.walks import MinuteWalk

FIRST_YEAR, LAST_YEAR = 2025, 2029
# Filings lie in the first year, so that every limit drawn here ends within the calendar.
FILING_DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(FIRST_YEAR, 12, 31))


@st.composite
def blocks(draw: st.DrawFn, smallest: int = 0) -> tuple[Block, ...]:
    """Up to three blocks of a day, of any length, to the minute."""
    count = draw(st.integers(smallest, 3))
    edges = sorted(
        draw(st.lists(st.integers(0, 1439), min_size=2 * count, max_size=2 * count, unique=True))
    )
    return tuple(
        Block(time(*divmod(start, 60)), time(*divmod(end, 60)))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    )


@st.composite
def offices(draw: st.DrawFn) -> MinuteWalk:
    """Any week of at least four hours, up to 40 days off and 10 swaps.

    An office open a minute a week would need more years than the calendar has for a long limit.
    """
    weekly = {weekday: draw(blocks()) for weekday in range(7)}
    weekly[draw(st.integers(0, 4))] = draw(blocks(smallest=1))
    assume(sum(_minutes(block) for day in weekly.values() for block in day) >= 4 * 60)
    days_off = draw(st.frozensets(FILING_DAYS, max_size=40))
    swapped = draw(st.dictionaries(FILING_DAYS, FILING_DAYS, max_size=10))
    return MinuteWalk(weekly, days_off, swapped)


def calendar_of(office: MinuteWalk) -> WorkingCalendar:
    """The same office as the clock keeps it."""
    return WorkingCalendar.build(
        office.weekly,
        dict.fromkeys(office.days_off, "nghỉ"),
        office.swapped,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
    )


def _minutes(block: Block) -> int:
    start, end = block.start, block.end
    return (end.hour - start.hour) * 60 + end.minute - start.minute


calendars = offices().map(calendar_of)
moments = st.builds(
    lambda day, second: datetime.combine(day, time.min, ZONE) + timedelta(seconds=second),
    FILING_DAYS,
    st.integers(0, 86_399),
)


def limits(unit: LimitUnit, largest: int, per_unit: int = 1) -> st.SearchStrategy[Limit]:
    """Limits up to `largest` units, in steps of 1 / `per_unit`."""
    return st.integers(1, largest * per_unit).map(
        lambda steps: Limit(Decimal(steps) / per_unit, unit)
    )


working_days = limits(LimitUnit.WORKING_DAYS, 60, per_unit=2)
whole_working_days = limits(LimitUnit.WORKING_DAYS, 60)
working_minutes = limits(LimitUnit.WORKING_MINUTES, 600)
any_limit = st.one_of(
    working_days,
    working_minutes,
    limits(LimitUnit.DAYS, 90),
    limits(LimitUnit.WEEKS, 12),
    limits(LimitUnit.MONTHS, 6, per_unit=2),
    st.just(Limit.parse("inday")),
)
any_json: st.SearchStrategy[Any] = st.one_of(st.none(), st.booleans(), st.integers(), st.text())
