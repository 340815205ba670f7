"""The format of a catalogue file: one record a procedure, in the words of its publishers.

docs/catalogue.md describes it. A field may be null or missing where the source says nothing.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from motcua.catalog.limits import limit_of
from motcua.catalog.record_kinds import (
    MOST_DONG,
    MOST_PERIOD,
    NULL_IS_EMPTY,
    NULL_IS_EMPTY_LIST,
    Channel,
    Lines,
    Name,
    Part,
    Rule,
    Sheets,
    ShortCode,
    Text,
    no_bar,
)
from motcua.catalog.record_questions import QuestionLine


class TimeLimit(Part):
    """Thời hạn. unit: ngay_lam_viec, gio_lam_viec, ngay, thang or trong_ngay."""

    value: int | float | None = None
    unit: Text = ""
    text: Lines = ""

    @model_validator(mode="after")
    def _countable(self) -> TimeLimit:
        limit_of(self.value, self.unit)
        return self

    @property
    def limit(self) -> str:
        """As motcua.clock writes it; empty when none is published."""
        return limit_of(self.value, self.unit)


class ChannelLimit(Part):
    """Cách thức thực hiện: a channel that takes the dossier, with a limit of its own or none."""

    SOURCE_ONLY = frozenset({"phi_hien_thi_goc", "phi_vnd"})

    kenh: Channel
    thoi_han: TimeLimit | None = None

    @model_validator(mode="before")
    @classmethod
    def _number_without_unit(cls, value: object) -> object:
        """Published tables often lose the unit of a channel; such a number says nothing."""
        limit = value.get("thoi_han") if isinstance(value, dict) else None
        if isinstance(value, dict) and isinstance(limit, dict) and limit.get("unit") is None:
            return value | {"thoi_han": None}
        return value


class Paper(Part):
    """Thành phần hồ sơ."""

    ma: Annotated[Text, Field(max_length=60)] = ""
    ten: Name
    loai: Annotated[Literal["", "nop", "xuat_trinh", "e_form", "he_thong_sinh"], NULL_IS_EMPTY] = ""
    bat_buoc: bool
    ban_chinh: Sheets = 0
    ban_chung_thuc: Sheets = 0
    ban_sao: Sheets = 0
    mau: Annotated[Text, Field(max_length=200)] = ""
    mau_tep: Annotated[Text, Field(max_length=300)] = ""
    mau_dien_tu: Annotated[Text, Field(max_length=60)] = ""
    truong_hop: Annotated[Text, Field(max_length=300)] = ""
    dieu_kien: Rule = ""


class Exemption(Part):
    """Miễn, giảm: percent taken off, 100 for an exemption."""

    doi_tuong: Annotated[Name, AfterValidator(no_bar)]
    muc: Annotated[int, Field(ge=1, le=100)]
    can_cu: Annotated[Text, AfterValidator(no_bar)] = ""


class FeeLine(Part):
    """Phí, lệ phí: a sum, a formula, or neither when the provincial council sets it."""

    ten: Name
    loai: Annotated[Literal["", "phi", "le_phi"], NULL_IS_EMPTY] = ""
    so_tien: Annotated[int, Field(ge=0, le=MOST_DONG)] | None = None
    cong_thuc: Rule = ""
    kenh: Annotated[Literal["", "truc_tiep", "truc_tuyen", "buu_chinh"], NULL_IS_EMPTY] = ""
    mien_giam: Annotated[list[Exemption], NULL_IS_EMPTY_LIST] = []
    ghi_chu: Lines = ""

    @model_validator(mode="after")
    def _one_way_to_count(self) -> FeeLine:
        if self.so_tien is not None and self.cong_thuc:
            raise ValueError("có cả “so_tien” và “cong_thuc”, chỉ được một")
        return self


class Validity(Part):
    """Hiệu lực của kết quả. unit: ngay, thang, nam, or khong_thoi_han without a value."""

    value: Annotated[int, Field(ge=1, le=MOST_PERIOD)] | None = None
    unit: Annotated[Literal["", "ngay", "thang", "nam", "khong_thoi_han"], NULL_IS_EMPTY] = ""

    @model_validator(mode="after")
    def _whole(self) -> Validity:
        if self.value is not None and not self.unit:
            raise ValueError("có số mà thiếu đơn vị (ngay, thang, nam)")
        if self.value is None and self.unit not in {"", "khong_thoi_han"}:
            raise ValueError("có đơn vị mà thiếu số")
        if self.value is not None and self.unit == "khong_thoi_han":
            raise ValueError("không thời hạn thì không ghi số")
        return self


class ResultLine(Part):
    ten: Name
    ma: Annotated[Text, Field(max_length=60)] = ""
    hieu_luc: Validity | None = None


class StepLine(Part):
    SOURCE_ONLY = frozenset({"buoc"})

    noi_dung: Annotated[Text, Field(min_length=1)]
    vai_tro: Text = ""
    thoi_gian: Text = ""


_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _hour(value: str) -> str:
    if value and value != "khong" and not _HOUR.fullmatch(value):
        raise ValueError("phải là giờ dạng 15:00, hoặc “khong”")
    return value


Hour = Annotated[Text, AfterValidator(_hour)]


class ClockRules(Part):
    """Quy tắc tính thời hạn; what is left out follows the law's default."""

    gio_chot: Hour = ""
    gio_chot_trong_ngay: Hour = ""
    gio_cuoi_tinh_hom_sau: bool = False
    bo_sung: Annotated[Literal["", "tinh_lai", "tam_dung"], NULL_IS_EMPTY] = ""
    dung_khi_cho_nop_phi: bool = True
    so_lan_gia_han: Annotated[int, Field(ge=0, le=9)] = 1
    tu_dong_sau: Annotated[int, Field(ge=1, le=MOST_PERIOD)] | None = None
    im_lang: Annotated[Literal["", "dong_y", "tu_choi"], NULL_IS_EMPTY] = ""


class Case(Part):
    """Trường hợp."""

    ma: ShortCode
    ten: Annotated[Text, Field(max_length=200)] = ""
    dieu_kien: Rule = ""
    thoi_han: TimeLimit | None = None
    cach_thuc: Annotated[list[ChannelLimit], NULL_IS_EMPTY_LIST] = []
    quy_trinh: Annotated[Text, Field(max_length=100)] = ""
    quy_tac: ClockRules | None = None
    thanh_phan_ho_so: Annotated[list[Paper], NULL_IS_EMPTY_LIST] = []
    phi_le_phi: Annotated[list[FeeLine], NULL_IS_EMPTY_LIST] = []


class Authority(Part):
    """Cơ quan thực hiện, as published; who decides in this province is not part of the file."""

    SOURCE_ONLY = frozenset({"truoc_20250701", "truoc_nguon", "goc"})

    tu_20250701: Text = ""
    phoi_hop: Text = ""


class LocalRule(Part):
    SOURCE_ONLY = frozenset({"source_url"})

    tinh: Name
    noi_dung: Name
    van_ban: Text = ""


class ProcedureRecord(Part):
    """Thủ tục: one version of it, with its cases."""

    SOURCE_ONLY = frozenset(
        {
            "nhom",
            "muc_do_nguon",
            "loai_thu_tuc",
            "bo_quan_ly",
            "source_url",
            "source_doc",
            "cap_truoc_20250701",
        }
    )

    ma_tthc: Annotated[Text, Field(max_length=40)] = ""
    ten: Name
    linh_vuc: Annotated[Name, Field(max_length=200)]
    cap: Annotated[list[Literal["xa", "huyen", "tinh", "bo", "khac"]], NULL_IS_EMPTY_LIST] = []
    co_quan: Authority | None = None
    quyet_dinh_cong_bo: Annotated[Text, Field(max_length=200)] = ""
    doi_tuong: Annotated[list[Text], NULL_IS_EMPTY_LIST] = []
    muc_do: Annotated[Literal["", "toan_trinh", "mot_phan"], NULL_IS_EMPTY] = ""
    muc_do_cu: Literal[2, 3, 4] | None = None
    ly_do_mot_phan: Lines = ""
    thu_nghiem: bool = False
    thoi_han: TimeLimit | None = None
    cach_thuc: Annotated[list[ChannelLimit], NULL_IS_EMPTY_LIST] = []
    quy_trinh: Annotated[Text, Field(max_length=100)] = ""
    quy_tac: ClockRules | None = None
    thanh_phan_ho_so: Annotated[list[Paper], NULL_IS_EMPTY_LIST] = []
    phi_le_phi: Annotated[list[FeeLine], NULL_IS_EMPTY_LIST] = []
    truong_hop: Annotated[list[Case], NULL_IS_EMPTY_LIST] = []
    cau_hoi: Annotated[list[QuestionLine], NULL_IS_EMPTY_LIST] = []
    ket_qua: Annotated[list[ResultLine], NULL_IS_EMPTY_LIST] = []
    can_cu: Annotated[list[Text], NULL_IS_EMPTY_LIST] = []
    trinh_tu: Annotated[list[StepLine], NULL_IS_EMPTY_LIST] = []
    dia_phuong: Annotated[list[LocalRule], NULL_IS_EMPTY_LIST] = []
    ghi_chu: Lines = ""

    @model_validator(mode="before")
    @classmethod
    def _old_levels(cls, value: object) -> object:
        """Levels 2, 3 and 4 (NĐ 43/2011): 4 is toàn trình of today, the others một phần."""
        if isinstance(value, dict) and isinstance(value.get("muc_do"), int | str):
            old = {"2": 2, "3": 3, "4": 4}.get(str(value["muc_do"]))
            if old:
                level = "toan_trinh" if old == 4 else "mot_phan"
                return value | {"muc_do": level, "muc_do_cu": old}
        return value
