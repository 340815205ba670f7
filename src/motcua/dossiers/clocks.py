"""The dossier's clock on the lawful calendar of the office that decides it."""

from __future__ import annotations

from datetime import datetime

from motcua.calendars.service import calendar_of
from motcua.clock import DossierClock, Limit, Policy, SupplementRule, WorkingCalendar, due
from motcua.dossiers.models import ClockPause, Dossier, State


def calendar(dossier: Dossier) -> WorkingCalendar:
    return calendar_of(dossier.one_stop)


def start(dossier: Dossier, now: datetime) -> None:
    """Start, or restart from zero, and make the appointment (NĐ 61/2018 Art. 17, 19.4)."""
    limit = Limit.parse(dossier.case.limit)
    policy = Policy.from_dict(dossier.case.policy)
    dossier.clock_started_at = now
    dossier.due_at = due(now, limit, calendar(dossier), policy)
    dossier.appointment_at = dossier.due_at


def pause(dossier: Dossier, reason: ClockPause.Reason, now: datetime) -> None:
    ClockPause.objects.create(dossier=dossier, reason=reason, started_at=now)


def resume(dossier: Dossier, now: datetime) -> None:
    """End the pause; what it does to the date is the supplement rule of the procedure."""
    dossier.pauses.filter(ended_at=None).update(ended_at=now)
    policy = Policy.from_dict(dossier.case.policy)
    if policy.supplement is SupplementRule.RESTART:
        start(dossier, now)
        return
    assert dossier.clock_started_at is not None  # noqa: S101 a paused clock was started
    clock = DossierClock(dossier.clock_started_at, Limit.parse(dossier.case.limit), policy)
    for past in dossier.pauses.filter(started_at__gte=dossier.clock_started_at):
        assert past.ended_at is not None  # noqa: S101 ended above
        clock = clock.pause(past.started_at, past.reason).resume(past.ended_at)
    dossier.due_at = dossier.appointment_at = clock.due(calendar(dossier))


def is_running(dossier: Dossier) -> bool:
    return (
        dossier.due_at is not None
        and dossier.finished_at is None
        and dossier.state in (State.RECEIVED, State.PROCESSING, State.PAYMENT)
    )
