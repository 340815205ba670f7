"""Reads the steps of one source record: every action of the source becomes one draft row."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any

from motcua.processes import limits
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import StepKind, Wait


class Work(Enum):
    """What an action of the source is; hand-overs and fees do not stay steps of their own."""

    RECEPTION = StepKind.RECEPTION
    ASSIGN = StepKind.ASSIGN
    PROCESS = StepKind.PROCESS
    REVIEW = StepKind.REVIEW
    SIGN = StepKind.SIGN
    NUMBER = StepKind.NUMBER
    RETURN = StepKind.RETURN
    OPINION = StepKind.OPINION
    FEE = StepKind.FEE
    HAND_OVER = "hand_over"


WORK_OF_ACTION = {
    "TIEP_NHAN": Work.RECEPTION,
    "BAN_GIAO": Work.HAND_OVER,
    "PHAN_CONG": Work.ASSIGN,
    "THU_LY": Work.PROCESS,
    "THU_LY_HO_SO_LIEN_THONG": Work.PROCESS,
    "CHUYEN_YEU_CAU_XAC_NHAN_XUONG_XA": Work.PROCESS,
    "XAC_NHAN_LIEN_THONG": Work.PROCESS,
    "XET_DUYET": Work.REVIEW,
    "KY_DUYET": Work.SIGN,
    "THU_PHI": Work.FEE,
    "TRA_KET_QUA": Work.RETURN,
}

# The work that really fills a step's time when its source splits it into several.
_WEIGHT = [
    Work.PROCESS,
    Work.OPINION,
    Work.SIGN,
    Work.REVIEW,
    Work.RECEPTION,
    Work.RETURN,
    Work.ASSIGN,
]

_LEADER = re.compile(r"lãnh đạo|chủ tịch|thẩm quyền", re.IGNORECASE)
_STAFF = re.compile(r"chuyên viên|công chức|cán bộ|hội đồng", re.IGNORECASE)
_CITIZEN = re.compile(r"người yêu cầu|người dân|công dân", re.IGNORECASE)
# The diagram shows what is parallel; the source's step numbers mean nothing in the new table.
_ASIDE = re.compile(r" *\(song song bước \d+\)")
_BRANCH = re.compile(r"^ *nhánh *: *", re.IGNORECASE)
_OPINION = re.compile(r"^(lấy|cho|xin|tham gia) ý kiến", re.IGNORECASE)
_SILENCE = re.compile(r"coi như", re.IGNORECASE)
_PAYMENT = re.compile(r"nộp|phí|thuế|tiền", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"công an|bhxh|bảo hiểm xã hội|\bsở\b|thuế|được hỏi ý kiến|ubnd (phường|xã|cấp xã)",
    re.IGNORECASE,
)


@dataclass
class Draft:
    """One action of the source on its way to a row of the table."""

    work: Work
    name: str
    unit: str
    post: str
    limit: str = ""
    outputs: tuple[str, ...] = ()
    group: str = ""
    outside: bool = False
    condition: str = ""
    condition_label: str = ""
    silence: str = ""
    pauses: str = ""
    resumes: str = ""
    hands_over: str = ""


def drafts(record: dict[str, Any], notes: list[str]) -> list[Draft]:
    """The actions of all steps that the solving agency or another agency does.

    The citizen's own steps are left out, with a note; steps that only arise sometimes get the
    condition under which they do.
    """
    steps = [step for step in record["buoc"] if _is_kept(step, notes)]
    solving = solving_unit(steps)
    found: list[Draft] = []
    for step in steps:
        if is_outside(step["don_vi"], solving):
            made = _outside_step(step)
        elif step["tac_vu"]:
            made = _from_actions(step, notes)
        else:
            made = _from_words(step, is_first=not found, notes=notes)
        if step.get("nhanh"):
            _make_conditional(step, made, notes)
        if _SILENCE.search(step["noi_dung"]):
            _let_silence_consent(step, made, notes)
        found.extend(made)
    return found


def _make_conditional(step: dict[str, Any], made: list[Draft], notes: list[str]) -> None:
    """The source names the case in words; the officer who meets it says that it is so."""
    label = re.split(r"[,:;]", _BRANCH.sub("", step["noi_dung"]))[0].strip()
    label = label[:1].upper() + label[1:]
    condition = step.get("dieu_kien") or f"decided.{ascii_name(label)}"
    for draft in made:
        draft.name = _BRANCH.sub("", draft.name)
        draft.name = draft.name[:1].upper() + draft.name[1:]
        draft.condition, draft.condition_label = condition, label
    if not step.get("dieu_kien"):
        notes.append(
            f"Bước {step['stt']} chỉ làm khi cán bộ xác định «{label}»: nguồn không ghi điều kiện "
            "bằng dữ liệu."
        )


def _let_silence_consent(step: dict[str, Any], made: list[Draft], notes: list[str]) -> None:
    working = [draft for draft in made if draft.limit and not draft.condition]
    for draft in working:
        draft.silence = draft.limit
    if not working:
        notes.append(f"Bước {step['stt']} coi im lặng là đồng ý nhưng nguồn không ghi thời hạn.")


def ascii_name(words: str) -> str:
    """Words as a name conditions and keys can use, e.g. "Vẫn không đạt" → van_khong_dat."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "_", plain.encode("ascii", "ignore").decode()).strip("_")


def solving_unit(steps: list[dict[str, Any]]) -> str:
    """The unit whose leader decides last: it is the solving agency or belongs to it."""
    for step in reversed(steps):
        works = {action["loai"] for action in step["tac_vu"]}
        if works & {"KY_DUYET", "XET_DUYET"} or (not works and _LEADER.search(step["vai_tro"])):
            return str(step["don_vi"])
    return ""


def is_outside(unit: str, solving: str) -> bool:
    """Whether the unit belongs to another agency than the solving one."""
    return unit != solving and bool(_OUTSIDE.search(unit))


def is_leader(post: str) -> bool:
    """Whether the words of a post name someone who decides."""
    return bool(_LEADER.search(post))


def _is_kept(step: dict[str, Any], notes: list[str]) -> bool:
    if _CITIZEN.fullmatch(step["don_vi"]):
        notes.append(f"Bỏ bước {step['stt']} «{step['noi_dung']}»: việc của người nộp hồ sơ.")
        return False
    return True


def _outside_step(step: dict[str, Any]) -> list[Draft]:
    """Another agency's step stays whole: how that agency works inside is its own process."""
    opening = _kind_from_words(step, is_first=True)
    work = {Work.RECEPTION: Work.RECEPTION, Work.NUMBER: Work.HAND_OVER, Work.RETURN: Work.RETURN}
    kind = Work.OPINION if _OPINION.match(step["noi_dung"]) else Work.PROCESS
    draft = _draft(step, work.get(opening, kind), step["noi_dung"])
    draft.limit = limits.from_source(step["thoi_gian"])
    draft.outputs = tuple(step["dau_ra"])
    draft.outside = draft.work in (Work.PROCESS, Work.OPINION, Work.HAND_OVER)
    return [draft]


def _from_actions(step: dict[str, Any], notes: list[str]) -> list[Draft]:
    found = []
    for action in step["tac_vu"]:
        if action["loai"] not in WORK_OF_ACTION:
            raise ProcessError(f"Bước {step['stt']}: không hiểu tác vụ {action['loai']}.")
        draft = _draft(step, WORK_OF_ACTION[action["loai"]], action["noi_dung"])
        draft.limit = limits.from_source(action["thoi_gian"])
        draft.outputs = (action["dau_ra"],) if action["dau_ra"] else ()
        _take_pause(draft, action)
        found.append(draft)
    _share_time(step, found, notes)
    return found


def _take_pause(draft: Draft, action: dict[str, Any]) -> None:
    """Fees are waited for while their step is open; other pauses as the source marks them."""
    is_fee = draft.work is Work.FEE
    paid = is_fee or _PAYMENT.search(action["noi_dung"])
    waited = Wait.PAYMENT if paid else Wait.SUPPLEMENT
    draft.pauses = waited if action.get("tam_dung") or is_fee else ""
    draft.resumes = waited if action.get("tiep_tuc") or is_fee else ""
    if is_fee:
        draft.condition, draft.condition_label = "fee.due", "Còn phí, lệ phí chưa nộp"


def _from_words(step: dict[str, Any], *, is_first: bool, notes: list[str]) -> list[Draft]:
    """A step the source describes only by its wording and its post."""
    work, name = _kind_from_words(step, is_first=is_first), step["noi_dung"]
    main = _draft(step, work, name)
    main.outputs = tuple(step["dau_ra"])
    main.limit = limits.from_source(step["thoi_gian"])
    role = step["vai_tro"]
    if work is Work.NUMBER and "trả kết quả" in role.lower():
        main.name = re.sub(r",? *(và )?trả( kết quả)?$", "", name)
        extra = _draft(step, Work.RETURN, "Trả kết quả")
        extra.unit = ""
    elif work is Work.PROCESS and _LEADER.search(role) and _STAFF.search(role):
        extra = _draft(step, Work.REVIEW, "Lãnh đạo xét duyệt")
    else:
        return [main]
    notes.append(f"Tách bước {step['stt']} thành «{main.name}» và «{extra.name}».")
    return [main, extra]


def _kind_from_words(step: dict[str, Any], *, is_first: bool) -> Work:
    role, content = step["vai_tro"].lower(), step["noi_dung"].lower()
    if "văn thư" in role:
        return Work.NUMBER
    if content.startswith("trả kết quả"):
        return Work.RETURN
    if is_first and ("tiếp nhận" in role or "một cửa" in role or content.startswith("nhận")):
        return Work.RECEPTION
    if content.startswith("ký") or (_LEADER.search(role) and not _STAFF.search(role)):
        return Work.SIGN if not _STAFF.search(role) else Work.PROCESS
    return Work.PROCESS


def _draft(step: dict[str, Any], work: Work, name: str) -> Draft:
    return Draft(
        work=work,
        name=_ASIDE.sub("", name),
        unit=step["don_vi"],
        post=_post_of(step["vai_tro"], work),
        group=step.get("song_song") or "",
    )


def _post_of(role: str, work: Work) -> str:
    """The part of "Chuyên viên, lãnh đạo phòng" that does this work; the whole when unclear."""
    named = [part.strip() for part in role.split(",")]
    if work in (Work.NUMBER, Work.RETURN):
        words = "văn thư" if work is Work.NUMBER else "trả kết quả"
        fitting = [part for part in named if words in part.lower()] or named
    else:
        leading = work in (Work.ASSIGN, Work.REVIEW, Work.SIGN)
        fitting = [part for part in named if bool(_LEADER.search(part)) == leading] or named
    post = ", ".join(fitting)
    return post[:1].upper() + post[1:]


def _share_time(step: dict[str, Any], found: list[Draft], notes: list[str]) -> None:
    """Keeps the actions' times when they add up to the step's; else the main one gets it."""
    whole = limits.from_source(step["thoi_gian"])
    given = limits.total([draft.limit for draft in found])
    if whole == given:
        return
    main = min(found, key=lambda d: _WEIGHT.index(d.work) if d.work in _WEIGHT else len(_WEIGHT))
    for draft in found:
        draft.limit = whole if draft is main else ""
    if len(found) > 1:
        notes.append(
            f"Bước {step['stt']}: thời gian các tác vụ ({limits.words(given or '')}) không khớp "
            f"thời gian bước ({limits.words(whole)}); dành trọn cho «{main.name}»."
        )
