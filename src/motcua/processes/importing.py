"""Takes internal processes into the database: every text once, every change a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.dated import NotPublished
from motcua.processes import drawings, engine
from motcua.processes.desks import missing_posts
from motcua.processes.editing import next_number, write
from motcua.processes.errors import ProcessError
from motcua.processes.lawful import normalise
from motcua.processes.lawfulness import Level, Problem
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.tables import ProcessTable, table_of


class Outcome(StrEnum):
    """What became of one record of a file."""

    CREATED = "tạo mới"
    NEW_VERSION = "phiên bản mới"
    DRAFTED = "bản nháp"
    UNCHANGED = "không đổi"
    REFUSED = "không nhận"


@dataclass(frozen=True)
class Report:
    """One line of an import; `position` counts from 1, `notes` tell changes or the refusal."""

    position: int
    code: str
    name: str
    outcome: Outcome
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        what = " ".join(filter(None, (self.code, self.name))) or "không rõ tên"
        notes = f" ({'; '.join(self.notes)})" if self.notes else ""
        return f"{self.position}. {what}: {self.outcome}{notes}"


def import_processes(
    data: object,
    *,
    from_day: date | None = None,
    as_draft: bool = False,
    check_only: bool = False,
) -> list[Report]:
    """Take every record of `{"processes": [...]}`, each whole or not at all.

    A process seen before changes nothing; a changed one becomes a new version in force from
    `from_day`, today when left out, or a draft. check_only: say what would happen, keep nothing.
    Raises ProcessError when the data as a whole is not a list of processes.
    """
    records = data.get("processes") if isinstance(data, Mapping) else None
    if not isinstance(records, list):
        raise ProcessError("Tệp không có danh sách “processes”.")
    seen: dict[str, int] = {}
    with transaction.atomic():
        reports = [
            _import_record(place, record, seen, from_day, as_draft)
            for place, record in enumerate(records, start=1)
        ]
        if check_only:
            transaction.set_rollback(True)
    return reports


def check_records(data: object) -> list[Problem]:
    """What is wrong with the records of a file, without a database.

    Raises ProcessError when the data as a whole is not a list of processes.
    """
    records = data.get("processes") if isinstance(data, Mapping) else None
    if not isinstance(records, list):
        raise ProcessError("Tệp không có danh sách “processes”.")
    found = []
    for place, record in enumerate(records, start=1):
        try:
            table = normalise(record)
        except ProcessError as refusal:
            found.append(Problem(Level.ERROR, str(refusal), element=f"bản ghi {place}"))
        else:
            found += [
                Problem(Level.WARNING, note, element=f"bản ghi {place} {table.code}")
                for note in table.notes
            ]
    return found


def _import_record(
    position: int, record: Any, seen: dict[str, int], from_day: date | None, as_draft: bool
) -> Report:
    try:
        table = normalise(record)
        if seen.setdefault(table.code, position) != position:
            raise ProcessError(f"trùng mã với bản ghi {seen[table.code]}")
        outcome = store(table, from_day=from_day, as_draft=as_draft)
    except ProcessError as refusal:
        written = record if isinstance(record, Mapping) else {}
        code, name = (str(written.get(key) or "")[:80] for key in ("ma_quy_trinh", "ten"))
        return Report(position, code, name, Outcome.REFUSED, (str(refusal),))
    return Report(position, table.code, table.name, outcome, table.notes)


@transaction.atomic
def store(
    table: ProcessTable,
    *,
    from_day: date | None = None,
    as_draft: bool = False,
    drawing: str = "",
) -> Outcome:
    """Keeps a lawful table as the next version, unless the latest one says the same.

    from_day: when it comes into force; today when left out, since ever for the first. drawing:
    the document it was read from, kept as it is. Raises ProcessError when a published version
    starts on that day or later.
    """
    process, created = InternalProcess.objects.get_or_create(
        code=table.code, defaults={"name": table.name}
    )
    InternalProcess.objects.select_for_update().get(pk=process.pk)
    latest = process.versions.order_by("number").last()
    if latest and _same(latest, table, drawing):
        return Outcome.UNCHANGED
    draft = write(process, table, number=next_number(process))
    if drawing:
        draft.drawn, draft.bpmn = True, drawing
        draft.save()
    engine.check(draft.bpmn)
    if as_draft:
        return Outcome.DRAFTED
    if process.versions.published().exists():
        _publish(draft, from_day or timezone.localdate())
        process.name = table.name
        process.save(update_fields=["name"])
    else:
        draft.status, draft.valid_from = ProcessVersion.Status.PUBLISHED, from_day
        draft.published_at = timezone.now()
        draft.save()
    return Outcome.CREATED if created else Outcome.NEW_VERSION


def _publish(draft: ProcessVersion, from_day: date) -> None:
    try:
        draft.publish(from_day, by=None)
    except NotPublished as refusal:
        raise ProcessError(str(refusal)) from refusal


def _same(version: ProcessVersion, table: ProcessTable, drawing: str) -> bool:
    """Whether a version is the same process, whatever source and notes say."""
    own = table_of(version)
    same = (own.name, own.limit, own.rows) == (table.name, table.limit, table.rows)
    return same and (not drawing or version.bpmn == drawing)


def import_drawing(
    text: str,
    *,
    code: str = "",
    limit: str = "",
    name: str = "",
    from_day: date | None = None,
    as_draft: bool = False,
    check_only: bool = False,
) -> tuple[Report, list[Problem]]:
    """Take one BPMN 2.0 document, whole or not at all; the problems name every mistake.

    `code`, `limit` and `name` go before what the document says of itself.
    """
    drawing = drawings.read(text, code=code, limit=limit, name=name)
    found = [*drawing.problems, *missing_posts(drawing.table.rows, ())]
    table, notes = drawing.table, tuple(str(each) for each in found)
    outcome = Outcome.REFUSED
    if drawing.is_sound:
        try:
            with transaction.atomic():
                outcome = store(
                    table, from_day=from_day, as_draft=as_draft, drawing=drawing.document
                )
                if check_only:
                    transaction.set_rollback(True)
        except ProcessError as refusal:
            notes += (str(refusal),)
    return Report(1, table.code, table.name, outcome, notes), found
