"""The days off and swapped working days of civil servants, announced or foreseen.

The `holidays` library knows the feasts and most swaps; `official_days.json` adds what it misses and
the decisions behind the swaps. The Government fixes Tet and the swaps year by year, twice no more
than a few days ahead, so years after the last announced one are a forecast.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import holidays

from motcua.clock.calendar import WorkingCalendar
from motcua.clock.days import DayOverride, Season
from motcua.clock.errors import OutsideCalendarError
from motcua.clock.hours import DEFAULT_WEEK, Block, Week, fixed_week

LIBRARY = f"thư viện holidays {holidays.__version__}"
_SWAPPED_FOR = re.compile(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})")
_SWAPPED_DAY_OFF = "nghỉ hoán đổi"
_TET = "Tết Nguyên Đán"


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day given off, made up for on another day."""

    off: date
    worked: date
    source: str


@dataclass(frozen=True, slots=True)
class OfficialDays:
    """Days off with their names, swaps, and where each day is stated."""

    days_off: Mapping[date, str]
    swaps: tuple[Swap, ...]
    sources: Mapping[date, str]


@cache
def _corrections() -> dict[str, Any]:
    text = files("motcua.clock").joinpath("official_days.json").read_text("utf-8")
    facts: dict[str, Any] = json.loads(text)
    return facts


def announced_through() -> int:
    """The last year whose days off had been announced when this version was made."""
    year: int = _corrections()["announced_through"]
    return year


@lru_cache(maxsize=8)
def official_days(first_year: int, last_year: int) -> OfficialDays:
    """All days off and swaps that touch the given years. Raises OutsideCalendarError."""
    known = holidays.VN
    if not known.start_year <= first_year <= last_year <= known.end_year:
        raise OutsideCalendarError(
            f"Days off are known for {known.start_year} to {known.end_year} only."
        )
    # A day off of one year may be made up for in the year before or after.
    library = holidays.country_holidays(
        "VN", years=range(first_year - 1, last_year + 2), language="vi"
    )
    days_off = {day: library[day] for day in sorted(library)}
    swaps = {swap.off: swap for swap in _swaps_of_library(days_off)}
    swaps |= {swap.off: swap for swap in _stated_swaps()}
    sources = dict.fromkeys(days_off, LIBRARY)
    for text in _corrections()["weekends_of_tet"]:
        day = date.fromisoformat(text)
        days_off.setdefault(day, _TET)
        sources.setdefault(day, "thông báo nghỉ Tết hằng năm")
    for swap in swaps.values():
        days_off[swap.off] = f"{_SWAPPED_DAY_OFF}, làm bù ngày {swap.worked:%d/%m/%Y}"
        sources[swap.off] = sources[swap.worked] = swap.source
    return OfficialDays(days_off, tuple(swaps[off] for off in sorted(swaps)), sources)


def official_calendar(
    weekly: Mapping[int, Sequence[Block]] | Week = DEFAULT_WEEK,
    *,
    overrides: Iterable[DayOverride] = (),
    seasons: Iterable[Season] = (),
    first_year: int = 2015,
    last_year: int = 2040,
) -> WorkingCalendar:
    """The calendar of an office that keeps the official days off and swaps. Kept once built."""
    return _built(fixed_week(weekly), tuple(overrides), tuple(seasons), first_year, last_year)


@lru_cache(maxsize=512)
def _built(
    week: Week,
    overrides: tuple[DayOverride, ...],
    seasons: tuple[Season, ...],
    first_year: int,
    last_year: int,
) -> WorkingCalendar:
    official = official_days(first_year, last_year)
    return WorkingCalendar.build(
        week,
        official.days_off,
        {swap.worked: swap.off for swap in official.swaps},
        overrides,
        seasons,
        sources=official.sources,
        first_year=first_year,
        last_year=last_year,
    )


def _swaps_of_library(days_off: Mapping[date, str]) -> Iterator[Swap]:
    for day, name in days_off.items():
        made_up = _SWAPPED_FOR.search(name)
        if made_up:
            in_days, in_months, in_years = map(int, made_up.groups())
            yield Swap(day, date(in_years, in_months, in_days), LIBRARY)


def _stated_swaps() -> Iterator[Swap]:
    for fact in _corrections()["swaps"]:
        decided_on = fact.get("decided_on")
        source = ", ".join(
            part
            for part in (
                fact.get("decision", LIBRARY),
                f"{date.fromisoformat(decided_on):%d/%m/%Y}" if decided_on else "",
            )
            if part
        )
        yield Swap(date.fromisoformat(fact["off"]), date.fromisoformat(fact["worked"]), source)
