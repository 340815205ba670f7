"""An internal process as the table administrators read and edit, before it becomes BPMN."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from motcua.clock import LimitUnit
from motcua.processes import limits
from motcua.processes.kinds import Place, StepKind

DEFAULT_CODE = "MAC-DINH"
DEFAULT_NAME = "Quy trình mặc định"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the table: what is done, where, by whom, in how long, giving what."""

    name: str
    kind: StepKind
    place: Place
    unit_name: str = ""
    post_name: str = ""
    limit: str = ""
    outputs: tuple[str, ...] = ()
    # Neighbouring steps with the same mark are done at the same time.
    parallel_group: str = ""
    agency_code: str = ""
    key: str = ""
    order: int = 0
    # The rest as `models.Step` explains it.
    content: str = ""
    hands_over: str = ""
    unit_code: str = ""
    part: str = ""
    branch: str = ""
    condition: str = ""
    condition_label: str = ""
    return_to: str = ""
    pauses: str = ""
    resumes: str = ""
    silence: str = ""
    closes_after: str = ""


@dataclass(frozen=True, slots=True)
class ProcessTable:
    """The whole table. `notes` tell, in Vietnamese, what was changed to make it lawful."""

    code: str
    name: str
    limit: str
    rows: tuple[StepRow, ...]
    agency: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


def numbered(rows: Iterable[StepRow]) -> tuple[StepRow, ...]:
    """The rows with their order and their keys s1, s2, …"""
    return tuple(
        replace(row, key=f"s{order}", order=order) for order, row in enumerate(rows, start=1)
    )


def row_of(step: Any) -> StepRow:
    """The row a stored step was written from."""
    values = {each.name: getattr(step, each.name) for each in fields(StepRow)}
    values |= {"kind": StepKind(step.kind), "place": Place(step.place)}
    return StepRow(**values | {"outputs": tuple(step.outputs)})


def table_of(version: Any) -> ProcessTable:
    """The table of a stored version."""
    return ProcessTable(
        code=version.process.code,
        name=version.name,
        limit=version.limit,
        rows=tuple(row_of(step) for step in version.steps.all()),
        agency=version.agency,
        source=version.source,
        notes=tuple(version.notes),
    )


def default_code(limit: str) -> str:
    """The code under which the default process for this limit is kept, e.g. MAC-DINH-10wd."""
    return f"{DEFAULT_CODE}-{limit}" if limit else DEFAULT_CODE


def default_table(limit: str) -> ProcessTable:
    """The process of a procedure that has none of its own, within this limit.

    Proportions of Cao Bằng's approved process of 10 working days (reception 0.5, assignment 0.5,
    officer 7, review 0.5, leader 1, records 0.5; return is not counted).
    """
    shares = _default_shares(limit)
    lines = (
        ("Tiếp nhận, kiểm tra, chuyển hồ sơ", StepKind.RECEPTION, Place.ONE_STOP),
        ("Phân công người thụ lý", StepKind.ASSIGN, Place.DIVISION),
        ("Thẩm định, dự thảo kết quả", StepKind.PROCESS, Place.DIVISION),
        ("Lãnh đạo phòng xét duyệt", StepKind.REVIEW, Place.DIVISION),
        ("Ký duyệt kết quả", StepKind.SIGN, Place.LEADERSHIP),
        ("Lấy số, đóng dấu, phát hành", StepKind.NUMBER, Place.RECORDS),
        ("Trả kết quả", StepKind.RETURN, Place.ONE_STOP),
    )
    rows = [
        StepRow(
            name,
            kind,
            place,
            post_name=DEFAULT_POSTS[kind],
            limit=share,
            outputs=DEFAULT_OUTPUTS[kind],
        )
        for (name, kind, place), share in zip(lines, shares, strict=True)
    ]
    return ProcessTable(
        code=default_code(limit),
        name=f"{DEFAULT_NAME} ({limits.words(limit)})" if limit else DEFAULT_NAME,
        limit=limit,
        rows=numbered(rows),
    )


DEFAULT_POSTS = {
    StepKind.RECEPTION: "Công chức Một cửa",
    StepKind.ASSIGN: "Lãnh đạo phòng",
    StepKind.PROCESS: "Chuyên viên",
    StepKind.REVIEW: "Lãnh đạo phòng",
    StepKind.SIGN: "Lãnh đạo cơ quan",
    StepKind.NUMBER: "Văn thư",
    StepKind.RETURN: "Công chức Một cửa",
}
DEFAULT_OUTPUTS: dict[StepKind, tuple[str, ...]] = {
    StepKind.RECEPTION: ("Mẫu 01", "Mẫu 06"),
    StepKind.ASSIGN: (),
    StepKind.PROCESS: ("Dự thảo kết quả",),
    StepKind.REVIEW: ("Tờ trình",),
    StepKind.SIGN: ("Kết quả đã ký",),
    StepKind.NUMBER: ("Kết quả phát hành",),
    StepKind.RETURN: ("Mẫu 07",),
}

# Tenths of a working day in the approved process; the officer has what is left.
_SHARES = (5, 5, None, 5, 10, 5)
_ROOMY_DAYS = 6
_SHORTEST_HOURS = 4


def _default_shares(limit: str) -> list[str]:
    """Limits of the seven default steps; none of their own inside the day or under four hours."""
    if limit in ("", LimitUnit.IN_DAY):
        return [""] * 7
    hours = limits.hours(limits.read(limit))
    days = hours / limits.HOURS_A_DAY
    if days >= _ROOMY_DAYS:
        return _shared(days, LimitUnit.WORKING_DAYS, [Decimal(s or 0) / 10 for s in _SHARES])
    if hours < _SHORTEST_HOURS:
        return [""] * 7
    half_hours = [max(1, int(hours * (share or 0) / 50)) for share in _SHARES]
    return _shared(hours, LimitUnit.WORKING_HOURS, [Decimal(n) / 2 for n in half_hours])


def _shared(amount: Decimal, unit: LimitUnit, parts: list[Decimal]) -> list[str]:
    officer = _SHARES.index(None)
    parts[officer] = amount - sum(parts[:officer] + parts[officer + 1 :])
    return [*(limits.write(part, unit) for part in parts), ""]
