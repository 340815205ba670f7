"""Days against their sealed roots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from motcua.chain import VIETNAM, MerkleTree
from motcua.dossiers.models import DayRoot, Event
from motcua.dossiers.sealing import hashes_of
from motcua.dossiers.verification.wrong import Walked, Wrong, nobody


def wrong_days(walked: Walked = nobody) -> Iterator[Wrong]:
    """Days whose events are not those that were sealed, and days left out between sealed ones."""
    before: DayRoot | None = None
    for root in DayRoot.objects.order_by("day"):
        if before is None:
            yield from _events_before(root)
        elif root.day - before.day != timedelta(days=1):
            yield Wrong(f"Ngày {before.day + timedelta(days=1)}", "không có gốc ngày")
        tree = MerkleTree(hash_ for _, hash_ in hashes_of(root.day))
        if len(tree) != root.size:
            why = f"đã niêm phong {root.size} sự kiện, nay có {len(tree)}"
            yield Wrong(f"Ngày {root.day}", why)
        elif tree.root != bytes(root.root):
            yield Wrong(f"Ngày {root.day}", "các sự kiện không khớp gốc ngày đã niêm phong")
        walked(len(tree))
        before = root


def _events_before(first: DayRoot) -> Iterator[Wrong]:
    """Sealing began with the first event, so nothing can be older than the first root."""
    begin = datetime.combine(first.day, time.min, VIETNAM)
    older = Event.objects.filter(at__lt=begin).order_by("at").first()
    if older:
        day = older.at.astimezone(VIETNAM).date()
        yield Wrong(f"Ngày {day}", "có sự kiện nhưng không có gốc ngày")
