"""The plan file of a reorganisation: what becomes of which agency, from which day.

Described for administrators in docs/organisation.md. The keys are Vietnamese, as in every file
an administrator writes.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]+(\.[0-9A-Z]+)*$", max_length=35)]

BY_RESIDENCE = "theo_noi_cu_tru"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Successor(_Strict):
    """The agency that goes on: one that is there, by its code, or a new one with its name."""

    ma: Code
    ten: Text | None = None
    ten_ngan: Annotated[str, StringConstraints(max_length=80)] = ""
    ma_xa: Annotated[str, StringConstraints(pattern=r"^(\d{5})?$")] = ""
    dia_chi: Annotated[str, StringConstraints(max_length=200)] = ""
    dien_thoai: Annotated[str, StringConstraints(max_length=20)] = ""
    # Names of its units, by the end of their codes: {"VP": "Văn phòng HĐND và UBND"}.
    ten_don_vi: dict[str, Text] = {}
    # Of a split: codes of the units that go to this one. The first takes what is not listed.
    don_vi: list[Code] = []


class Merge(_Strict):
    loai: Literal["sap_nhap"]
    tu: Annotated[list[Code], Field(min_length=1)]
    thanh: Successor


class Split(_Strict):
    loai: Literal["tach"]
    tu: Code
    thanh: Annotated[list[Successor], Field(min_length=2)]


class MoveUnit(_Strict):
    """A unit, with its posts and its competences, goes over to another agency."""

    loai: Literal["chuyen_don_vi"]
    don_vi: Code
    ve: Code
    ma: Code | None = None
    ten: Text | None = None


class MoveAgency(_Strict):
    """An agency comes under another one; nothing in it changes."""

    loai: Literal["chuyen_co_quan"]
    co_quan: Code
    ve: Code


class Rename(_Strict):
    """Another name for an agency or a unit; with another code an agency begins anew."""

    loai: Literal["doi_ten"]
    ma: Code
    ten: Text
    ten_ngan: Annotated[str, StringConstraints(max_length=80)] = ""
    ma_moi: Code | None = None


class Dissolve(_Strict):
    """An agency ends. Its dossiers go to one agency, or each to where the applicant lives.

    ho_so: "theo_noi_cu_tru" or the code of an agency. len_tinh: the agency that takes a dossier
    whose address lies in several communes now (law of 2025: two or more, or complex: province).
    """

    loai: Literal["giai_the"]
    tu: Code
    ho_so: Code | Literal["theo_noi_cu_tru"]
    len_tinh: Code | None = None


Job = Annotated[
    Merge | Split | MoveUnit | MoveAgency | Rename | Dissolve, Field(discriminator="loai")
]


class Granted(_Strict):
    """A competence that begins with the plan."""

    thu_tuc: Text
    co_quan: Code
    don_vi: Code


class Plan(_Strict):
    ten: Text
    ngay: date
    quyet_dinh: Text
    viec: Annotated[list[Job], Field(min_length=1)]
    # Decisions on what the preview lists: staff code -> codes of posts, dossier -> agency.
    can_bo: dict[str, list[str]] = {}
    ho_so: dict[str, Code] = {}
    tham_quyen: list[Granted] = []


class BadPlan(ValueError):
    """A plan file that cannot be taken; every mistake with its place, in Vietnamese."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


_WORDS = {
    "missing": "bị thiếu",
    "extra_forbidden": "không có trong mẫu kế hoạch",
    "string_type": "phải là chữ",
    "string_too_short": "không được để trống",
    "string_too_long": "quá dài",
    "list_type": "phải là một danh sách",
    "too_short": "thiếu mục",
    "dict_type": "phải là một đối tượng",
    "model_type": "phải là một đối tượng",
    "model_attributes_type": "phải là một đối tượng",
    "union_tag_invalid": "có “loai” không thuộc các loại việc: sap_nhap, tach, chuyen_don_vi,"
    " chuyen_co_quan, doi_ten, giai_the",
    "union_tag_not_found": "thiếu “loai”",
    "string_pattern_mismatch": "không đúng dạng mã, ví dụ H24.31.VP",
    "literal_error": f"phải là mã cơ quan hoặc “{BY_RESIDENCE}”",
}


def read_plan(data: Any) -> Plan:
    """Read the content of a plan file. Raises BadPlan with every mistake."""
    try:
        plan = Plan.model_validate(data)
    except ValidationError as wrong:
        problems = [_said(each) for each in wrong.errors()]
        raise BadPlan(list(dict.fromkeys(problems))) from wrong
    if problems := list(_contradictions(plan)):
        raise BadPlan(problems)
    return plan


def _said(error: Any) -> str:
    kind = str(error["type"])
    if kind.startswith("date"):
        what = "phải là một ngày, viết 2027-01-01"
    else:
        what = _WORDS.get(kind, "không hợp lệ")
    return f"{_place(error['loc'])}: {what}"


def _place(location: tuple[str | int, ...]) -> str:
    """("viec", 1, "sap_nhap", "thanh", "ma") -> "việc thứ 2 (sap_nhap), “thanh”, “ma”"."""
    said: list[str] = []
    rest = list(location)
    if rest[:1] == ["viec"] and len(rest) > 1 and isinstance(rest[1], int):
        kind = f" ({rest[2]})" if len(rest) > 2 else ""
        said.append(f"việc thứ {rest[1] + 1}{kind}")
        rest = rest[3:]
    for part in rest:
        if isinstance(part, int):
            said.append(f"mục {part + 1}")
        elif not part.startswith(("constrained", "literal")):
            said.append(f"“{part}”")
    return ", ".join(said) or "tệp kế hoạch"


def _contradictions(plan: Plan) -> list[str]:
    """What each job alone may say, and all together may not."""
    problems, ended = [], dict[str, int]()
    for number, job in enumerate(plan.viec, start=1):
        for code in _ends(job):
            if code in ended:
                problems.append(
                    f"việc thứ {number} ({job.loai}): {code} đã được xử lý ở việc thứ {ended[code]}"
                )
            ended.setdefault(code, number)
        if isinstance(job, Split):
            codes = [successor.ma for successor in job.thanh]
            problems += [
                f"việc thứ {number} (tach), “thanh”: mã {code} có hai lần"
                for code in sorted({each for each in codes if codes.count(each) > 1})
            ]
    return problems


def _ends(job: Job) -> list[str]:
    """The codes that are no longer after a job."""
    if isinstance(job, Merge):
        return [code for code in job.tu if code != job.thanh.ma]
    if isinstance(job, Split | Dissolve):
        return [job.tu]
    if isinstance(job, MoveUnit):
        return [job.don_vi]
    if isinstance(job, Rename):
        return [job.ma] if job.ma_moi else []
    return []
