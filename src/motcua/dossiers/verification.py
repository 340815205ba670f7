"""`motcua verify`: walk every dossier's chain and name the first wrong row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.chain import GENESIS, event_hash
from motcua.dossiers.models import Dossier, Event


@dataclass(frozen=True)
class Wrong:
    """A row that does not agree with the chain."""

    dossier: str
    sequence: int
    why: str

    def __str__(self) -> str:
        return f"Hồ sơ {self.dossier}, sự kiện số {self.sequence}: {self.why}"


def broken_events() -> Iterator[Wrong]:
    """Every first wrong event of every dossier; a healthy database yields none."""
    dossier_id, previous, sequence = 0, GENESIS, 0
    broken: set[int] = set()
    events = Event.objects.select_related("dossier").order_by("dossier_id", "sequence")
    for event in events.iterator(chunk_size=2000):
        if event.dossier_id != dossier_id:
            dossier_id, previous, sequence = event.dossier_id, GENESIS, 0
        sequence += 1
        why = _why_wrong(event, previous, sequence)
        if why and dossier_id not in broken:
            broken.add(dossier_id)
            yield Wrong(str(event.dossier), event.sequence, why)
        previous = bytes(event.hash)


def dossiers_without_events() -> Iterator[Wrong]:
    for dossier in Dossier.objects.filter(events=None).iterator(chunk_size=2000):
        yield Wrong(str(dossier), 0, "không có sự kiện nào")


def _why_wrong(event: Event, previous: bytes, sequence: int) -> str:
    if event.sequence != sequence:
        return f"thiếu sự kiện số {sequence}"
    if bytes(event.previous_hash) != previous:
        return "không nối với sự kiện liền trước"
    return "" if _hash_holds(event, previous) else "nội dung đã bị sửa sau khi ghi"


def _hash_holds(event: Event, previous: bytes) -> bool:
    try:
        return bytes(event.hash) == event_hash(previous, event.record())
    except ValueError:  # a value no act can have written, such as a float
        return False
