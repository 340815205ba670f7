"""Every chain of events, and the dossier against what its events say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from motcua.chain import GENESIS, VIETNAM, event_hash
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.verification.reduction import Recorded
from motcua.dossiers.verification.wrong import Walked, Wrong, nobody


def broken_histories(walked: Walked = nobody, only: Dossier | None = None) -> Iterator[Wrong]:
    """The first wrong event of every dossier, or what of the dossier its events contradict."""
    events = Event.objects.filter(dossier=only) if only else Event.objects.all()
    rows = (
        events.select_related("dossier")
        .defer("dossier__content", "key")
        .order_by("dossier_id", "sequence")
        .iterator(chunk_size=2000)
    )
    for _, history in groupby(_told(rows, walked), key=attrgetter("dossier_id")):
        if wrong := _first_wrong(history):
            yield wrong


def dossiers_without_events() -> Iterator[Wrong]:
    for dossier in Dossier.objects.filter(events=None).iterator(chunk_size=2000):
        yield Wrong(f"Hồ sơ {dossier}", "không có sự kiện nào")


def _told(events: Iterable[Event], walked: Walked) -> Iterator[Event]:
    for event in events:
        walked(1)
        yield event


def _first_wrong(history: Iterable[Event]) -> Wrong | None:
    before: Event | None = None
    recorded = Recorded()
    for event in history:
        if why := _why_wrong(event, before):
            return Wrong(f"Hồ sơ {event.dossier}, sự kiện số {event.sequence}", why)
        recorded.take(event)
        before = event
    return _disagreement(before.dossier, recorded) if before else None


def _why_wrong(event: Event, before: Event | None) -> str:
    expected = before.sequence + 1 if before else 1
    previous = bytes(before.hash) if before else GENESIS
    if event.sequence != expected:
        return f"thiếu sự kiện số {expected}" if event.sequence > expected else "sự kiện thừa"
    if before and event.at < before.at:
        return "ghi thời điểm trước sự kiện liền trước"
    if bytes(event.previous_hash) != previous:
        return "không nối với sự kiện liền trước"
    try:
        holds = bytes(event.hash) == event_hash(previous, event.record())
    except ValueError as problem:  # a value no act can have written, such as a fraction
        return f"nội dung không băm được ({problem})"
    return "" if holds else "nội dung đã bị sửa sau khi ghi"


def _disagreement(dossier: Dossier, recorded: Recorded) -> Wrong | None:
    row = f"Hồ sơ {dossier}"
    if dossier.code != recorded.code:
        return Wrong(row, f"mang mã {dossier.code}, sự kiện ghi mã {recorded.code}")
    for said, moment, what in (
        (recorded.appointment, dossier.appointment_at, "ngày hẹn trả"),
        (recorded.due, dossier.due_at, "hạn giải quyết"),
    ):
        if not _same_moment(moment, said):
            written = moment.astimezone(VIETNAM).isoformat() if moment else None
            return Wrong(row, f"{what} là {written}, sự kiện ghi {said}")
    if dossier.state != recorded.state:
        shown = dossier.get_state_display()
        why = f"mang trạng thái “{shown}”, sự kiện dẫn đến “{recorded.state.label}”"
        return Wrong(row, why)
    return None


def _same_moment(moment: datetime | None, written: object) -> bool:
    if moment is None or not isinstance(written, str):
        return moment is written
    try:
        return datetime.fromisoformat(written) == moment
    except ValueError:
        return False
