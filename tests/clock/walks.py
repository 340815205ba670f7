"""Slow counting, the plain way: the reference the clock is compared with, and its yardstick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.clock import ZONE, Block, Limit, LimitUnit, WorkingCalendar

ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


def day_walk_due(start: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """The end of a limit in working days or hours, found by asking every day for its hours."""
    here = start.astimezone(ZONE).replace(second=0)
    day, blocks = here.date(), calendar.day(here.date()).blocks
    moment = here.time()
    if not blocks or moment >= blocks[-1].end:
        day, moment = _next_working_day(day, calendar), time.min
    if limit.unit is LimitUnit.WORKING_DAYS:
        for _ in range(int(limit.value)):
            day = _next_working_day(day, calendar)
        return datetime.combine(day, calendar.day(day).blocks[-1].end, ZONE)
    rest = timedelta(minutes=limit.steps)
    while True:
        for block in calendar.day(day).blocks:
            if block.end <= moment:
                continue
            begin = datetime.combine(day, max(block.start, moment), ZONE)
            length = datetime.combine(day, block.end, ZONE) - begin
            if rest <= length:
                return begin + rest
            rest -= length
        day, moment = day + ONE_DAY, time.min


def _next_working_day(day: date, calendar: WorkingCalendar) -> date:
    day += ONE_DAY
    while not calendar.day(day).blocks:
        day += ONE_DAY
    return day


@dataclass(frozen=True)
class MinuteWalk:
    """An office known only by its rules. Every question is answered minute by minute."""

    weekly: Mapping[int, Sequence[Block]]
    days_off: frozenset[date]
    swapped: Mapping[date, date]

    def blocks(self, day: date) -> Sequence[Block]:
        if day in self.swapped:
            return self.weekly.get(self.swapped[day].weekday(), ())
        return () if day in self.days_off else self.weekly.get(day.weekday(), ())

    def is_open(self, minute: datetime) -> bool:
        return any(b.start <= minute.time() < b.end for b in self.blocks(minute.date()))

    def working_time(self, start: datetime, end: datetime) -> int:
        minute, open_minutes = start.replace(second=0), 0
        while minute < end.replace(second=0):
            open_minutes += self.is_open(minute)
            minute += ONE_MINUTE
        return open_minutes

    def add_working_time(self, start: datetime, minutes: int) -> datetime:
        minute = start.replace(second=0)
        while minutes:
            minutes -= self.is_open(minute)
            minute += ONE_MINUTE
        return minute

    def due_in_working_days(self, start: datetime, days: int) -> datetime:
        """Filing at the close or on a day off moves reception; then `days` closes are awaited."""
        minute = start.replace(second=0)
        if not any(minute.time() < block.end for block in self.blocks(minute.date())):
            while not self.is_open(minute):
                minute += ONE_MINUTE
        reception, closes = minute.date(), 0
        while closes < days:
            minute += ONE_MINUTE
            closes += minute.date() > reception and self._is_close(minute)
        return minute

    def _is_close(self, minute: datetime) -> bool:
        blocks = self.blocks(minute.date())
        return bool(blocks) and minute.time() == max(block.end for block in blocks)
