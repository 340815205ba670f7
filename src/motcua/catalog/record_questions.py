"""The questions asked before anybody signs in, as a catalogue file writes them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from motcua.catalog.record_kinds import (
    MOST_DONG,
    NULL_IS_EMPTY_LIST,
    Code,
    Name,
    Part,
    Rule,
    ShortCode,
    Text,
    no_bar,
)

NUMBERS = ("so_luong", "so_trang", "dien_tich", "gia_tri")
_FACT = re.compile(r"so_luong|so_trang|dien_tich|gia_tri|co_uy_quyen|applicant\.kind|content\.\w+")
_VALUES = {"co_uy_quyen": {"true", "false"}, "applicant.kind": {"person", "organisation"}}


def _fact(value: str) -> str:
    if value and not _FACT.fullmatch(value):
        raise ValueError(
            "không phải là dữ kiện hỏi được; dùng so_luong, so_trang, dien_tich, gia_tri,"
            " co_uy_quyen, applicant.kind hoặc content.ten_o"
        )
    return value


class ChoiceLine(Part):
    """Lựa chọn: its value, and where it ends the way, why and what to do instead."""

    gia_tri: ShortCode
    ten: Annotated[Name, AfterValidator(no_bar)]
    khong_nop: Annotated[Text, Field(max_length=500), AfterValidator(no_bar)] = ""
    lam_gi: Annotated[Text, Field(max_length=500), AfterValidator(no_bar)] = ""
    thu_tuc: Annotated[Code, AfterValidator(no_bar)] = ""

    @model_validator(mode="after")
    def _refusal_says_what_to_do(self) -> ChoiceLine:
        if self.khong_nop and not (self.lam_gi or self.thu_tuc):
            raise ValueError("không nộp được thì phải ghi làm gì thay, hoặc mã thủ tục khác")
        return self


class QuestionLine(Part):
    """Câu hỏi: a choice, or a whole number where the fact is one."""

    ma: ShortCode
    hoi: Annotated[Name, Field(max_length=300)]
    goi_y: Annotated[Text, Field(max_length=500)] = ""
    khi: Rule = ""
    du_kien: Annotated[Text, AfterValidator(_fact)] = ""
    nho_nhat: Annotated[int, Field(ge=0, le=MOST_DONG)] | None = None
    lon_nhat: Annotated[int, Field(ge=1, le=MOST_DONG)] | None = None
    lua_chon: Annotated[list[ChoiceLine], NULL_IS_EMPTY_LIST] = []

    @model_validator(mode="after")
    def _one_kind(self) -> QuestionLine:
        bounds = self.nho_nhat, self.lon_nhat
        if self.du_kien in NUMBERS:
            if self.lua_chon:
                raise ValueError("hỏi một số nên không có lựa chọn")
            if None in bounds or bounds[0] > bounds[1]:  # type: ignore[operator]
                raise ValueError("hỏi một số nên phải có số nhỏ nhất và lớn nhất")
            return self
        if bounds != (None, None):
            raise ValueError("chỉ câu hỏi một số mới có số nhỏ nhất, lớn nhất")
        values = [each.gia_tri for each in self.lua_chon]
        if len(values) < 2 or len(set(values)) < len(values):
            raise ValueError("phải có từ hai lựa chọn, giá trị khác nhau")
        if not set(values) <= _VALUES.get(self.du_kien, set(values)):
            known = ", ".join(sorted(_VALUES[self.du_kien]))
            raise ValueError(f"có lựa chọn ngoài các giá trị của dữ kiện: {known}")
        return self
