"""The real processes of the seed file, and hand-made records in the same format."""

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from motcua.processes import bpmn
from motcua.processes.lawful import normalise
from motcua.processes.tables import ProcessTable, default_table

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


REAL = {record["ma_quy_trinh"]: normalise(record) for record in seed()["processes"]}
TABLES: dict[str, ProcessTable] = REAL | {
    table.code: table for table in map(default_table, DEFAULT_LIMITS)
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
