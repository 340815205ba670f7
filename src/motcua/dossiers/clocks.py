"""The dossier's clock: the pure value of motcua.clock, read from what the database keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from motcua.calendars.models import DayDecision
from motcua.calendars.service import calendar_of
from motcua.clock import (
    DossierClock,
    Interval,
    Limit,
    Move,
    Policy,
    Reason,
    WorkingCalendar,
    moves,
)
from motcua.dossiers.models import Channel, ClockPause, Dossier, State

# The office has received it and still owes the result.
OWED = (State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.PAYMENT, State.WITHDRAWING)


def calendar(dossier: Dossier) -> WorkingCalendar:
    """The calendar of the office that received it."""
    return calendar_of(dossier.one_stop)


def limit(dossier: Dossier) -> Limit:
    """The time limit of its case; the online channel may have a shorter one."""
    policy = Policy.from_dict(dossier.case.policy)
    return policy.limit_for(
        Limit.parse(dossier.case.limit), online=dossier.channel == Channel.ONLINE
    )


def clock_of(dossier: Dossier) -> DossierClock:
    """The clock since reception, with every pause; raises ValueError before reception."""
    if dossier.received_at is None:
        raise ValueError(f"Dossier {dossier} has not been received: no clock runs.")
    return DossierClock(
        start=dossier.received_at,
        limit=limit(dossier),
        policy=Policy.from_dict(dossier.case.policy),
        intervals=tuple(
            Interval(pause.started_at, pause.ended_at, Reason(pause.reason))
            for pause in dossier.pauses.all()
        ),
    )


def due(dossier: Dossier) -> datetime:
    """When the office owes the result, by the calendar as it is known now."""
    return clock_of(dossier).due(calendar(dossier))


def make_appointment(dossier: Dossier) -> None:
    """Set when the office owes the result, and promise it (NĐ 61/2018 Art. 17, 19.4)."""
    dossier.due_at = due(dossier)
    dossier.appointment_at = dossier.due_at


def moved_by(decisions: Iterable[DayDecision] = ()) -> list[Move[Dossier]]:
    """The dossiers still owed whose due moment decisions about days would move, soonest first.

    Changes and saves nothing. Without decisions: those whose due moment is no longer what
    the calendar as it stands gives, such as after an update that brought new days off.
    """
    owed = (
        Dossier.objects.filter(state__in=OWED, due_at__isnull=False)
        .select_related("case", "one_stop")
        .prefetch_related("pauses")
        .order_by("one_stop_id")
    )
    announced, found = list(decisions), []
    by_office = groupby(owed.iterator(chunk_size=2000), key=lambda dossier: dossier.one_stop)
    for office, dossiers in by_office:
        promised = ((each, each.due_at, clock_of(each)) for each in dossiers if each.due_at)
        found += moves(promised, calendar_of(office, announced))
    return sorted(found, key=lambda move: move.after)


def pause(dossier: Dossier, reason: ClockPause.Reason, now: datetime) -> None:
    ClockPause.objects.create(dossier=dossier, reason=reason, started_at=now)


def resume(dossier: Dossier, now: datetime) -> None:
    """End the pause; the procedure's supplement rule says what it does to the date."""
    dossier.pauses.filter(ended_at=None).update(ended_at=now)
    make_appointment(dossier)


def is_running(dossier: Dossier) -> bool:
    """Whether the office owes work now: received, not waiting, not finished."""
    return dossier.due_at is not None and dossier.state in (State.RECEIVED, State.PROCESSING)
