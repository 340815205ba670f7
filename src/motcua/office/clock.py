"""How a dossier stands with its clock, for rows and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from motcua.calendars.service import calendar_of
from motcua.clock import WorkingCalendar, wording, working_days_between
from motcua.dossiers import clocks
from motcua.dossiers.models import Dossier, State
from motcua.organization.models import Unit


@dataclass(frozen=True)
class Standing:
    """What the due date component shows. `near`: less than a working day is left."""

    due: datetime | None
    left: str = ""
    near: bool = False
    paused_since: datetime | None = None
    finished: datetime | None = None


def standing(dossier: Dossier, now: datetime) -> Standing:
    """Costs no query for a running clock, one for a paused one unless pauses are prefetched."""
    due = dossier.due_at
    if due is not None and clocks.is_running(dossier):
        calendar = _calendar(dossier.one_stop, int(now.timestamp()) // 60)
        left = wording.time_left(due, now, calendar, (get_language() or "vi")[:2])
        near = now <= due and working_days_between(now, due, calendar) < 1
        return Standing(due, left, near)
    if dossier.state == State.SUPPLEMENT and due is not None:
        since = next((p.started_at for p in dossier.pauses.all() if p.ended_at is None), None)
        return Standing(due, paused_since=since)
    return Standing(due, finished=dossier.finished_at)


def end_of_today(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999999)


@lru_cache(maxsize=256)
def _calendar(one_stop: Unit, minute: int) -> WorkingCalendar:
    """Read at most once a minute for each office, however many rows show its time."""
    return calendar_of(one_stop)
