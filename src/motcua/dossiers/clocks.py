"""The dossier's clock: the pure value of motcua.clock, read from what the database keeps."""

from __future__ import annotations

from datetime import datetime

from motcua.calendars.service import calendar_of
from motcua.clock import DossierClock, Interval, Limit, Policy, Reason, WorkingCalendar
from motcua.dossiers.models import Channel, ClockPause, Dossier, State


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
            for pause in dossier.pauses.order_by("started_at")
        ),
    )


def make_appointment(dossier: Dossier) -> None:
    """Set when the office owes the result, and promise it (NĐ 61/2018 Art. 17, 19.4)."""
    dossier.due_at = clock_of(dossier).due(calendar(dossier))
    dossier.appointment_at = dossier.due_at


def pause(dossier: Dossier, reason: ClockPause.Reason, now: datetime) -> None:
    ClockPause.objects.create(dossier=dossier, reason=reason, started_at=now)


def resume(dossier: Dossier, now: datetime) -> None:
    """End the pause; the procedure's supplement rule says what it does to the date."""
    dossier.pauses.filter(ended_at=None).update(ended_at=now)
    make_appointment(dossier)


def is_running(dossier: Dossier) -> bool:
    """Whether the office owes work now: received, not waiting, not finished."""
    return dossier.due_at is not None and dossier.state in (State.RECEIVED, State.PROCESSING)
