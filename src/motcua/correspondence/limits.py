"""Until when applicant and one-stop write to each other about a dossier, and how much."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from motcua.dossiers import journal
from motcua.dossiers.models import Dossier, State

LONGEST = 3000  # characters of a message
MOST_FILES = 5
# Messages of one applicant about one dossier within an hour.
PER_HOUR = 10


def closes_at(dossier: Dossier) -> datetime | None:
    """When the thread closes: some days after the end of the dossier; none before it has ended."""
    ended = _ended_at(dossier)
    return ended + timedelta(days=settings.CORRESPONDENCE_OPEN_DAYS) if ended else None


def is_open(dossier: Dossier) -> bool:
    closes = closes_at(dossier)
    return closes is None or timezone.now() < closes


def _ended_at(dossier: Dossier) -> datetime | None:
    """When it was returned, or ended without a result; a result not yet collected is no end."""
    if not dossier.is_closed:
        return None
    if dossier.state == State.RETURNED:
        return dossier.returned_at
    moved = dossier.events.exclude(act__in=journal.BESIDE_THE_WORK).order_by("sequence").last()
    return moved.at if moved else None
