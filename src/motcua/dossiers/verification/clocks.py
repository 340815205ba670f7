"""Every due moment, counted again from the rows it follows from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from motcua.calendars.models import DayDecision
from motcua.calendars.service import calendar_of
from motcua.chain import VIETNAM
from motcua.clock import ClockError, DossierClock, WorkingCalendar
from motcua.dossiers import clocks
from motcua.dossiers.models import Dossier
from motcua.dossiers.verification.wrong import Wrong
from motcua.organization.models import Unit

# What moves a dossier to another office, whose hours may differ; its date stays.
_MOVED = ("reorganise", "undo_reorganisation")


def wrong_clocks(only: Dossier | None = None) -> Iterator[Wrong]:
    """Dossiers whose due moment is not what reception, pauses and extension make it.

    A date counted before a decision about days became known is right until an administrator has
    it counted anew: `motcua calendar-change` lists those.
    """
    received = Dossier.objects.exclude(received_at=None)
    if only is not None:
        received = received.filter(pk=only.pk)
    rows = (
        received.select_related("case", "one_stop")
        .defer("content")
        .prefetch_related("pauses", "extensions")
        .order_by("one_stop_id", "pk")
    )
    by_office = groupby(rows.iterator(chunk_size=2000), key=lambda dossier: dossier.one_stop)
    for office, dossiers in by_office:
        calendar = calendar_of(office)
        for dossier in dossiers:
            if why := _why_wrong(dossier, office, calendar):
                yield Wrong(f"Hồ sơ {dossier}", why)


def _why_wrong(dossier: Dossier, office: Unit, calendar: WorkingCalendar) -> str:
    try:
        clock = clocks.clock_of(dossier)
        expected = clock.due(calendar)
    except ClockError as impossible:
        return f"các khoảng tạm dừng, gia hạn không hợp lệ ({impossible})"
    if dossier.due_at == expected or _was_right(dossier, office, clock):
        return ""
    return (
        f"hạn giải quyết là {_written(dossier.due_at)}, tính lại là {_written(expected)};"
        " nếu ngày làm việc vừa đổi, xem motcua calendar-change"
    )


def _was_right(dossier: Dossier, office: Unit, clock: DossierClock) -> bool:
    """Whether the date was right before the latest decisions about days, or at another office."""
    if dossier.events.filter(act__in=_MOVED).exists():
        return True
    decisions = list(DayDecision.objects.order_by("decided_on", "pk"))
    return any(
        dossier.due_at == clock.due(calendar_of(office, known=decisions[:number]))
        for number in range(len(decisions))
    )


def _written(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if moment else "không có"
