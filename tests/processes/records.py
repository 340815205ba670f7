"""The real processes of the seed file, and hand-made records in the same format."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from motcua.processes import bpmn
from motcua.processes.kinds import Place, StepKind
from motcua.processes.lawful import normalise
from motcua.processes.tables import ProcessTable, StepRow, default_table, numbered

DEFAULT_LIMITS = ("", "inday", "2wh", "4wh", "0.5wd", "1wd", "3wd", "10wd", "60wd", "15d", "2m")


@dataclass(frozen=True)
class Drawn:
    """A process drawn but not stored: all the engine asks of a version."""

    bpmn: str
    digest: str


def drawn(document: str) -> Drawn:
    return Drawn(document, hashlib.sha256(document.encode()).hexdigest())


def seed() -> dict[str, Any]:
    source = files("motcua").joinpath("seeds/internal_processes.json")
    return json.loads(source.read_text(encoding="utf-8"))


def real_record(code: str) -> dict[str, Any]:
    return next(each for each in seed()["processes"] if each["ma_quy_trinh"] == code)


# A part of two steps beside another division, one of them only when asked for; two alternatives.
WOVEN = ProcessTable(
    "DAN-CAI",
    "Quy trình đan cài",
    "",
    numbered(
        StepRow(name, kind, place, unit, **more)
        for name, kind, place, unit, more in [
            ("Tiếp nhận", StepKind.RECEPTION, Place.ONE_STOP, "", {}),
            ("Phân công", StepKind.ASSIGN, Place.DIVISION, "Phòng A", {}),
            (
                *("Thẩm định", StepKind.PROCESS, Place.DIVISION, "Phòng A"),
                {"parallel_group": "A"},
            ),
            (
                *("Xác minh", StepKind.PROCESS, Place.DIVISION, "Công an"),
                {"parallel_group": "A", "part": "cong_an"},
            ),
            (
                *("Kiểm tra thực địa", StepKind.PROCESS, Place.DIVISION, "Công an"),
                {"parallel_group": "A", "part": "cong_an", "condition": "decided.thuc_dia"},
            ),
            (
                *("Ký trả lời", StepKind.REVIEW, Place.LEADERSHIP, "Công an"),
                {"parallel_group": "A", "part": "cong_an"},
            ),
            (
                *("Họp hội đồng", StepKind.REVIEW, Place.DIVISION, "Phòng A"),
                {"branch": "B", "condition": "decided.kho", "condition_label": "Hồ sơ khó"},
            ),
            (
                *("Duyệt biên bản", StepKind.REVIEW, Place.LEADERSHIP, ""),
                {"branch": "B", "condition": "decided.kho"},
            ),
            ("Xét duyệt", StepKind.REVIEW, Place.DIVISION, "Phòng A", {"branch": "B"}),
            ("Ký", StepKind.SIGN, Place.LEADERSHIP, "", {}),
            ("Phát hành", StepKind.NUMBER, Place.RECORDS, "", {}),
            (
                *("Thu phí", StepKind.FEE, Place.ONE_STOP, ""),
                {"condition": "fee.due", "pauses": "payment", "resumes": "payment"},
            ),
            ("Trả kết quả", StepKind.RETURN, Place.ONE_STOP, "", {}),
        ]
    ),
)


REAL = {record["ma_quy_trinh"]: normalise(record) for record in seed()["processes"]}
TABLES: dict[str, ProcessTable] = REAL | {
    table.code: table for table in [*map(default_table, DEFAULT_LIMITS), WOVEN]
}
DRAWN = {code: drawn(bpmn.document(table)) for code, table in TABLES.items()}


def days(value: float | None, unit: str | None = "ngay_lam_viec") -> dict[str, Any]:
    return {"value": value, "unit": unit}


def action(kind: str, value: float = 0, output: str | None = None) -> dict[str, Any]:
    return {"loai": kind, "noi_dung": kind.title(), "thoi_gian": days(value), "dau_ra": output}


def step(number: int, unit: str, time: float | None, *actions: dict[str, Any], **more: Any) -> Any:
    return {
        "stt": number,
        "noi_dung": f"Việc {number}",
        "don_vi": unit,
        "vai_tro": "Chuyên viên",
        "thoi_gian": days(time),
        "tac_vu": list(actions),
        "dau_ra": [],
    } | more


def record(*steps: dict[str, Any], total: float | None = 10) -> dict[str, Any]:
    return {
        "ma_quy_trinh": "THU-01",
        "ten": "Quy trình thử",
        "co_quan": "UBND phường An Biên",
        "thoi_ky": "2026",
        "tong_thoi_gian": days(total),
        "buoc": list(steps),
    }


ONE_STOP, DIVISION = "Bộ phận Một cửa", "Phòng Kinh tế"


def conditions_of(rows: Iterable[StepRow]) -> list[str]:
    return sorted({row.condition for row in rows if row.condition})


def facts_saying(true: Iterable[str], of: Iterable[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for condition in of:
        first, second = condition.split(".")
        facts.setdefault(first, {})[second] = condition in set(true)
    return facts
