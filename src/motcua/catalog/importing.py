"""Taking files of procedures: everything checked first, the file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.catalog.mistakes import BadRecord, Mistake, Path, place_in_json
from motcua.catalog.models import Domain, Procedure, ProcedureVersion
from motcua.catalog.reading import digest_of, notes_on, read_record
from motcua.catalog.record import Case, ProcedureRecord
from motcua.catalog.search import search_text
from motcua.catalog.stored import record_of, store_version
from motcua.catalog.stored_questions import question_line
from motcua.processes.models import ProcessVersion


class BadFileError(ValueError):
    """A file that is not a catalogue of procedures, and why, in Vietnamese."""


class Outcome(StrEnum):
    """What became of one record of a file."""

    CREATED = "tạo mới"
    NEW_VERSION = "phiên bản mới"
    DRAFT = "bản nháp mới"
    UNCHANGED = "không đổi"
    REFUSED = "không nhận"
    HELD = "chưa nhận vì tệp còn lỗi"


@dataclass(frozen=True)
class Report:
    """One record of a file; `notes` tell its mistakes, or what it lacks.

    position: counts from 1; 0 for what belongs to no record.
    """

    position: int
    code: str
    name: str
    outcome: Outcome
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        what = " ".join(filter(None, (self.code, self.name))) or "không rõ tên"
        what = f"{self.position}. {what}" if self.position else what
        if self.outcome is Outcome.REFUSED:
            lines = "".join(f"\n   - {note}" for note in self.notes)
            return f"{what}: {self.outcome}{lines}"
        notes = f" ({'; '.join(self.notes)})" if self.notes else ""
        return f"{what}: {self.outcome}{notes}"


@dataclass(frozen=True)
class Terms:
    """How a file is taken: in force from a day, today when none is given; or as drafts."""

    from_day: date | None = None
    as_drafts: bool = False
    by: Any = None


# Says where in its file a mistake of a record is: place of the record, path in it.
Place = Callable[[int, Path], str]


def import_procedures(
    data: object,
    *,
    terms: Terms | None = None,
    only_check: bool = False,
    place: Place = lambda _position, path: place_in_json(path),
    stray: Sequence[tuple[int, str]] = (),
) -> list[Report]:
    """Take every record of `{"procedures": [...]}`, or none when one of them has a mistake.

    A record that says what is already in force changes nothing; a changed one becomes a new
    version. `stray` are mistakes found before the records were read, by place of the record;
    those of no record are at -1.
    Raises BadFileError when the file as a whole is not a catalogue.
    """
    records = data.get("procedures") if isinstance(data, Mapping) else None
    if not isinstance(records, list):
        raise BadFileError("Tệp không có danh sách “procedures”.")
    terms = terms or Terms()
    with transaction.atomic():
        read = _read_all(records, terms, place, stray)
        lost = tuple(said for position, said in stray if position < 0)
        reports = [Report(0, "", "Tệp", Outcome.REFUSED, lost)] if lost else []
        refused = bool(lost) or any(isinstance(each, list) for each in read)
        reports += [
            _report(position, record, each, terms, refused)
            for position, (record, each) in enumerate(zip(records, read, strict=True), start=1)
        ]
        if only_check:
            transaction.set_rollback(True)
    return reports


def _read_all(
    records: list[object], terms: Terms, place: Place, stray: Sequence[tuple[int, str]]
) -> list[ProcedureRecord | list[str]]:
    """Each record read, or all that is wrong with it."""
    in_force = _processes_in_force()
    first_seen: dict[str, int] = {}
    found: list[ProcedureRecord | list[str]] = []
    for index, record in enumerate(records):
        wrong = [said for position, said in stray if position == index]
        read = None
        try:
            read = read_record(record)
            earlier = first_seen.setdefault(read.ma_tthc, index)
            mistakes = list(_out_of_file(read, terms, in_force))
            if earlier != index:
                what = f"trùng mã {read.ma_tthc} với bản ghi {earlier + 1}"
                mistakes.append(Mistake(("ma_tthc",), what))
        except BadRecord as refused:
            mistakes = refused.mistakes
        wrong += [f"{place(index, each.path)} {each.what}".strip() for each in mistakes]
        found.append(list(dict.fromkeys(wrong)) if wrong or read is None else read)
    return found


def _out_of_file(read: ProcedureRecord, terms: Terms, processes: set[str]) -> list[Mistake]:
    """What a record says that the database contradicts."""
    mistakes = [
        Mistake(
            ("truong_hop", place, "quy_trinh"),
            f"nêu quy trình “{case.quy_trinh}” không có phiên bản đang hiệu lực",
        )
        for place, case in enumerate(read.truong_hop)
        if case.quy_trinh and case.quy_trinh not in processes
    ]
    latest = _latest(read)
    start = terms.from_day or timezone.localdate()
    if not terms.as_drafts and latest and latest.valid_from and latest.valid_from > start:
        said = f"đã có phiên bản hiệu lực từ {latest.valid_from:%d/%m/%Y}; chọn ngày sau đó"
        mistakes.append(Mistake((), said))
    return mistakes


def _processes_in_force() -> set[str]:
    versions = ProcessVersion.objects.in_force().order_by()
    return set(versions.values_list("process__code", flat=True))


def _report(
    position: int,
    record: object,
    read: ProcedureRecord | list[str],
    terms: Terms,
    refused: bool,
) -> Report:
    if isinstance(read, list):
        code, name = _as_written(record)
        return Report(position, code, name, Outcome.REFUSED, tuple(read))
    outcome = Outcome.HELD if refused else _store(read, terms)
    return Report(position, read.ma_tthc, read.ten, outcome, tuple(notes_on(read, record)))


def _as_written(record: object) -> tuple[str, str]:
    written = record if isinstance(record, Mapping) else {}
    code, name = (
        str(written.get(key) or "")[:80].encode("utf-8", "replace").decode()
        for key in ("ma_tthc", "ten")
    )
    return code, name


def _store(read: ProcedureRecord, terms: Terms) -> Outcome:
    procedure = Procedure.objects.select_for_update().filter(code=read.ma_tthc).first()
    is_new = procedure is None
    if procedure is None:
        procedure = _begin(read)
    latest = _latest(read, drafts=terms.as_drafts)
    if latest:
        read = _with_questions(_with_processes(read, latest), latest)
        if digest_of(record_of(latest)) == digest_of(read):
            return Outcome.UNCHANGED
    _settle_domain(procedure, read.linh_vuc)
    _add_version(procedure, read, terms)
    procedure.settle_name()
    if terms.as_drafts:
        return Outcome.DRAFT
    return Outcome.CREATED if is_new else Outcome.NEW_VERSION


def _begin(read: ProcedureRecord) -> Procedure:
    domain, _created = Domain.objects.get_or_create(name=read.linh_vuc)
    return Procedure.objects.create(
        code=read.ma_tthc,
        code_is_national=not read.ma_tthc.startswith("DP."),
        domain=domain,
        name=read.ten,
        search_text=search_text(read.ten, read.linh_vuc, read.ma_tthc),
    )


def _settle_domain(procedure: Procedure, name: str) -> None:
    if procedure.domain.name != name:
        procedure.domain, _created = Domain.objects.get_or_create(name=name)
        procedure.save(update_fields=["domain"])


def _latest(read: ProcedureRecord, *, drafts: bool = False) -> ProcedureVersion | None:
    """The text a record is compared with: the last one published, or written as a draft."""
    texts = ProcedureVersion.objects.filter(procedure__code=read.ma_tthc, trial=read.thu_nghiem)
    if not drafts:
        texts = texts.published()
    return texts.select_related("procedure__domain").order_by("number").last()


def _with_processes(read: ProcedureRecord, before: ProcedureVersion) -> ProcedureRecord:
    """A file that names no internal process leaves each case the one it has."""
    known = dict(before.cases.values_list("code", "process__code"))

    def kept(case: Case) -> Case:
        return case.model_copy(update={"quy_trinh": case.quy_trinh or known.get(case.ma) or ""})

    return read.model_copy(update={"truong_hop": [kept(case) for case in read.truong_hop]})


def _with_questions(read: ProcedureRecord, before: ProcedureVersion) -> ProcedureRecord:
    """A file that asks nothing leaves the questions there are, where they lead to its cases."""
    kept = [question_line(each) for each in before.questions]
    codes = {case.ma for case in read.truong_hop}
    if read.cau_hoi or codes != set(before.cases.values_list("code", flat=True)):
        return read
    return read.model_copy(update={"cau_hoi": kept})


def _add_version(procedure: Procedure, read: ProcedureRecord, terms: Terms) -> None:
    numbers = procedure.versions.order_by("-number").values_list("number", flat=True)
    line = procedure.versions.filter(trial=read.thu_nghiem).published()
    version = ProcedureVersion(
        procedure=procedure,
        number=(numbers.first() or 0) + 1,
        source_digest=digest_of(read),
    )
    if terms.as_drafts:
        version.status = ProcedureVersion.Status.DRAFT
    else:
        # The first text of all is in force since before anyone can say.
        version.valid_from = terms.from_day or (timezone.localdate() if line.exists() else None)
        version.published_at, version.published_by = timezone.now(), terms.by
        _end(line, version.valid_from)
    store_version(version, read)


def _end(line: Any, start: date | None) -> None:
    """The texts in force end on the eve of the next one."""
    if start is None:
        return
    eve = start - timedelta(days=1)
    for before in line.in_force(start):
        # One that began the same day stays in force; the higher number prevails.
        before.valid_to = max(eve, before.valid_from or eve)
        before.save(update_fields=["valid_to"])
