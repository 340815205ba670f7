"""What makes a day's hours: seasons, decisions about single days, and the reason kept with each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.clock.errors import ClockError
from motcua.clock.hours import Block, Week, fixed_week, ordered_blocks


class DayKind(StrEnum):
    """Where a day's hours come from; a later kind prevails over an earlier one."""

    WEEKLY = "weekly"
    DAY_OFF = "day_off"
    SWAPPED = "swapped"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar and the reason for its hours."""

    date: date
    blocks: tuple[Block, ...]
    kind: DayKind
    name: str = ""
    source: str = ""

    @property
    def works(self) -> bool:
        """True when the office is open at some minute of the day."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class DayOverride:
    """What a decision says about one day: its hours (none: closed), or those of a weekday.

    `works_like` is a weekday, 0 for Monday; it prevails over `blocks`.
    """

    day: date
    name: str
    blocks: tuple[Block, ...] = ()
    works_like: int | None = None
    decision: str = ""
    decided_on: date | None = None
    author: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", ordered_blocks(self.blocks))

    @property
    def source(self) -> str:
        """Decision number, date and author, as far as they are known."""
        decided_on = self.decided_on.strftime("%d/%m/%Y") if self.decided_on else ""
        return ", ".join(part for part in (self.decision, decided_on, self.author) if part)


@dataclass(frozen=True, slots=True)
class Season:
    """Weekly hours from `start` to `until` (both included), once or in every year from then on.

    Without `until` they hold until a season with a later start replaces them.
    """

    start: date
    weekly: Week | Mapping[int, Sequence[Block]]
    until: date | None = None
    every_year: bool = False
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "weekly", fixed_week(self.weekly))
        if self.until is not None and self.until < self.start:
            raise ClockError(f"A season cannot end on {self.until}, before {self.start}.")
        if self.every_year and self.until is None:
            raise ClockError("A season that returns every year needs its last day.")

    def periods(self, last_day: date) -> Iterator[tuple[date, date]]:
        """First and last day of each occurrence, those that begin after `last_day` left out."""
        if self.until is None or not self.every_year:
            yield self.start, self.until or last_day
            return
        years_long = self.until.year - self.start.year
        for year in range(self.start.year, last_day.year + 1):
            yield _in_year(self.start, year), _in_year(self.until, year + years_long)


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """The week that holds on each day, as the seasons lie over the usual one."""

    usual: Week
    # (first day, last day, week, name); a later entry prevails.
    layers: tuple[tuple[date, date, Week, str], ...]

    @classmethod
    def of(cls, usual: Week, seasons: Iterable[Season], last_day: date) -> "WeeklyHours":
        """Lay the seasons over the usual week in order of their start."""
        return cls(
            usual,
            tuple(
                (first, last, fixed_week(season.weekly), season.name)
                for season in sorted(seasons, key=lambda season: season.start)
                for first, last in season.periods(last_day)
            ),
        )

    def on(self, day: date) -> tuple[Week, str]:
        """The week that holds on a day, and the name of the season it comes from."""
        for first, last, week, name in reversed(self.layers):
            if first <= day <= last:
                return week, name
        return self.usual, ""


def special_days(
    weekly: WeeklyHours,
    days_off: Mapping[date, str],
    swapped: Mapping[date, date | int],
    overrides: Iterable[DayOverride],
    sources: Mapping[date, str],
) -> dict[date, Day]:
    """The days whose hours are not simply those of their weekday."""
    special = {
        day: Day(day, (), DayKind.DAY_OFF, name, sources.get(day, ""))
        for day, name in days_off.items()
    }
    for day, made_up in swapped.items():
        weekday = made_up if isinstance(made_up, int) else made_up.weekday()
        name = "" if isinstance(made_up, int) else f"làm bù cho ngày {made_up:%d/%m/%Y}"
        blocks = weekly.on(day)[0][weekday]
        special[day] = Day(day, blocks, DayKind.SWAPPED, name, sources.get(day, ""))
    for override in sorted(overrides, key=lambda one: one.decided_on or date.min):
        day, blocks = override.day, override.blocks
        if override.works_like is not None:
            blocks = weekly.on(day)[0][override.works_like]
        special[day] = Day(day, blocks, DayKind.OVERRIDE, override.name, override.source)
    return special
