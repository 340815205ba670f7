"""One record of a catalogue file, checked field by field and turned into values of the models."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.catalog.limits import limit_of, policy_of
from motcua.catalog.models import Component, ProcedureVersion
from motcua.catalog.search import plain
from motcua.codes import MalformedCode, parse_procedure_code

LEVELS = {
    "toan_trinh": ProcedureVersion.Level.FULL,
    "mot_phan": ProcedureVersion.Level.PARTIAL,
    "": ProcedureVersion.Level.UNKNOWN,
}
AUDIENCES = {
    "cong_dan_vn": "Công dân Việt Nam",
    "nguoi_vn_o_nuoc_ngoai": "Người Việt Nam định cư ở nước ngoài",
    "nguoi_nuoc_ngoai": "Người nước ngoài",
    "can_bo_cong_chuc": "Cán bộ, công chức, viên chức",
    "doanh_nghiep": "Doanh nghiệp",
    "doanh_nghiep_fdi": "Doanh nghiệp có vốn đầu tư nước ngoài",
    "hop_tac_xa": "Hợp tác xã",
    "to_chuc": "Tổ chức",
    "to_chuc_nuoc_ngoai": "Tổ chức nước ngoài",
}
# What the columns hold; a larger number in a file is a slip.
MOST_SHEETS = 32_767
MOST_DONG = 2_147_483_647


class BadRecordError(ValueError):
    """A record that cannot be taken, and why, in Vietnamese."""


class Fields:
    """One JSON object read field by field; what is wrong is said with its place in the record."""

    def __init__(self, value: object, place: str = "") -> None:
        if not isinstance(value, dict):
            raise BadRecordError(f"{place or 'bản ghi'} không phải là một đối tượng JSON")
        self.values: dict[str, Any] = value
        self.place = f"{place}, " if place else ""

    def bad(self, key: str, what: str) -> BadRecordError:
        return BadRecordError(f"{self.place}trường “{key}” {what}")

    def text(self, key: str, *, most: int | None = None, required: bool = False) -> str:
        value = self.values.get(key)
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise self.bad(key, "không phải là chữ")
        value = tidy(value)
        if required and not value:
            raise self.bad(key, "bị thiếu")
        if most is not None and len(value) > most:
            raise self.bad(key, f"dài quá {most} ký tự")
        return value

    def number(self, key: str, *, most: int) -> int | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise self.bad(key, f"phải là số nguyên từ 0 đến {most}")
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.bad(key, "phải là true hoặc false")
        return value

    def entries(self, key: str) -> list[object]:
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.bad(key, "không phải là một danh sách")
        return value

    def objects(self, key: str) -> "list[Fields]":
        return [
            Fields(entry, f"{self.place}mục {number} của “{key}”")
            for number, entry in enumerate(self.entries(key), start=1)
        ]

    def texts(self, key: str) -> list[str]:
        entries = self.entries(key)
        if not all(isinstance(entry, str) for entry in entries):
            raise self.bad(key, "có mục không phải là chữ")
        return [tidy(str(entry)) for entry in entries]

    def part(self, key: str) -> "Fields":
        return Fields(self.values.get(key) or {}, f"{self.place}“{key}”")


def tidy(text: str) -> str:
    """One way to write the same words: letters composed, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass
class ProcedureRecord:
    """The values of a procedure, its version, its one case, its components and its fees."""

    code: str
    code_is_national: bool
    name: str
    domain: str
    digest: str
    version: dict[str, Any]
    case: dict[str, Any]
    components: list[dict[str, Any]]
    fees: list[dict[str, Any]]
    # What the reader of the report should know though the record is taken.
    notes: list[str] = field(default_factory=list)


def read_record(value: object) -> ProcedureRecord:
    """Check a record and read it. Raises BadRecordError."""
    record = Fields(value)
    digest = _digest(record.values)
    name = record.text("ten", most=1000, required=True)
    code, is_national = code_of(record.values)
    read = ProcedureRecord(
        code=code,
        code_is_national=is_national,
        name=name,
        domain=record.text("linh_vuc", most=200, required=True),
        digest=digest,
        version=_version(record) | {"source_digest": digest},
        case=_case(record),
        components=[_component(each, order) for order, each in _numbered(record)],
        fees=[_fee(each) for each in record.objects("phi_le_phi")],
    )
    read.notes = _notes(read, record)
    return read


def code_of(record: Mapping[str, Any]) -> tuple[str, bool]:
    """The code of a record and whether it is national.

    A procedure that has none yet gets a local code made from its name, the same at every import.
    """
    fields = Fields(record)
    written = fields.text("ma_tthc", most=40)
    if not written:
        name = plain(fields.text("ten", most=1000, required=True))
        return f"DP.{hashlib.sha256(name.encode()).hexdigest()[:10]}", False
    try:
        return str(parse_procedure_code(written)), True
    except MalformedCode as refused:
        raise BadRecordError(str(refused)) from refused


def _digest(record: Mapping[str, Any]) -> str:
    try:
        text = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise BadRecordError("bản ghi có ký tự không đọc được") from error
    if rb"\u0000" in text:
        raise BadRecordError("bản ghi có ký tự không lưu được")
    return hashlib.sha256(text).hexdigest()


def _version(record: Fields) -> dict[str, Any]:
    level = record.text("muc_do")
    if level not in LEVELS:
        raise record.bad("muc_do", f"có giá trị “{level}” không có trong danh mục")
    return {
        "level": LEVELS[level],
        "decision": record.text("quyet_dinh_cong_bo", most=60),
        "audience": [AUDIENCES.get(each, each) for each in record.texts("doi_tuong")],
        "legal_bases": record.texts("can_cu"),
        "sequence": [_step(each, order) for order, each in _numbered(record, "trinh_tu")],
        "results": [
            {"name": each.text("ten", required=True), "code": each.text("ma")}
            for each in record.objects("ket_qua")
        ],
        "limit_note": record.part("thoi_han").text("text"),
        "note": "\n".join(_remarks(record)),
    }


def _case(record: Fields) -> dict[str, Any]:
    time = record.part("thoi_han")
    unit = time.text("unit")
    try:
        limit = limit_of(time.values.get("value"), unit)
    except ValueError as refused:
        raise BadRecordError(str(refused)) from refused
    return {"limit": limit, "policy": policy_of(unit, time.text("text"))}


def _numbered(record: Fields, key: str = "thanh_phan_ho_so") -> "list[tuple[int, Fields]]":
    return list(enumerate(record.objects(key), start=1))


def _component(paper: Fields, order: int) -> dict[str, Any]:
    kind = paper.text("loai") or Component.Kind.FILED
    if kind not in Component.Kind.values:
        raise paper.bad("loai", f"có giá trị “{kind}” không có trong danh mục")
    return {
        "order": order,
        "name": paper.text("ten", required=True),
        "kind": kind,
        "mandatory": paper.flag("bat_buoc"),
        "originals": paper.number("ban_chinh", most=MOST_SHEETS) or 0,
        "copies": paper.number("ban_sao", most=MOST_SHEETS) or 0,
        "form": paper.text("mau", most=200),
        "condition": paper.text("truong_hop", most=300),
    }


def _fee(fee: Fields) -> dict[str, Any]:
    return {
        "name": fee.text("ten", most=300, required=True),
        "amount": fee.number("so_tien", most=MOST_DONG),
        "note": fee.text("ghi_chu"),
    }


def _step(step: Fields, order: int) -> dict[str, Any]:
    return {
        "order": order,
        "text": step.text("noi_dung", required=True),
        "by": step.text("vai_tro"),
        "time": step.text("thoi_gian"),
    }


def _remarks(record: Fields) -> list[str]:
    remarks = [record.text("ghi_chu")]
    for local in record.objects("dia_phuong"):
        decision = local.text("van_ban")
        said = f"{local.text('tinh', required=True)}: {local.text('noi_dung', required=True)}"
        remarks.append(f"{said} ({decision})." if decision else f"{said}.")
    return [remark for remark in remarks if remark]


def _notes(read: ProcedureRecord, record: Fields) -> list[str]:
    unknown = [each for each in record.texts("doi_tuong") if each not in AUDIENCES]
    notes = [f"đối tượng “{each}” không có trong danh mục, giữ nguyên" for each in unknown]
    if not read.code_is_national:
        notes.append(f"chưa có mã quốc gia, dùng mã nội bộ {read.code}")
    if not read.case["limit"]:
        notes.append("không nêu thời hạn")
    if not read.components:
        notes.append("không nêu thành phần hồ sơ")
    return notes
