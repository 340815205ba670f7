"""Loading published procedures: each record whole or not at all, each with its line of report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from motcua.catalog.models import Component, Domain, Fee, Procedure, ProcedureCase, ProcedureVersion
from motcua.catalog.records import BadRecordError, ProcedureRecord, read_record
from motcua.catalog.search import search_text
from motcua.processes.service import Outcome, Report

__all__ = ["BadFileError", "Outcome", "Report", "import_procedures", "search_text"]


class BadFileError(ValueError):
    """A file that is not a catalogue of procedures, and why, in Vietnamese."""


def import_procedures(data: object) -> list[Report]:
    """Take every record of a catalogue file: `{"procedures": [...]}`.

    A record seen before changes nothing; a changed one becomes a new version in force from
    today. Raises BadFileError when the file as a whole is not a catalogue.
    """
    records = data.get("procedures") if isinstance(data, Mapping) else None
    if not isinstance(records, list):
        raise BadFileError("Tệp không có danh sách “procedures”.")
    first_seen: dict[str, int] = {}
    return [
        _import_record(position, record, first_seen)
        for position, record in enumerate(records, start=1)
    ]


def _import_record(position: int, record: object, first_seen: dict[str, int]) -> Report:
    try:
        read = read_record(record)
        earlier = first_seen.setdefault(read.code, position)
        if earlier != position:
            raise BadRecordError(f"trùng mã {read.code} với bản ghi {earlier}")
        with transaction.atomic():
            outcome = _store(read)
    except BadRecordError as refused:
        code, name = _as_written(record)
        return Report(position, code, name, Outcome.REFUSED, (str(refused),))
    return Report(position, read.code, read.name, outcome, tuple(read.notes))


def _as_written(record: object) -> tuple[str, str]:
    written = record if isinstance(record, Mapping) else {}
    code, name = (str(written.get(key) or "")[:80] for key in ("ma_tthc", "ten"))
    return code, name


def _store(read: ProcedureRecord) -> Outcome:
    searchable = search_text(read.name, read.domain, read.code)
    procedure = Procedure.objects.select_for_update().filter(code=read.code).first()
    if procedure is None:
        procedure = Procedure(code=read.code)
    latest = procedure.versions.order_by("number").last() if procedure.pk else None
    changed = latest is None or latest.source_digest != read.digest
    if changed or procedure.search_text != searchable:
        procedure.code_is_national = read.code_is_national
        procedure.domain, _ = Domain.objects.get_or_create(name=read.domain)
        procedure.name, procedure.search_text = read.name, searchable
        procedure.save()
    if changed:
        _add_version(procedure, latest, read)
    if latest is None:
        return Outcome.CREATED
    return Outcome.NEW_VERSION if changed else Outcome.UNCHANGED


def _add_version(
    procedure: Procedure, latest: ProcedureVersion | None, read: ProcedureRecord
) -> None:
    today = timezone.localdate()
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=latest.number + 1 if latest else 1,
        name=read.name,
        valid_from=today if latest else None,
        **read.version,
    )
    case = ProcedureCase.objects.create(version=version, **read.case)
    Component.objects.bulk_create(Component(case=case, **each) for each in read.components)
    Fee.objects.bulk_create(Fee(version=version, **each) for each in read.fees)
    if latest:
        _succeed(latest, case, today)


def _succeed(latest: ProcedureVersion, case: ProcedureCase, today: date) -> None:
    """End the version that `case` replaces, and keep the internal process that solved it."""
    yesterday = today - timedelta(days=1)
    # One that began today stays in force today: the higher number prevails.
    latest.valid_to = max(yesterday, latest.valid_from or yesterday)
    latest.save(update_fields=["valid_to"])
    before = latest.cases.filter(name=case.name).first()
    if before and before.process_id:
        case.process_id = before.process_id
        case.save(update_fields=["process"])
