"""Office hours: blocks of a day, and the blocks of each weekday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from types import MappingProxyType

from motcua.clock.errors import ClockError

DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, order=True, slots=True)
class Block:
    """An unbroken stretch of office hours within one day, to the minute: [start, end)."""

    start: time
    end: time

    def __post_init__(self) -> None:
        for edge in (self.start, self.end):
            if edge.tzinfo is not None or edge.second or edge.microsecond:
                raise ClockError(f"Office hours are local whole minutes, not {edge}.")
        if self.start >= self.end:
            raise ClockError(f"Office hours {self} end before they begin.")

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return minute_of_day(self.end) - minute_of_day(self.start)


# The blocks of Monday (0) to Sunday (6); an empty tuple is a day of weekly rest.
Week = tuple[tuple[Block, ...], ...]


def minute_of_day(moment: time) -> int:
    """Whole minutes since midnight; seconds are dropped."""
    return moment.hour * 60 + moment.minute


def parse_hours(text: str) -> tuple[Block, ...]:
    """Read "07:30-11:30,13:30-17:30". Raises ClockError on anything else."""
    return ordered_blocks([_parse_block(part) for part in text.split(",")])


def _parse_block(text: str) -> Block:
    edges = text.strip().split("-")
    try:
        start, end = (time.fromisoformat(edge.strip()) for edge in edges)
    except ValueError:
        raise ClockError(
            f'"{text.strip()}" is not office hours; write them as 07:30-11:30.'
        ) from None
    return Block(start, end)


def ordered_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of one day in order. Raises ClockError when two of them overlap."""
    ordered = tuple(sorted(blocks))
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise ClockError(f"Office hours {earlier} and {later} overlap.")
    return ordered


def fixed_week(weekly: Mapping[int, Sequence[Block]] | Week) -> Week:
    """The week as a value: weekdays not named (0 is Monday) are days of rest."""
    if isinstance(weekly, tuple):
        return weekly
    unknown = sorted(set(weekly) - set(range(DAYS_IN_A_WEEK)))
    if unknown:
        raise ClockError(f"Weekdays run from 0 (Monday) to 6 (Sunday), not {unknown[0]}.")
    return tuple(ordered_blocks(weekly.get(weekday, ())) for weekday in range(DAYS_IN_A_WEEK))


OFFICE_DAY = (Block(time(7, 30), time(11, 30)), Block(time(13, 30), time(17, 30)))
# Eight hours from Monday to Friday. No national rule sets the hours: every office states its own,
# and this is only what a new installation starts from.
DEFAULT_WEEK: Mapping[int, Sequence[Block]] = MappingProxyType(
    {weekday: OFFICE_DAY for weekday in range(5)}
)
