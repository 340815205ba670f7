"""What a calendar changed late does to dossiers still open."""

from collections.abc import Hashable, Mapping
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
    clocks: Mapping[Key, DossierClock], before: WorkingCalendar, after: WorkingCalendar
) -> list[Move[Key]]:
    """The dossiers that become due at another moment, the soonest first. Changes nothing."""
    found = [
        Move(key, old, new)
        for key, clock in clocks.items()
        if (old := clock.due(before)) != (new := clock.due(after))
    ]
    return sorted(found, key=lambda move: move.after)
