"""`motcua verify`: walk every history, day and book, and name the first wrong row of each.

Reads in a stream: what is held in memory is one dossier's last event and one day's hashes,
however large the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection, transaction

from motcua.chain import GENESIS, VIETNAM, MerkleTree, event_hash
from motcua.dossiers.models import DayRoot, Dossier, Event, IssuedPaper
from motcua.dossiers.sealing import hashes_of

Walked = Callable[[int], None]


@dataclass(frozen=True)
class Wrong:
    """A row that does not agree with the others, and why."""

    row: str
    why: str

    def __str__(self) -> str:
        return f"{self.row}: {self.why}"


def _nobody(events: int) -> None:
    """Nobody wants to know how far the walk has come."""


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, the database is seen as it was at one moment, whatever acts go on meanwhile."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def everything(walked: Walked = _nobody) -> Iterator[Wrong]:
    """Every wrong row; a healthy database yields none.

    `walked` is told how many events were read since it was told last: each twice over all.
    """
    yield from broken_histories(walked)
    yield from dossiers_without_events()
    yield from wrong_days(walked)
    yield from wrong_books()


def broken_histories(walked: Walked = _nobody) -> Iterator[Wrong]:
    """The first wrong event of every dossier, or what of the dossier its events contradict."""
    events = (
        Event.objects.select_related("dossier")
        .defer("dossier__content", "key")
        .order_by("dossier_id", "sequence")
        .iterator(chunk_size=2000)
    )
    for _, history in groupby(_told(events, walked), key=attrgetter("dossier_id")):
        if wrong := _first_wrong(history):
            yield wrong


def dossiers_without_events() -> Iterator[Wrong]:
    for dossier in Dossier.objects.filter(events=None).iterator(chunk_size=2000):
        yield Wrong(f"Hồ sơ {dossier}", "không có sự kiện nào")


def wrong_days(walked: Walked = _nobody) -> Iterator[Wrong]:
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


# Each book by its name, as the acts that take numbers from it write it, with what was issued.
_BOOKS = r"""
WITH issued (name, number) AS (
    SELECT format('dossier %%s 20%%s', part[1],
                  regexp_replace(part[2], '(..)(..)(..)', '\1-\2-\3')),
           part[3]::bigint
    FROM dossiers_dossier, regexp_match(code, '^([^-]+)-([0-9]{6})-([0-9]{4,12})$') AS part
    WHERE part IS NOT NULL
  UNION ALL
    SELECT format('%%s %%s %%s', paper.kind, unit.code,
                  extract(year FROM paper.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(paper.number FROM '^[0-9]+')::bigint
    FROM dossiers_issuedpaper paper
    JOIN dossiers_dossier dossier ON dossier.id = paper.dossier_id
    JOIN organization_unit unit ON unit.id = dossier.one_stop_id
  UNION ALL
    SELECT format('result %%s %%s', substring(number FROM '/KQ-(.+)$'),
                  extract(year FROM numbered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(number FROM '^[0-9]+')::bigint
    FROM dossiers_result WHERE numbered_at IS NOT NULL
  UNION ALL
    -- A corrected result took a new number; the one before stays on record.
    SELECT format('result %%s %%s', substring(before ->> 'number' FROM '/KQ-(.+)$'),
                  extract(year FROM (before ->> 'numbered_at')::timestamptz
                                    AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(before ->> 'number' FROM '^[0-9]+')::bigint
    FROM dossiers_resultchange WHERE kind <> 'revoked'
), kept AS (
    SELECT name, last FROM dossiers_book
    WHERE split_part(name, ' ', 1) = ANY(%s)
), given AS (
    SELECT name, max(number) AS highest, count(*) AS total, count(DISTINCT number) AS different
    FROM issued GROUP BY name
)
SELECT name, coalesce(last, 0), coalesce(highest, 0), coalesce(total, 0)
FROM kept FULL JOIN given USING (name)
WHERE (last, highest, total) IS DISTINCT FROM (highest, total, different)
ORDER BY name
"""


def wrong_books() -> Iterator[Wrong]:
    """Books whose last number is not the highest issued, or whose numbers have holes."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKS, [["dossier", "result", *IssuedPaper.Kind.values]])
        for name, last, highest, count in cursor:
            why = f"sổ ghi đến số {last}, số lớn nhất đã cấp là {highest}, có {count} số"
            yield Wrong(f"Sổ “{name}”", why)


def _told(events: Iterable[Event], walked: Walked) -> Iterator[Event]:
    for event in events:
        walked(1)
        yield event


def _first_wrong(history: Iterable[Event]) -> Wrong | None:
    before: Event | None = None
    recorded: dict[str, Any] = {}
    for event in history:
        if why := _why_wrong(event, before):
            return Wrong(f"Hồ sơ {event.dossier}, sự kiện số {event.sequence}", why)
        _remember(recorded, event.detail)
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


def _remember(recorded: dict[str, Any], detail: Any) -> None:
    """Keep what the latest event says of the code, of the printed appointment, of what is due."""
    said = detail if isinstance(detail, dict) else {}
    if "appointment" in said:
        recorded["due"] = said["appointment"]
    recorded.update({name: said[name] for name in ("code", "appointment", "due") if name in said})


def _disagreement(dossier: Dossier, recorded: dict[str, Any]) -> Wrong | None:
    row = f"Hồ sơ {dossier}"
    if dossier.code != (said := recorded.get("code")):
        return Wrong(row, f"mang mã {dossier.code}, sự kiện ghi mã {said}")
    for name, moment, what in (
        ("appointment", dossier.appointment_at, "ngày hẹn trả"),
        ("due", dossier.due_at, "hạn giải quyết"),
    ):
        if not _same_moment(moment, said := recorded.get(name)):
            written = moment.astimezone(VIETNAM).isoformat() if moment else None
            return Wrong(row, f"{what} là {written}, sự kiện ghi {said}")
    return None


def _same_moment(moment: datetime | None, written: object) -> bool:
    if moment is None or not isinstance(written, str):
        return moment is written
    try:
        return datetime.fromisoformat(written) == moment
    except ValueError:
        return False


def _events_before(first: DayRoot) -> Iterator[Wrong]:
    """Sealing began with the first event, so nothing can be older than the first root."""
    begin = datetime.combine(first.day, time.min, VIETNAM)
    older = Event.objects.filter(at__lt=begin).order_by("at").first()
    if older:
        day = older.at.astimezone(VIETNAM).date()
        yield Wrong(f"Ngày {day}", "có sự kiện nhưng không có gốc ngày")
