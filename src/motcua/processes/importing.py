"""Takes internal processes into the database: every text once, every change a new version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.processes import bpmn, engine
from motcua.processes.errors import ProcessError
from motcua.processes.lawful import normalise
from motcua.processes.models import InternalProcess, ProcessVersion, Step
from motcua.processes.tables import ProcessTable, table_of


class Outcome(StrEnum):
    """What became of one record of a file."""

    CREATED = "tạo mới"
    NEW_VERSION = "phiên bản mới"
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


def import_processes(data: object) -> list[Report]:
    """Take every record of `{"processes": [...]}`, each whole or not at all.

    A process seen before changes nothing; a changed one becomes a new version in force from
    today. Raises ProcessError when the data as a whole is not a list of processes.
    """
    records = data.get("processes") if isinstance(data, Mapping) else None
    if not isinstance(records, list):
        raise ProcessError("Tệp không có danh sách “processes”.")
    seen: dict[str, int] = {}
    return [_import_record(place, record, seen) for place, record in enumerate(records, start=1)]


def _import_record(position: int, record: Any, seen: dict[str, int]) -> Report:
    try:
        table = normalise(record)
        if seen.setdefault(table.code, position) != position:
            raise ProcessError(f"trùng mã với bản ghi {seen[table.code]}")
        outcome = store(table)
    except ProcessError as refusal:
        written = record if isinstance(record, Mapping) else {}
        code, name = (str(written.get(key) or "")[:80] for key in ("ma_quy_trinh", "ten"))
        return Report(position, code, name, Outcome.REFUSED, (str(refusal),))
    return Report(position, table.code, table.name, outcome, table.notes)


@transaction.atomic
def store(table: ProcessTable) -> Outcome:
    """Keeps a lawful table as the version in force, unless the version in force says the same."""
    process, created = InternalProcess.objects.get_or_create(
        code=table.code, defaults={"name": table.name}
    )
    InternalProcess.objects.select_for_update().get(pk=process.pk)
    latest = process.versions.order_by("number").last()
    if latest and _same(table_of(latest), table):
        return Outcome.UNCHANGED
    today = timezone.localdate()
    if latest:
        latest.valid_to = today - timedelta(days=1)
        latest.save(update_fields=["valid_to"])
        process.name = table.name
        process.save(update_fields=["name"])
    _add_version(process, table, after=latest)
    return Outcome.CREATED if created else Outcome.NEW_VERSION


def _same(one: ProcessTable, other: ProcessTable) -> bool:
    """Whether two tables are the same process, whatever source and notes say."""
    return (one.name, one.limit, one.rows) == (other.name, other.limit, other.rows)


def _add_version(
    process: InternalProcess, table: ProcessTable, after: ProcessVersion | None
) -> None:
    document = bpmn.document(table)
    engine.check(document)
    version = ProcessVersion.objects.create(
        process=process,
        number=after.number + 1 if after else 1,
        name=table.name,
        valid_from=timezone.localdate() if after else None,
        limit=table.limit,
        agency=table.agency,
        bpmn=document,
        source=table.source,
        notes=list(table.notes),
        status=ProcessVersion.Status.DRAFT,
    )
    Step.objects.bulk_create(Step(version=version, **asdict(row)) for row in table.rows)
    version.status = ProcessVersion.Status.PUBLISHED
    version.save(update_fields=["status"])
