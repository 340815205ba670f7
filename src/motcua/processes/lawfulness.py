"""What keeps a table from being run or published, said to the administrator who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from motcua.processes import conditions, limits
from motcua.processes.blocks import blocks, roads, span, span_in_hours
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import Place, StepKind
from motcua.processes.tables import ProcessTable, StepRow


class Level(StrEnum):
    """An error keeps the version from being published; a warning is to be looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `order` is the step's, none for the whole; `element` a BPMN id."""

    level: Level
    message: str
    order: int | None = None
    element: str = ""

    def __str__(self) -> str:
        where = f"bước {self.order}: " if self.order else ""
        where = f"{self.element}: " if self.element and not self.order else where
        return f"{'Lỗi' if self.level is Level.ERROR else 'Lưu ý'}, {where}{self.message}"


ONCE = (StepKind.RECEPTION, StepKind.SIGN, StepKind.NUMBER, StepKind.RETURN)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,49}")


def check(table: ProcessTable) -> None:
    """Raises ProcessError naming the first thing that keeps the table from being run."""
    for problem in problems(table):
        if problem.level is Level.ERROR:
            where = f"bước {problem.order}: " if problem.order else ""
            raise ProcessError(f"Quy trình {table.code}, {where}{problem.message}")


def problems(table: ProcessTable) -> list[Problem]:
    """Everything wrong with a table, errors first."""
    if not table.rows:
        return [_error("không có bước nào.")]
    found = [*problems_of_rows(table), *_of_groups(table), *_of_roads(table), *_of_time(table)]
    return sorted(found, key=lambda each: (each.level, each.order or 0))


def _error(message: str, row: StepRow | None = None) -> Problem:
    return Problem(Level.ERROR, message, row.order if row else None)


def _warning(message: str, row: StepRow | None = None) -> Problem:
    return Problem(Level.WARNING, message, row.order if row else None)


def problems_of_rows(table: ProcessTable) -> Iterator[Problem]:
    """What is wrong with single lines."""
    keys = [row.key for row in table.rows]
    for row in table.rows:
        if not row.name.strip():
            yield _error("chưa có tên.", row)
        if not _KEY.fullmatch(row.key):
            yield _error(f"mã «{row.key}» chỉ được gồm chữ không dấu, số, gạch nối.", row)
        elif keys.count(row.key) > 1:
            yield _error(f"trùng mã «{row.key}» với bước khác.", row)
        yield from _of_limits(row)
        yield from _of_condition(row)
        if row.return_to and row.return_to not in keys[: keys.index(row.key)]:
            yield _error(f"chỗ trả lại «{row.return_to}» không phải một bước đứng trước.", row)
        if row.place == Place.OTHER and not (row.agency_code or row.unit_name):
            yield _error("làm ở cơ quan khác mà không nêu cơ quan nào.", row)


def _of_limits(row: StepRow) -> Iterator[Problem]:
    named = {"thời hạn": row.limit, "thời hạn im lặng": row.silence, "hạn chờ": row.closes_after}
    for name, limit in named.items():
        if not _readable(limit):
            yield _error(f"{name} «{limit}» không đếm được; ví dụ đúng: 3wd, 4wh, 15d.", row)
    if row.kind == StepKind.OPINION and not (row.limit or row.silence):
        yield _warning("lấy ý kiến mà không có hạn trả lời.", row)
    if row.closes_after and not row.pauses:
        yield _error("có hạn chờ người nộp nhưng bước không tạm dừng chờ gì.", row)


def _of_condition(row: StepRow) -> Iterator[Problem]:
    if not row.condition:
        return
    try:
        conditions.check(row.condition)
    except ProcessError as refusal:
        yield _error(str(refusal), row)
    if not row.condition_label:
        yield _warning("điều kiện chưa có lời giải thích cho người đọc.", row)


def _of_groups(table: ProcessTable) -> Iterator[Problem]:
    for mark, name in (("parallel_group", "song song"), ("branch", "rẽ nhánh")):
        last, closed = "", set[str]()
        for row in table.rows:
            group = getattr(row, mark)
            if group != last:
                closed.add(last)
                if group in closed - {""}:
                    yield _error(f"nhóm {name} «{group}» không liền nhau.", row)
            last = group
    for block in blocks(table.rows):
        if block.branches and not block.is_choice and len(block.branches) == 1:
            row = next(row for road in roads([block]) for row in road)
            yield _error("nhóm song song chỉ có một nhánh.", row)


def _of_roads(table: ProcessTable) -> Iterator[Problem]:
    """Rules of law along every way through the table; each breach is told once."""
    try:
        ways = roads(blocks(table.rows))
    except ProcessError as refusal:
        yield _error(str(refusal))
        return
    told: dict[Problem, None] = {}
    for way in ways:
        told |= dict.fromkeys(problems_of_road(way))
    yield from told


def problems_of_road(way: tuple[StepRow, ...]) -> Iterator[Problem]:
    """What the law misses on one way through: steps in the order they are done."""
    kinds = [row.kind for row in way]
    for kind in ONCE:
        if kinds.count(kind) != 1:
            yield _error(f"mỗi đường đi phải có đúng một bước «{kind.label}».")
    if not way or {*ONCE} - {*kinds}:
        return
    if kinds[0] != StepKind.RECEPTION:
        yield _error("phải bắt đầu bằng tiếp nhận.", way[0])
    if kinds[-1] != StepKind.RETURN:
        yield _error("phải kết thúc bằng trả kết quả.", way[-1])
    before = [row for row in way[:-1] if row.kind != StepKind.FEE]
    if before and before[-1].kind != StepKind.NUMBER:
        yield _error("phải lấy số ngay trước khi trả kết quả.", before[-1])
    working = (StepKind.PROCESS, StepKind.OPINION)
    for row in way[kinds.index(StepKind.SIGN) :]:
        if row.kind in working:
            yield _error("còn thụ lý, lấy ý kiến sau khi đã ký.", row)
    yield from _of_assignment(way)


def _of_assignment(way: tuple[StepRow, ...]) -> Iterator[Problem]:
    assigned: set[str] = set()
    for row in way:
        if row.kind == StepKind.ASSIGN:
            assigned.add(row.unit_name)
        if needs_assignment(row) and row.unit_name not in assigned:
            yield _error(f"«{row.name}» chưa được phân công trước đó.", row)


def needs_assignment(row: StepRow) -> bool:
    """Whether a head of division must first name the officer of this step (NĐ 61/2018 Art. 19)."""
    return row.kind == StepKind.PROCESS and row.place == Place.DIVISION and not row.part


def _of_time(table: ProcessTable) -> Iterator[Problem]:
    """The steps' hours beside the limit of the whole, which binds."""
    if not table.limit or not _can_be_counted(table):
        if table.limit and not _readable(table.limit):
            yield _error(f"thời hạn chung «{table.limit}» không đếm được.")
        return
    whole, given = limits.words(table.limit), blocks(table.rows)
    added = span(given)
    more = span_in_hours(given) > limits.hours(limits.read(table.limit))
    if added == "":
        yield _warning(f"không bước nào có thời hạn riêng; cả quy trình có {whole}.")
    elif added is None:
        verdict = "ước tính dài hơn" if more else "ước tính không quá"
        yield _warning(f"các bước dùng đơn vị khác nhau nên không cộng được; {verdict} {whole}.")
    elif not limits.same(added, table.limit):
        yield _warning(
            f"tổng các bước {limits.words(added)} khác thời hạn {whole}; "
            "thời hạn của thủ tục là số ràng buộc."
        )


def _can_be_counted(table: ProcessTable) -> bool:
    return all(map(_readable, [table.limit, *(row.limit for row in table.rows)]))


def _readable(limit: str) -> bool:
    try:
        limits.words(limit)
    except ProcessError:
        return False
    return True
