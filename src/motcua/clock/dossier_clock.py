"""The clock of one dossier, as a value: when it started, what stopped it, when it is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from motcua.clock.arithmetic import (
    CALENDAR_UNITS,
    add_working_time,
    close_of_day,
    due,
    last_day,
    received,
    working_time,
)
from motcua.clock.calendar import WorkingCalendar
from motcua.clock.errors import ClockError
from motcua.clock.limits import Limit, LimitUnit
from motcua.clock.moments import local
from motcua.clock.policy import DEFAULT_POLICY, Policy, SilenceRule, SupplementRule


class Reason(StrEnum):
    """Why the clock runs, or why it stands still."""

    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    SUSPENSION = "suspension"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time and its reason; without `end` it still lasts."""

    start: datetime
    end: datetime | None
    reason: Reason

    @property
    def runs(self) -> bool:
        """True while the time limit is being used up."""
        return self.reason is Reason.PROCESSING


@dataclass(frozen=True, slots=True)
class Extension:
    """A new date given to the applicant, with the moment and the reason."""

    at: datetime
    until: datetime
    reason: str


@dataclass(frozen=True)
class DossierClock:
    """Immutable: every change returns a new clock.

    `intervals` holds the pauses in order, of which only the last may be open; between them the
    clock runs. Moments in the past are never moved: a pause is stated when it begins.
    """

    start: datetime
    limit: Limit
    policy: Policy = DEFAULT_POLICY
    intervals: tuple[Interval, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "intervals", tuple(self.intervals))
        object.__setattr__(self, "extensions", tuple(self.extensions))
        latest = local(self.start)
        for place, interval in enumerate(self.intervals, 1):
            end = interval.end or interval.start
            if interval.runs or local(interval.start) < latest or end < interval.start:
                raise ClockError("The pauses of a clock must follow one another after its start.")
            if interval.end is None and place < len(self.intervals):
                raise ClockError("Only the last pause of a clock may still last.")
            latest = end

    @property
    def pause_now(self) -> Interval | None:
        """The pause that still lasts, if any."""
        last = self.intervals[-1] if self.intervals else None
        return last if last and last.end is None else None

    @property
    def supplement_requests(self) -> int:
        """How often the applicant was asked for a supplement."""
        return sum(interval.reason is Reason.SUPPLEMENT for interval in self.intervals)

    def pause(self, at: datetime, reason: Reason) -> "DossierClock":
        """Stop the clock. Raises ClockError when it stands already or the policy forbids it."""
        if self.pause_now:
            raise ClockError(f"The clock already stands still ({self.pause_now.reason.value}).")
        if reason is Reason.PAYMENT and not self.policy.payment_pauses:
            raise ClockError("Waiting for payment does not stop the clock of this procedure.")
        return replace(self, intervals=(*self.intervals, Interval(at, None, reason)))

    def resume(self, at: datetime) -> "DossierClock":
        """Let the clock run again. Raises ClockError when it runs already."""
        pause = self.pause_now
        if pause is None:
            raise ClockError("The clock is running.")
        return replace(self, intervals=(*self.intervals[:-1], replace(pause, end=at)))

    def extend(
        self, at: datetime, until: datetime, reason: str, calendar: WorkingCalendar
    ) -> "DossierClock":
        """Give a later date, once by default.

        Raises ClockError when it is not later, no working day, or none is left to give.
        """
        if len(self.extensions) >= self.policy.extensions_max:
            raise ClockError(f"The limit was already extended {len(self.extensions)} time(s).")
        if local(until) <= self.due(calendar):
            raise ClockError("The new date must be later than the present one.")
        if not calendar.day(local(until).date()).works:
            raise ClockError("The new date must be a working day.")
        return replace(self, extensions=(*self.extensions, Extension(at, until, reason)))

    def due(self, calendar: WorkingCalendar) -> datetime:
        """The moment the limit ends; a pause that still lasts has not moved it yet.

        A supplement that restarts the limit is a new start. Any other pause moves the end: by the
        office minutes that passed in it, or by whole days for limits in days, weeks and months,
        which then roll over again. An extension replaces the end, and rolls over only where its day
        was made a day off afterwards.
        """
        end = self._end_from(self.start, calendar)
        for change in self._changes():
            if isinstance(change, Extension):
                end = self._end_of_extension(end, change, calendar)
            elif self._restarts(change):
                end = self._end_from(change.end or change.start, calendar)
            else:
                end = self._end_after_pause(end, change, calendar)
        return end.moment

    def remaining(self, calendar: WorkingCalendar, now: datetime) -> int:
        """Office minutes left at `now`, negative when overdue; frozen while the clock stands."""
        return working_time(self._runs_until(now), self.due(calendar), calendar)

    def statutory_time_used(self, calendar: WorkingCalendar, now: datetime) -> int:
        """Office minutes of the limit used by `now`: since the last restart, without pauses."""
        begin = self.start
        for pause in self.intervals:
            if pause.end and self._restarts(pause):
                begin = pause.end
        begin, until = self._counts_from(begin, calendar), self._runs_until(now)
        return max(0, self._running_time(begin, until, calendar, frozenset(Reason)))

    def index_766_time_used(self, calendar: WorkingCalendar, now: datetime) -> int:
        """Office minutes used by `now` as index 766 measures: all but waiting for supplements."""
        until = now
        if self.pause_now and self.pause_now.reason is Reason.SUPPLEMENT:
            until = self.pause_now.start
        return self._running_time(self.start, until, calendar, frozenset({Reason.SUPPLEMENT}))

    def index_766_on_time(self, end: datetime, appointment: datetime) -> bool:
        """Row 2.1 of index 766 for a dossier processed (or looked at) at `end`.

        A second supplement request makes it late. One that still waits is judged at the moment of
        the request; otherwise the time spent waiting for a supplement is taken off its end.
        """
        if self.supplement_requests > 1:
            return False
        for pause in self.intervals:
            if pause.reason is Reason.SUPPLEMENT:
                end = (
                    min(end, pause.start) if pause.end is None else end - (pause.end - pause.start)
                )
        return end <= appointment

    def closes_at(self, calendar: WorkingCalendar) -> datetime | None:
        """When the dossier closes by itself unless the supplement it waits for arrives."""
        days, pause = self.policy.close_after, self.pause_now
        if days is None or pause is None or pause.reason is not Reason.SUPPLEMENT:
            return None
        return due(pause.start, Limit(Decimal(days), LimitUnit.WORKING_DAYS), calendar)

    def silence(self, calendar: WorkingCalendar, now: datetime) -> SilenceRule:
        """What the applicant may take the agency's silence for at `now`."""
        if self.pause_now or now <= self.due(calendar):
            return SilenceRule.NONE
        return self.policy.silence

    def timeline(self, now: datetime) -> Iterator[Interval]:
        """Running and standing intervals in turn, from the start until `now`."""
        running_from = self.start
        for pause in self.intervals:
            if running_from < pause.start:
                yield Interval(running_from, pause.start, Reason.PROCESSING)
            yield pause
            running_from = pause.end or now
        if running_from < now:
            yield Interval(running_from, None, Reason.PROCESSING)

    def _restarts(self, pause: Interval) -> bool:
        return (
            pause.reason is Reason.SUPPLEMENT and self.policy.supplement == SupplementRule.RESTART
        )

    def _changes(self) -> list[Interval | Extension]:
        """What moves the end, in the order in which it took effect."""
        dated: list[tuple[datetime, Interval | Extension]] = [
            (pause.end, pause) for pause in self.intervals if pause.end
        ]
        dated += [(extension.at, extension) for extension in self.extensions]
        return [change for _, change in sorted(dated, key=lambda one: one[0])]

    def _runs_until(self, now: datetime) -> datetime:
        return self.pause_now.start if self.pause_now else now

    def _counts_from(self, start: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment from which time is used: limits in days leave the first day out."""
        reception = received(start, self.limit, calendar, self.policy)
        if self.limit.unit in CALENDAR_UNITS or self.limit.unit is LimitUnit.WORKING_DAYS:
            return reception.replace(hour=0, minute=0) + timedelta(days=1)
        return reception

    def _end_from(self, start: datetime, calendar: WorkingCalendar) -> "_End":
        moment = due(start, self.limit, calendar, self.policy)
        if self.limit.unit in CALENDAR_UNITS:
            return _End(moment, last_day(start, self.limit, calendar), start)
        return _End(moment, moment.date(), self._counts_from(start, calendar))

    def _end_of_extension(
        self, end: "_End", extension: Extension, calendar: WorkingCalendar
    ) -> "_End":
        moment = local(extension.until)
        day = moment.date()
        if not calendar.day(day).works:
            moment = close_of_day(day, calendar)
        return _End(moment, day, max(end.pauses_from, extension.at))

    def _end_after_pause(self, end: "_End", pause: Interval, calendar: WorkingCalendar) -> "_End":
        resumed = pause.end or pause.start
        begin = max(pause.start, end.pauses_from)
        if self.limit.unit in CALENDAR_UNITS:
            day = end.day + (local(resumed).date() - local(begin).date())
            return replace(end, moment=close_of_day(day, calendar), day=day)
        waited = max(0, working_time(begin, resumed, calendar))
        return replace(end, moment=add_working_time(end.moment, waited, calendar))

    def _running_time(
        self,
        begin: datetime,
        until: datetime,
        calendar: WorkingCalendar,
        left_out: frozenset[Reason],
    ) -> int:
        """Office minutes from `begin` to `until` without the pauses for the reasons left out."""
        total = working_time(begin, until, calendar)
        for pause in self.intervals:
            first, last = max(begin, pause.start), min(until, pause.end or until)
            if pause.reason in left_out and first < last:
                total -= working_time(first, last, calendar)
        return total


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a limit: its moment, its day before any roll-over, and whence pauses move it."""

    moment: datetime
    day: date
    pauses_from: datetime
