"""An internal process as the table administrators read and edit, before it becomes BPMN."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.clock import LimitUnit
from motcua.processes import limits
from motcua.processes.errors import ProcessError
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


def check(table: ProcessTable) -> None:
    """Raises ProcessError naming the first thing that keeps the table from being run."""
    rows = table.rows
    if not rows:
        raise ProcessError(f"Quy trình {table.code} không có bước nào.")
    if len({row.key for row in rows}) != len(rows):
        raise ProcessError(f"Quy trình {table.code} có hai bước trùng mã.")
    for kind in (StepKind.RECEPTION, StepKind.SIGN, StepKind.NUMBER, StepKind.RETURN):
        if [row.kind for row in rows].count(kind) != 1:
            raise ProcessError(f"Quy trình {table.code} phải có đúng một bước «{kind.label}».")
    if rows[0].kind != StepKind.RECEPTION or rows[-1].kind != StepKind.RETURN:
        raise ProcessError(
            f"Quy trình {table.code} phải bắt đầu bằng tiếp nhận và kết thúc bằng trả kết quả."
        )
    if rows[-2].kind != StepKind.NUMBER:
        raise ProcessError(f"Quy trình {table.code} phải lấy số ngay trước khi trả kết quả.")
    kinds = [row.kind for row in rows]
    if StepKind.PROCESS in kinds[kinds.index(StepKind.SIGN) :]:
        raise ProcessError(f"Quy trình {table.code} còn bước thụ lý sau khi đã ký.")
    _check_assigned(table)
    _check_groups(table)


def stages(rows: Iterable[StepRow]) -> list[list[StepRow]]:
    """The rows in the order they are done; a stage of several rows is done in parallel."""
    result: list[list[StepRow]] = []
    for row in rows:
        if row.parallel_group and result and result[-1][0].parallel_group == row.parallel_group:
            result[-1].append(row)
        else:
            result.append([row])
    return result


def _check_assigned(table: ProcessTable) -> None:
    assigned: set[str] = set()
    for row in table.rows:
        if row.kind == StepKind.ASSIGN:
            assigned.add(row.unit_name)
        if needs_assignment(row) and row.unit_name not in assigned:
            raise ProcessError(f"Bước «{row.name}» của {table.code} chưa được phân công trước đó.")


def needs_assignment(row: StepRow) -> bool:
    """Whether a head of division must first name the officer of this step (NĐ 61/2018 Art. 19)."""
    return row.kind == StepKind.PROCESS and row.place == Place.DIVISION


def _check_groups(table: ProcessTable) -> None:
    seen: set[str] = set()
    for stage in stages(table.rows):
        group = stage[0].parallel_group
        if group and (group in seen or len(stage) == 1):
            raise ProcessError(f"Nhóm song song «{group}» của {table.code} không liền nhau.")
        seen.add(group)


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
