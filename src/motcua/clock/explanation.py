"""Why a limit ends when it does: every day from the filing to the end, and what it counted for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.clock.arithmetic import (
    CALENDAR_UNITS,
    StartCause,
    due,
    last_day,
    received,
    start_cause,
    working_time,
)
from motcua.clock.calendar import WorkingCalendar
from motcua.clock.days import Day, DayKind
from motcua.clock.limits import Limit, LimitUnit
from motcua.clock.moments import local
from motcua.clock.policy import DEFAULT_POLICY, Policy

_TEXTS = {
    "vi": {
        "filed": "nộp lúc {:%H:%M}",
        StartCause.DAY_OFF: "vào ngày nghỉ",
        StartCause.AFTER_CLOSE: "sau giờ làm việc",
        StartCause.AFTER_CUTOFF: "sau giờ chốt tiếp nhận trong ngày",
        StartCause.LAST_HOUR: "trong giờ làm việc cuối cùng của ngày",
        "received": "coi như tiếp nhận lúc {:%H:%M}",
        "first": "ngày đầu tiên không tính",
        "counts": "tính",
        "not": "không tính",
        "rest": "nghỉ hằng tuần",
        "rolls": "ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo",
        "ends": "hết hạn lúc {:%H:%M}",
    },
    "en": {
        "filed": "filed at {:%H:%M}",
        StartCause.DAY_OFF: "on a day off",
        StartCause.AFTER_CLOSE: "after office hours",
        StartCause.AFTER_CUTOFF: "after the day's cut-off",
        StartCause.LAST_HOUR: "in the last office hour of the day",
        "received": "received as of {:%H:%M}",
        "first": "the first day is not counted",
        "counts": "counts",
        "not": "does not count",
        "rest": "weekly rest",
        "rolls": "the last day is a day off, so the end moves to the next working day",
        "ends": "the limit ends at {:%H:%M}",
    },
}


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """What one day counted for: working days, calendar days, or office minutes for the rest."""

    day: Day
    counted: Decimal
    so_far: Decimal
    why: str


def explain(
    start: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    policy: Policy = DEFAULT_POLICY,
    language: str = "vi",
) -> list[ExplainedDay]:
    """Every day from the filing at `start` to the end of the limit, with its reason."""
    question = _Question(local(start), limit, calendar, policy)
    explained, so_far = [], Decimal(0)
    for day in calendar.days(question.start.date(), question.end.date()):
        counted = question.counted_on(day)
        so_far += counted
        why = "; ".join(question.reasons(day, counted, _TEXTS[language]))
        explained.append(ExplainedDay(day, counted, so_far, why))
    return explained


class _Question:
    """One limit and its answer, asked day by day."""

    def __init__(
        self, start: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy
    ) -> None:
        self.start, self.limit, self.calendar = start, limit, calendar
        self.end = due(start, limit, calendar, policy)
        self.received = received(start, limit, calendar, policy)
        self.cause = StartCause.IN_TIME
        if limit.unit in CALENDAR_UNITS:
            self.last = last_day(start, limit, calendar)
        else:
            self.cause = start_cause(start, limit, calendar, policy)
            self.last = self.end.date()
        self.first_day_left_out = limit.unit in CALENDAR_UNITS | {LimitUnit.WORKING_DAYS}

    def counted_on(self, day: Day) -> Decimal:
        """What a day adds: days, or minutes when the limit is in hours, minutes or in the day."""
        if self.limit.unit in CALENDAR_UNITS:
            return Decimal(self.start.date() < day.date <= self.last)
        if self.limit.unit is LimitUnit.WORKING_DAYS:
            if not day.works or day.date <= self.received.date():
                return Decimal(0)
            half = self.limit.steps % 2 and day.date == self.end.date()
            return Decimal("0.5") if half else Decimal(1)
        midnight = self.start.replace(
            year=day.date.year, month=day.date.month, day=day.date.day, hour=0, minute=0, second=0
        )
        first = max(self.received, midnight)
        last = min(self.end, midnight + timedelta(days=1))
        return Decimal(max(0, working_time(first, last, self.calendar)))

    def reasons(self, day: Day, counted: Decimal, texts: dict[str, str]) -> Iterator[str]:
        """The clauses that explain a day, in the order they are read."""
        if day.date == self.start.date():
            yield texts["filed"].format(self.start)
            if self.cause is not StartCause.IN_TIME:
                yield texts[self.cause]
        if day.date == self.received.date() and self.cause is not StartCause.IN_TIME:
            yield texts["received"].format(self.received)
        if day.date == self.received.date() and self.first_day_left_out:
            yield texts["first"]
        elif counted:
            yield texts["counts"]
        elif self.received.date() < day.date < self.end.date():
            yield texts["not"]
        yield from self._about_hours(day, texts)
        if day.date == self.last != self.end.date():
            yield texts["rolls"]
        if day.date == self.end.date():
            yield texts["ends"].format(self.end)

    def _about_hours(self, day: Day, texts: dict[str, str]) -> Iterator[str]:
        if day.kind is DayKind.WEEKLY:
            if not day.works and self.limit.unit not in CALENDAR_UNITS:
                yield texts["rest"]
            return
        yield f"{day.name} ({day.source})" if day.source else day.name
