"""The dossier's clock: the pure value of motcua.clock, read from what the database keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from motcua.calendars.models import DayDecision, OfficeHours
from motcua.calendars.service import calendar_of
from motcua.clock import (
    DossierClock,
    Extension,
    Interval,
    Limit,
    Move,
    Policy,
    Reason,
    SilenceRule,
    WorkingCalendar,
    moves,
)
from motcua.dossiers.models import Channel, ClockPause, Dossier, State
from motcua.dossiers.models import Extension as MoreTime
from motcua.dossiers.queries import DossierSet

# The office has received it and still owes the result.
OWED = (State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.PAYMENT, State.WITHDRAWING)


def calendar(dossier: Dossier) -> WorkingCalendar:
    """The calendar of the office that received it."""
    return calendar_of(dossier.one_stop)


def limit(dossier: Dossier) -> Limit:
    """The time limit of its case; a channel may have one of its own."""
    published = Limit.parse(dossier.case.limit_for(Channel(dossier.channel).name.lower()))
    return policy(dossier).limit_for(published, online=dossier.channel == Channel.ONLINE)


def clock_of(dossier: Dossier) -> DossierClock:
    """The clock since reception, with every pause; raises ValueError before reception."""
    if dossier.received_at is None:
        raise ValueError(f"Dossier {dossier} has not been received: no clock runs.")
    return DossierClock(
        start=dossier.received_at,
        limit=limit(dossier),
        policy=policy(dossier),
        intervals=tuple(
            Interval(pause.started_at, pause.ended_at, Reason(pause.reason))
            for pause in dossier.pauses.all()
        ),
        extensions=tuple(
            Extension(each.sent_at, each.until, each.reason)
            for each in dossier.extensions.all()
            if each.sent_at
        ),
    )


def due(dossier: Dossier) -> datetime:
    """When the office owes the result, by the calendar as it is known now."""
    return clock_of(dossier).due(calendar(dossier))


def policy(dossier: Dossier) -> Policy:
    """The rules its procedure version puts around the limit."""
    return Policy.from_dict(dossier.case.policy)


def promised(dossier: Dossier) -> dict[str, str]:
    """What an event that made an appointment remembers of it."""
    assert dossier.due_at is not None  # noqa: S101 just made
    return {"appointment": dossier.due_at.isoformat()}


def make_appointment(dossier: Dossier) -> None:
    """Set when the office owes the result, and promise it (NĐ 61/2018 Art. 17, 19.4)."""
    dossier.due_at = due(dossier)
    dossier.appointment_at = dossier.due_at


def owed() -> DossierSet:
    """The dossiers the office still owes, with all their clocks are made of."""
    dossiers: DossierSet = Dossier.objects.filter(state__in=OWED, due_at__isnull=False)
    return dossiers.select_related("case", "one_stop").prefetch_related("pauses", "extensions")


def crossing(days: Iterable[date]) -> DossierSet:
    """The owed dossiers whose due moment can depend on these days.

    A clock reads the calendar forward only: from the day of reception to the due moment; for a
    pause, the office time until it ended, which may be later than the due moment of a late
    dossier; for more time given, until its new date. Two calendars that agree on all those days
    count the same moment, so a decision about any other day moves nothing.
    """
    ordered = sorted(days)
    since = timezone.make_aware(datetime.combine(ordered[0], time.min))
    until = timezone.make_aware(datetime.combine(ordered[-1] + timedelta(days=1), time.min))
    pauses = ClockPause.objects.filter(dossier=OuterRef("pk"), ended_at__gte=since)
    more_time = MoreTime.objects.filter(dossier=OuterRef("pk"), until__gte=since)
    late = Q(due_at__gte=since) | Exists(pauses) | Exists(more_time)
    return owed().filter(late, received_at__lt=until)


def moved_by(decisions: Iterable[DayDecision] = ()) -> list[Move[Dossier]]:
    """The dossiers still owed whose due moment decisions about days would move, soonest first.

    Changes and saves nothing. Without decisions: those whose due moment is no longer what
    the calendar as it stands gives, such as after an update that brought new days off.
    """
    announced, found = list(decisions), []
    looked_at = crossing(each.day for each in announced) if announced else owed()
    walk = looked_at.order_by("one_stop_id").iterator(chunk_size=2000)
    for office, dossiers in groupby(walk, key=lambda dossier: dossier.one_stop):
        promised = ((each, each.due_at, clock_of(each)) for each in dossiers if each.due_at)
        found += moves(promised, calendar_of(office, announced))
    return sorted(found, key=lambda move: move.after)


@dataclass(frozen=True)
class Moved:
    """What a walk found; `more` when it ended before it had looked at every dossier."""

    moves: list[Move[Dossier]]
    more: bool


def first_moved(
    dossiers: DossierSet,
    decisions: Iterable[DayDecision] = (),
    *,
    most: int,
    looked_at: int | None = None,
) -> Moved:
    """Of these, the first that are due at another moment, by their due moment so far.

    most: ends the walk once so many are found; looked_at: once it has read so many. So a page
    answers in the same time however many dossiers are open.
    """
    announced = list(decisions)
    with_own_hours = set(OfficeHours.objects.values_list("unit", flat=True))
    # Offices that keep the usual hours share one calendar, which takes a while to lay out.
    calendars: dict[int, WorkingCalendar] = {}
    found: list[Move[Dossier]] = []
    walk = dossiers.order_by("due_at", "pk").iterator(chunk_size=500)
    for number, dossier in enumerate(walk):
        if len(found) >= most or number == looked_at:
            return Moved(found, more=True)
        assert dossier.due_at is not None  # noqa: S101 only dossiers with one are owed
        office = dossier.one_stop_id if dossier.one_stop_id in with_own_hours else 0
        if office not in calendars:
            calendars[office] = calendar_of(dossier.one_stop, announced)
        found += moves([(dossier, dossier.due_at, clock_of(dossier))], calendars[office])
    return Moved(found, more=False)


def pause(dossier: Dossier, reason: ClockPause.Reason, now: datetime) -> None:
    ClockPause.objects.create(dossier=dossier, reason=reason, started_at=now)


def resume(dossier: Dossier, now: datetime) -> None:
    """End the pause; the procedure's supplement rule says what it does to the date."""
    dossier.pauses.filter(ended_at=None).update(ended_at=now)
    make_appointment(dossier)


def is_running(dossier: Dossier) -> bool:
    """Whether the office owes work now: received, not waiting, not finished.

    A withdrawal asked for stops nothing until it is answered.
    """
    running = (State.RECEIVED, State.PROCESSING, State.WITHDRAWING)
    return dossier.due_at is not None and dossier.state in running


def closes_at(dossier: Dossier) -> datetime | None:
    """When a dossier that waits for its supplement closes by itself; none where it never does."""
    if dossier.received_at is None:
        return None
    return clock_of(dossier).closes_at(calendar(dossier))


def silence(dossier: Dossier, now: datetime) -> SilenceRule:
    """What the agency's silence means at `now`."""
    return clock_of(dossier).silence(calendar(dossier), now)


def with_rules(waiting: DossierSet) -> DossierSet:
    """Of dossiers that wait for a supplement, those some rule may close by itself."""
    by_procedure = Q(case__policy__close_after__gte=1)
    by_process = Q(road__process__steps__closes_after__gt="")
    return waiting.filter(by_procedure | by_process).distinct()


def silent_by(now: datetime) -> list[Dossier]:
    """Dossiers past their limit of procedures that give silence a meaning."""
    late = Dossier.objects.filter(
        state__in=(State.RECEIVED, State.PROCESSING), due_at__lt=now
    ).exclude(case__policy__silence__in=[SilenceRule.NONE.value])
    whole = late.filter(case__policy__has_key="silence").select_related("case", "one_stop")
    found = whole.prefetch_related("pauses", "extensions")
    return [each for each in found if silence(each, now) is not SilenceRule.NONE]
