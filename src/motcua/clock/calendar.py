"""The working calendar of a unit: which minutes of which days are office hours, and why."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate

from motcua.clock.days import Day, DayKind, DayOverride, Season, WeeklyHours, special_days
from motcua.clock.errors import ClockError, OutsideCalendarError
from motcua.clock.hours import Block, Week, fixed_week, minute_of_day
from motcua.clock.moments import ZONE, local

# (first minute, minute after the last) of each block of a day, in minutes since midnight.
MinuteBlocks = tuple[tuple[int, int], ...]
_MINUTES_OF_A_DAY = tuple(time(*divmod(minute, 60), tzinfo=ZONE) for minute in range(24 * 60))


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class WorkingCalendar:
    """Immutable. Days are numbered from `first_day` (0); prefix sums answer in O(log n)."""

    first_day: date
    last_day: date
    weekly: WeeklyHours
    special_days: Mapping[date, Day]
    hours: tuple[MinuteBlocks, ...]
    minutes_before: tuple[int, ...]
    working_days: tuple[int, ...]
    working_days_before: tuple[int, ...]
    _first_ordinal: int

    @classmethod
    def build(
        cls,
        weekly: Mapping[int, Sequence[Block]] | Week,
        days_off: Mapping[date, str] | None = None,
        swapped: Mapping[date, date | int] | None = None,
        overrides: Iterable[DayOverride] = (),
        seasons: Iterable[Season] = (),
        *,
        sources: Mapping[date, str] | None = None,
        first_year: int = 2015,
        last_year: int = 2040,
    ) -> "WorkingCalendar":
        """Lay the special days over the seasons, and the seasons over the weekly hours.

        `weekly` maps weekdays (0 is Monday) to blocks. `swapped` maps a day worked to the day off
        it makes up for (or to a weekday), whose usual hours it takes. `sources` says where a day
        off or swapped day is decided. A swapped day prevails over a day off, an override over both;
        of two overrides of one day, the one decided later prevails.
        """
        first_day, last_day = date(first_year, 1, 1), date(last_year, 12, 31)
        by_season = WeeklyHours.of(fixed_week(weekly), seasons, last_day)
        special = special_days(by_season, days_off or {}, swapped or {}, overrides, sources or {})
        hours = _hours_of_each_day(by_season, special, first_day, last_day)
        lengths = [sum(end - start for start, end in blocks) for blocks in hours]
        return cls(
            first_day=first_day,
            last_day=last_day,
            weekly=by_season,
            special_days=special,
            hours=tuple(hours),
            minutes_before=tuple(accumulate(lengths, initial=0)),
            working_days=tuple(number for number, length in enumerate(lengths) if length),
            working_days_before=tuple(accumulate((length > 0 for length in lengths), initial=0)),
            _first_ordinal=first_day.toordinal(),
        )

    def __repr__(self) -> str:
        return f"<WorkingCalendar {self.first_day.year}-{self.last_day.year}>"

    def day(self, day: date) -> Day:
        """The hours of a day and why. Raises OutsideCalendarError."""
        self.number_of(day)
        special = self.special_days.get(day)
        if special is not None:
            return special
        week, season = self.weekly.on(day)
        return Day(day, week[day.weekday()], DayKind.WEEKLY, season)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Every day from `first` to `last`, both included."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            yield self.day(date.fromordinal(ordinal))

    def number_of(self, day: date) -> int:
        """The number of a day. Raises OutsideCalendarError."""
        number = day.toordinal() - self._first_ordinal
        if 0 <= number < len(self.hours):
            return number
        raise self.outside()

    def position(self, moment: datetime) -> tuple[int, int]:
        """Day number, and whole minute of that day, of an aware moment."""
        here = local(moment)
        return self.number_of(here), here.hour * 60 + here.minute

    def moment(self, number: int, minute: int) -> datetime:
        """The moment at a minute of a numbered day, in the time zone of Viet Nam."""
        day = date.fromordinal(self._first_ordinal + number)
        return datetime.combine(day, _MINUTES_OF_A_DAY[minute])

    def worked_before(self, number: int, minute: int) -> int:
        """Office minutes from the calendar's first day up to a minute of a numbered day."""
        worked = self.minutes_before[number]
        for start, end in self.hours[number]:
            if minute <= start:
                break
            worked += min(minute, end) - start
        return worked

    def soonest(self, worked: int) -> tuple[int, int]:
        """The first position by which `worked` (> 0) office minutes have passed."""
        number = bisect_left(self.minutes_before, worked) - 1
        if number >= len(self.hours):
            raise self.outside()
        return number, self.minute_of(number, worked - self.minutes_before[number])

    def minute_of(self, number: int, worked: int) -> int:
        """The minute of a numbered day by which `worked` (> 0) minutes of its hours have passed."""
        for start, end in self.hours[number]:
            if worked <= end - start:
                return start + worked
            worked -= end - start
        raise ClockError(f"{self.moment(number, 0):%d/%m/%Y} has fewer office minutes than asked.")

    def working_day_after(self, number: int, count: int = 1) -> int:
        """The `count`-th working day after a numbered day. Raises OutsideCalendarError."""
        place = self.working_days_before[number + 1] + count - 1
        if place < len(self.working_days):
            return self.working_days[place]
        raise self.outside()

    def outside(self) -> OutsideCalendarError:
        """The refusal of a question beyond the years this calendar was built for."""
        return OutsideCalendarError(
            f"The calendar covers {self.first_day.year} to {self.last_day.year} only."
        )


def _hours_of_each_day(
    weekly: WeeklyHours, special: Mapping[date, Day], first_day: date, last_day: date
) -> list[MinuteBlocks]:
    """The minute blocks of every day from `first_day` to `last_day`."""
    first = first_day.toordinal()
    count = last_day.toordinal() - first + 1
    hours = _repeated(weekly.usual, first_day, count)
    for start, end, week, _ in weekly.layers:
        begin = max(start, first_day)
        number = begin.toordinal() - first
        length = min(end, last_day).toordinal() - begin.toordinal() + 1
        if length > 0:
            hours[number : number + length] = _repeated(week, begin, length)
    for day, what in special.items():
        if first_day <= day <= last_day:
            hours[day.toordinal() - first] = _in_minutes(what.blocks)
    return hours


def _repeated(week: Week, first_day: date, count: int) -> list[MinuteBlocks]:
    """The minute blocks of `count` days of one week after another, from `first_day` on."""
    minutes = [_in_minutes(blocks) for blocks in week]
    weekday = first_day.weekday()
    one_week = minutes[weekday:] + minutes[:weekday]
    return (one_week * (count // len(one_week) + 1))[:count]


def _in_minutes(blocks: Sequence[Block]) -> MinuteBlocks:
    return tuple((minute_of_day(block.start), minute_of_day(block.end)) for block in blocks)
