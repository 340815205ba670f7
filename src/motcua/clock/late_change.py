"""What a calendar changed late does to dossiers still open."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from motcua.clock.calendar import WorkingCalendar
from motcua.clock.dossier_clock import DossierClock

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Move(Generic[Key]):
    """One dossier whose due moment a change of calendar would move."""

    key: Key
    before: datetime
    after: datetime


def moves(
    promised: Iterable[tuple[Key, datetime, DossierClock]], calendar: WorkingCalendar
) -> list[Move[Key]]:
    """The dossiers that `calendar` makes due at another moment, the soonest first.

    `promised` holds each dossier, when it is due so far, and its clock. Changes nothing.
    """
    found = [
        Move(key, before, after)
        for key, before, clock in promised
        if (after := clock.due(calendar)) != before
    ]
    return sorted(found, key=lambda move: move.after)
