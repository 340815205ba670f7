"""What changes from one version of a process to another, in an administrator's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from motcua.processes import limits
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import Wait
from motcua.processes.models import ProcessVersion
from motcua.processes.tables import StepRow, table_of

COLUMNS = {
    "name": "tên",
    "content": "nội dung",
    "kind": "loại việc",
    "place": "nơi làm",
    "agency_code": "mã cơ quan",
    "unit_name": "đơn vị",
    "unit_code": "mã đơn vị",
    "post_name": "vị trí",
    "limit": "thời hạn",
    "outputs": "kết quả",
    "hands_over": "bàn giao",
    "part": "phần liên thông",
    "parallel_group": "nhóm song song",
    "branch": "nhóm rẽ nhánh",
    "condition": "điều kiện",
    "condition_label": "lời của điều kiện",
    "return_to": "trả lại bước",
    "pauses": "tạm dừng",
    "resumes": "tiếp tục",
    "silence": "im lặng là đồng ý sau",
    "closes_after": "tự đóng sau khi chờ",
}
_LIMITS = ("limit", "silence", "closes_after")


def differences(before: ProcessVersion, after: ProcessVersion) -> list[str]:
    """Sentences, e.g. «Bước 3 “Thẩm định”: thời hạn 07 → 05 ngày làm việc»; none when the same."""
    old, new = table_of(before), table_of(after)
    found = []
    if old.name != new.name:
        found.append(f"Tên quy trình: “{old.name}” → “{new.name}”.")
    if old.limit != new.limit:
        found.append(f"Thời hạn chung: {_limit(old.limit)} → {_limit(new.limit)}.")
    earlier = {row.key: row for row in old.rows}
    later = {row.key: row for row in new.rows}
    found += [f"Bỏ bước {r.order} “{r.name}”." for r in old.rows if r.key not in later]
    found += [f"Thêm bước {r.order} “{r.name}”." for r in new.rows if r.key not in earlier]
    kept = [row.key for row in old.rows if row.key in later]
    if kept != [row.key for row in new.rows if row.key in earlier]:
        order = ", ".join(later[key].name for key in later if key in earlier)
        found.append(f"Thứ tự các bước thay đổi: {order}.")
    for key in kept:
        changed = list(_changes(earlier[key], later[key]))
        if changed:
            row = later[key]
            found.append(f"Bước {row.order} “{earlier[key].name}”: {'; '.join(changed)}.")
    if (before.drawn or after.drawn) and before.bpmn != after.bpmn and not found:
        found.append("Sơ đồ vẽ lại; các bước giữ nguyên.")
    return found


def _changes(old: StepRow, new: StepRow) -> Iterator[str]:
    for column, words in COLUMNS.items():
        one, other = getattr(old, column), getattr(new, column)
        if one != other:
            yield f"{words} {_value(column, one)} → {_value(column, other)}"


def _value(column: str, value: Any) -> str:
    if not value:
        return "(không)"
    if column in _LIMITS:
        return _limit(value)
    if column in ("pauses", "resumes"):
        return str(Wait(value).label)
    if column in ("kind", "place"):
        return str(value.label)
    if column == "outputs":
        return ", ".join(value)
    return f"“{value}”"


def _limit(limit: str) -> str:
    try:
        return limits.words(limit)
    except ProcessError:
        return f"“{limit}”"
