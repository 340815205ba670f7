"""One task of a drawing as a line of the table: from attributes, else from the words people use.

The convention is written down for modellers in docs/processes.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from motcua.processes import bpmn, limits
from motcua.processes.bpmn_reader import MODEL
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import Place, StepKind
from motcua.processes.lawfulness import Level, Problem
from motcua.processes.source_steps import ascii_name
from motcua.processes.tables import StepRow

# Attributes of a step under the names people give them in a modeller's own fields.
NAMES = {name: name for name in bpmn.ATTRIBUTES} | {
    "loai_viec": "kind",
    "noi_lam": "place",
    "don_vi": "unit_name",
    "ma_don_vi": "unit_code",
    "vi_tri": "post_name",
    "thoi_han": "limit",
    "ma_co_quan": "agency_code",
    "noi_dung": "content",
    "ban_giao": "hands_over",
    "phan": "part",
    "tra_lai": "return_to",
    "im_lang": "silence",
    "unit": "unit_name",
    "post": "post_name",
}
LIMITS = ("limit", "silence", "closes_after")

_PLACES = (
    (Place.RECORDS, r"\bvan thu\b"),
    (Place.ONE_STOP, r"\bmot cua\b|\bhanh chinh cong\b|\btiep nhan\b"),
    (Place.DIVISION, r"\bphong\b|\bchuyen vien\b|\bcong chuc\b|\bchi cuc\b|\bthu ly\b|\bban\b"),
    (Place.LEADERSHIP, r"\blanh dao\b|\bchu tich\b|\bgiam doc\b"),
    (Place.OTHER, r"\bso\b|\bcong an\b|\bthue\b|\bbao hiem\b|\bubnd\b|\bco quan\b"),
)
_KINDS = (
    (StepKind.FEE, r"\bthu (phi|le phi)\b"),
    (StepKind.OPINION, r"\b(lay|cho|xin) y kien\b"),
    (StepKind.ASSIGN, r"\bphan cong\b"),
    (StepKind.RETURN, r"\btra ket qua\b|\btra gcn\b"),
    (StepKind.NUMBER, r"\blay so\b|\bdong dau\b|\bphat hanh\b|\bvao so\b"),
    (StepKind.RECEPTION, r"\btiep nhan\b|\bnhan ho so\b"),
    (StepKind.SIGN, r"^ky\b|\bky (duyet|ket qua|giay|quyet dinh|ban hanh)\b|\bphe duyet\b"),
    (StepKind.REVIEW, r"\bduyet\b|\bxem xet\b"),
)
_WORDED = re.compile(r"^(\d+(?:[.,]\d+)?) (ngay lam viec|gio lam viec|ngay|gio)$")
_UNITS = {"ngay lam viec": "wd", "gio lam viec": "wh", "ngay": "d", "gio": "wh"}


def words_of(element: etree._Element) -> str:
    """How a person finds the element: its name, else its id, else its line."""
    name = " ".join(element.get("name", "").split())
    return name or element.get("id") or f"dòng {element.sourceline}"


def row_of_task(
    task: etree._Element, lane: etree._Element | None, order: int
) -> tuple[StepRow, list[Problem]]:
    """The line of a user task, and what could not be told of it."""
    here, name = task.get("id", ""), " ".join(task.get("name", "").split())
    said = dict(_attributes(task))
    unclear: list[str] = []
    if not name:
        unclear.append(f"bước «{here}» chưa có tên.")
    place = _place(said, lane, unclear, name)
    kind = _kind(said, place, name, unclear)
    lane_name = words_of(lane) if lane is not None else ""
    texts = {n: said.get(n, "") for n in bpmn.ATTRIBUTES if n not in ("kind", "place", *LIMITS)}
    is_ours = task.find(f"{{{MODEL}}}extensionElements/{{{bpmn.OWN}}}step") is not None
    if not is_ours:
        texts["unit_name"] = texts["unit_name"] or lane_name
    if not is_ours and place is Place.OTHER and not texts["part"]:
        texts["part"] = ascii_name(texts["agency_code"] or texts["unit_name"])[:40]
    times = {n: _limit(said.get(n, ""), n, name, unclear) for n in LIMITS}
    outputs = task.iterfind(f".//{{{bpmn.OWN}}}output")
    row = StepRow(
        name=name or here,
        kind=kind,
        place=place,
        outputs=tuple(each.text or "" for each in outputs),
        key=here,
        order=order,
        **texts,
        **times,
    )
    return row, [Problem(Level.ERROR, words, order, here) for words in unclear]


def _attributes(task: etree._Element) -> Iterator[tuple[str, str]]:
    """Our own attributes; else fields of a modeller: name and value, or metaKey and metaValue."""
    for element in task.iterfind(f"{{{MODEL}}}extensionElements//*"):
        if element.tag == f"{{{bpmn.OWN}}}step":
            yield from ((str(k), str(v)) for k, v in element.attrib.items())
        else:
            name = element.get("name") or element.get("metaKey") or ""
            value = element.get("value") or element.get("metaValue") or ""
            known = NAMES.get(ascii_name(name))
            if known and value.strip():
                yield known, value.strip()


def _place(
    said: Mapping[str, str], lane: etree._Element | None, unclear: list[str], name: str
) -> Place:
    if "place" in said:
        for place in Place:
            if said["place"] in (place.value, place.label):
                return place
        unclear.append(f"«{name}»: không có nơi làm «{said['place']}».")
        return Place.DIVISION
    if lane is None:
        unclear.append(f"«{name}» không nằm trong làn nào nên không biết ai làm.")
        return Place.DIVISION
    plain = ascii_name(words_of(lane)).replace("_", " ")
    for place, pattern in _PLACES:
        if re.search(pattern, plain):
            return place
    unclear.append(
        f"«{name}»: tên làn «{words_of(lane)}» không cho biết nơi làm; hãy đặt tên như "
        "«Bộ phận Một cửa», «Phòng …», «Lãnh đạo», «Văn thư», hoặc thêm thuộc tính place."
    )
    return Place.DIVISION


def _kind(said: Mapping[str, str], place: Place, name: str, unclear: list[str]) -> StepKind:
    if "kind" in said:
        for kind in StepKind:
            if said["kind"] in (kind.value, kind.label):
                return kind
        unclear.append(f"«{name}»: không có loại việc «{said['kind']}».")
        return StepKind.PROCESS
    plain = ascii_name(name).replace("_", " ")
    for kind, pattern in _KINDS:
        if re.search(pattern, plain):
            return kind
    usual = {
        Place.DIVISION: StepKind.PROCESS,
        Place.OTHER: StepKind.PROCESS,
        Place.RECORDS: StepKind.NUMBER,
        Place.LEADERSHIP: StepKind.SIGN,
    }
    if place not in usual:
        unclear.append(f"«{name}»: tên bước không cho biết loại việc; hãy thêm thuộc tính kind.")
    return usual.get(place, StepKind.PROCESS)


def _limit(written: str, what: str, name: str, unclear: list[str]) -> str:
    """A limit as the clock writes it, or in words such as "3 ngày làm việc"."""
    worded = _WORDED.match(ascii_name_keeping_numbers(written))
    text = f"{worded[1].replace(',', '.')}{_UNITS[worded[2]]}" if worded else written
    try:
        return str(limits.read(text)) if text else ""
    except ProcessError:
        unclear.append(f"«{name}»: {what} «{written}» không đếm được; ví dụ đúng: 3wd, 4wh, 15d.")
        return ""


def ascii_name_keeping_numbers(written: str) -> str:
    """Words without diacritics, figures as they are: "0,5 ngày làm việc" → "0,5 ngay lam viec"."""
    figure, _, words = written.strip().partition(" ")
    return f"{figure} {ascii_name(words).replace('_', ' ')}"
