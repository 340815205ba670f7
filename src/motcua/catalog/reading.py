"""One record of a catalogue file, checked whole and brought to one way of writing it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from motcua.catalog.eligibility import Question
from motcua.catalog.limits import IN_DAY, cutoff_in, published_as
from motcua.catalog.mistakes import BadRecord, Mistake, Path, mistakes_of, objects
from motcua.catalog.models import ProcedureCase
from motcua.catalog.question_checking import Way, wrong_questions
from motcua.catalog.record import (
    Authority,
    Case,
    Channel,
    ChannelLimit,
    ClockRules,
    FeeLine,
    Paper,
    ProcedureRecord,
    ResultLine,
    TimeLimit,
    Validity,
)
from motcua.catalog.search import plain
from motcua.catalog.stored_questions import stored_question
from motcua.codes import MalformedCode, parse_procedure_code

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
_AUDIENCE_KEYS = {label: key for key, label in AUDIENCES.items()}
_PAPERS = "thanh_phan_ho_so"
_LOCAL = re.compile(r"DP\.[0-9A-Za-z-]{1,36}")
_CHANNELS: tuple[Channel, ...] = ("truc_tiep", "truc_tuyen", "buu_chinh")


def read_record(value: object) -> ProcedureRecord:
    """Check a record and read it. Raises BadRecord with all its mistakes."""
    mistakes: list[Mistake] = []
    read = None
    try:
        read = ProcedureRecord.model_validate(value)
    except ValidationError as refused:
        mistakes += mistakes_of(refused)
    mistakes += _crossed(value)
    if read is not None and not mistakes:
        try:
            whole = _canonical(read)
        except MalformedCode as refused:
            mistakes.append(Mistake(("ma_tthc",), str(refused)))
        else:
            mistakes += _questions(whole)
            if not mistakes:
                return whole
    raise BadRecord(mistakes)


def code_of(record: Mapping[str, Any]) -> tuple[str, bool]:
    """The code of a record and whether it is national. Raises MalformedCode.

    A procedure that has none yet gets a local code made from its name, the same at every import.
    """
    written = str(record.get("ma_tthc") or "").strip()
    if not written:
        name = plain(str(record.get("ten") or ""))
        return f"DP.{hashlib.sha256(name.encode()).hexdigest()[:10]}", False
    if _LOCAL.fullmatch(written):
        return written, False
    return str(parse_procedure_code(written)), True


def digest_of(record: ProcedureRecord) -> str:
    """SHA-256 of what a record says, however its file was laid out."""
    text = json.dumps(record.model_dump(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def notes_on(record: ProcedureRecord, source: object = None) -> list[str]:
    """What the reader of the report should know though the record is taken.

    source: the record as its file has it, where channels may say less than they seem to.
    """
    unknown = [each for each in record.doi_tuong if each not in AUDIENCES]
    notes = [f"đối tượng “{each}” không có trong danh mục, giữ nguyên" for each in unknown]
    if record.ma_tthc.startswith("DP."):
        notes.append(f"chưa có mã quốc gia, dùng mã nội bộ {record.ma_tthc}")
    if not record.muc_do:
        notes.append("không nêu mức độ trực tuyến")
    if record.muc_do == "mot_phan" and not record.ly_do_mot_phan:
        notes.append("một phần mà không nêu lý do")
    for case in record.truong_hop:
        of = f"trường hợp “{case.ten or case.ma}”: " if len(record.truong_hop) > 1 else ""
        if case.thoi_han is None or not case.thoi_han.limit:
            notes.append(f"{of}không nêu thời hạn")
        if not case.thanh_phan_ho_so:
            notes.append(f"{of}không nêu thành phần hồ sơ")
    if not record.ket_qua:
        notes.append("không nêu kết quả")
    if not record.trinh_tu:
        notes.append("không nêu trình tự thực hiện")
    if not record.can_cu:
        notes.append("không nêu căn cứ pháp lý")
    return notes + list(dict.fromkeys(_doubts(source)))


def _doubts(source: object) -> Iterator[str]:
    """Limits of channels that say nothing: without a unit, or two for one channel."""
    told: dict[str, object] = {}
    for _place, channel in objects(source, "cach_thuc"):
        limit, name = channel.get("thoi_han"), str(channel.get("kenh"))
        if isinstance(limit, Mapping) and limit.get("value") and not limit.get("unit"):
            yield "thời hạn theo cách thức nộp không có đơn vị, dùng thời hạn chung"
        elif told.setdefault(name, limit) != limit:
            yield f"cách thức {name} ghi nhiều thời hạn, dùng thời hạn chung"


def _crossed(value: object) -> Iterator[Mistake]:
    """Mistakes between parts of a record, found even where other parts are wrong."""
    cases = list(objects(value, "truong_hop"))
    yield from _papers(value, ())
    yield from _repeated(cases, "ma", ("truong_hop",), "mã trường hợp")
    questions = list(objects(value, "cau_hoi"))
    yield from _repeated(questions, "ma", ("cau_hoi",), "mã câu hỏi")
    common = {paper["ma"] for _place, paper in objects(value, _PAPERS) if paper.get("ma")}
    for place, case in cases:
        above: Path = ("truong_hop", place)
        yield from _papers(case, above)
        for number, paper in objects(case, _PAPERS):
            if paper.get("ma") in common:
                what = f"trùng mã giấy tờ “{paper['ma']}” với giấy tờ dùng chung"
                yield Mistake((*above, _PAPERS, number, "ma"), what)
        if len(cases) > 1 and not str(case.get("ten") or "").strip():
            yield Mistake(("truong_hop", place, "ten"), "bị thiếu: có nhiều trường hợp")


def _questions(record: ProcedureRecord) -> Iterator[Mistake]:
    """What keeps the questions of a record from leading to its cases."""
    questions = [Question.of(stored_question(each)) for each in record.cau_hoi]
    ways = [Way(case.ten or case.ma, case.dieu_kien) for case in record.truong_hop]
    places = {each.ma: place for place, each in enumerate(record.cau_hoi)}
    for wrong in wrong_questions(questions, ways, ()):
        if wrong.is_error:
            path = ("cau_hoi", places[wrong.code]) if wrong.code else ("cau_hoi",)
            yield Mistake(path, wrong.what.rstrip("."))


def _papers(value: object, above: Path) -> Iterator[Mistake]:
    """Every paper has a code of its own, or none has one."""
    papers = list(objects(value, _PAPERS))
    yield from _repeated(papers, "ma", (*above, _PAPERS), "mã giấy tờ")
    if any(paper.get("ma") for _place, paper in papers):
        for place, paper in papers:
            if not paper.get("ma"):
                yield Mistake(
                    (*above, _PAPERS, place, "ma"), "thiếu mã giấy tờ, trong khi giấy tờ khác có"
                )


def _repeated(
    entries: list[tuple[int, Mapping[str, Any]]], key: str, above: Path, what: str
) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for place, entry in entries:
        code = str(entry.get(key) or "").strip()
        if code and first.setdefault(code, place) != place:
            yield Mistake((*above, place, key), f"trùng {what} “{code}” với mục {first[code] + 1}")


def _canonical(read: ProcedureRecord) -> ProcedureRecord:
    """The same record as the database keeps it: every case in full, codes and kinds filled in."""
    code, _is_national = code_of(read.model_dump())
    limit_text = read.thoi_han.text if read.thoi_han else ""
    return read.model_copy(
        update={
            "ma_tthc": code,
            "doi_tuong": [_AUDIENCE_KEYS.get(each, each) for each in read.doi_tuong],
            "co_quan": None if read.co_quan == Authority() else read.co_quan,
            "thoi_han": TimeLimit(text=limit_text) if limit_text else None,
            "cach_thuc": [],
            "quy_trinh": "",
            "quy_tac": None,
            "thanh_phan_ho_so": [],
            "truong_hop": [_case(each, read) for each in read.truong_hop or [_usual()]],
            "phi_le_phi": [_fee(each) for each in read.phi_le_phi],
            "ket_qua": [_result(each) for each in read.ket_qua],
            "dia_phuong": [],
            "ghi_chu": "\n".join(_remarks(read)),
        }
    )


def _usual() -> Case:
    return Case(ma=ProcedureCase.USUAL)


def _case(case: Case, record: ProcedureRecord) -> Case:
    """A case with what the record says of every case: papers added, time where it has none."""
    limit = case.thoi_han if case.thoi_han and case.thoi_han.limit else record.thoi_han
    common = limit.limit if limit else ""
    usual, channels = _channels(case.cach_thuc or record.cach_thuc, common)
    return case.model_copy(
        update={
            "thoi_han": _limit(usual),
            "cach_thuc": channels,
            "quy_trinh": case.quy_trinh or record.quy_trinh,
            "quy_tac": _rules(case.quy_tac or record.quy_tac, limit),
            "thanh_phan_ho_so": _coded([*record.thanh_phan_ho_so, *case.thanh_phan_ho_so]),
            "phi_le_phi": [_fee(each) for each in case.phi_le_phi],
        }
    )


def _channels(listed: list[ChannelLimit], common: str) -> tuple[str, list[ChannelLimit]]:
    """The limit at the counter, and the channels that take the case with theirs where it differs.

    A channel listed twice with different limits says nothing of its own. All three channels
    without a limit of their own are not worth a word.
    """
    own: dict[str, set[str]] = {}
    for each in listed:
        limit = each.thoi_han.limit if each.thoi_han else ""
        own.setdefault(each.kenh, set()).add(limit or common)
    limits = {kenh: said.pop() if len(said) == 1 else common for kenh, said in own.items()}
    usual = limits.get("truc_tiep", common)
    channels = [
        ChannelLimit(kenh=kenh, thoi_han=None if limits[kenh] == usual else _limit(limits[kenh]))
        for kenh in _CHANNELS
        if kenh in limits
    ]
    if len(channels) == len(_CHANNELS) and all(each.thoi_han is None for each in channels):
        channels = []
    return usual, channels


def _limit(limit: str) -> TimeLimit | None:
    if not limit:
        return None
    value, unit = published_as(limit)
    return TimeLimit(value=value, unit=unit)


def _rules(stated: ClockRules | None, limit: TimeLimit | None) -> ClockRules | None:
    """Stated rules, or the hour the published words give a limit in the day."""
    if stated is None and limit and limit.unit == IN_DAY:
        stated = ClockRules(gio_chot_trong_ngay=cutoff_in(limit.text))
    if stated and stated.gio_chot_trong_ngay == "15:00":
        stated = stated.model_copy(update={"gio_chot_trong_ngay": ""})
    if stated and stated.gio_chot == "khong":
        stated = stated.model_copy(update={"gio_chot": ""})
    if stated and stated.bo_sung == "tinh_lai":
        stated = stated.model_copy(update={"bo_sung": ""})
    return None if stated == ClockRules() else stated


def _coded(papers: list[Paper]) -> list[Paper]:
    """Papers with their codes; one made from the name where the source has none."""
    taken = {paper.ma for paper in papers}
    coded = []
    for paper in papers:
        code = paper.ma
        if not code:
            code = _free("-".join(re.findall(r"[a-z0-9]+", plain(paper.ten))[:8])[:50], taken)
            taken.add(code)
        coded.append(paper.model_copy(update={"ma": code, "loai": paper.loai or "nop"}))
    return coded


def _free(code: str, taken: set[str]) -> str:
    code = code.strip("-") or "giay-to"
    if code not in taken:
        return code
    return next(f"{code}-{n}" for n in range(2, len(taken) + 3) if f"{code}-{n}" not in taken)


def _fee(fee: FeeLine) -> FeeLine:
    if fee.loai:
        return fee
    kind = "le_phi" if plain(fee.ten).startswith("le phi") else "phi"
    return fee.model_copy(update={"loai": kind})


def _result(result: ResultLine) -> ResultLine:
    if result.hieu_luc == Validity():
        return result.model_copy(update={"hieu_luc": None})
    return result


def _remarks(record: ProcedureRecord) -> list[str]:
    remarks = [record.ghi_chu] if record.ghi_chu else []
    for local in record.dia_phuong:
        said = f"{local.tinh}: {local.noi_dung}"
        remarks.append(f"{said} ({local.van_ban})." if local.van_ban else f"{said}.")
    return remarks
