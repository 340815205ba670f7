"""What an e-form says of a wrong answer: what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.forms.definition import Question
from motcua.papers.amounts import amount_in_figures

_OF_FORMAT: dict[str, str | Promise] = {
    "date": gettext_lazy("Ngày này không có trên lịch. Hãy kiểm tra ngày, tháng, năm."),
    "past-date": gettext_lazy("Ngày chưa đúng. Hãy ghi một ngày từ hôm nay trở về trước."),
    "future-date": gettext_lazy("Ngày chưa đúng. Hãy ghi một ngày từ hôm nay trở đi."),
    "identity-number": gettext_lazy("Số định danh cá nhân gồm 12 chữ số, ghi trên thẻ căn cước."),
    "tax-number": gettext_lazy(
        "Mã số gồm 10 chữ số (13 với chi nhánh), ghi trên giấy chứng nhận. Hãy kiểm tra lại."
    ),
    "phone": gettext_lazy("Hãy ghi số điện thoại, ví dụ 0912 345 678."),
    "email": gettext_lazy("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn."),
}
_MISSING: dict[str, str | Promise] = {
    "choice": gettext_lazy("Hãy chọn một mục."),
    "choices": gettext_lazy("Hãy chọn ít nhất một mục."),
    "yes_no": gettext_lazy("Hãy chọn có hoặc không."),
    "items": gettext_lazy("Hãy thêm ít nhất một mục."),
    "date": gettext_lazy("Hãy ghi ngày, tháng, năm."),
    "address": gettext_lazy("Hãy ghi địa chỉ."),
}
_OF_KEYWORD: dict[str, str | Promise] = {
    "maxLength": gettext_lazy("Dài quá %(limit)s ký tự. Hãy rút gọn."),
    "minLength": gettext_lazy("Hãy ghi ít nhất %(limit)s ký tự."),
    "minimum": gettext_lazy("Hãy ghi số không nhỏ hơn %(limit)s."),
    "exclusiveMinimum": gettext_lazy("Hãy ghi số lớn hơn %(limit)s."),
    "maximum": gettext_lazy("Hãy ghi số không lớn hơn %(limit)s."),
    "exclusiveMaximum": gettext_lazy("Hãy ghi số nhỏ hơn %(limit)s."),
    "multipleOf": gettext_lazy("Hãy ghi một bội số của %(limit)s."),
    "minItems": gettext_lazy("Cần ít nhất %(limit)s mục. Hãy thêm cho đủ."),
    "maxItems": gettext_lazy("Chỉ được nhiều nhất %(limit)s mục. Hãy bỏ bớt."),
    "uniqueItems": gettext_lazy("Mỗi mục chỉ chọn một lần."),
    "oneOf": gettext_lazy("Hãy chọn một mục trong danh sách."),
}


def message_of(question: Question | None, keyword: str, place: Sequence[str]) -> str:
    """Why an answer is refused, by the keyword of JSON Schema that refuses it.

    The label stands beside the message wherever it is shown.
    """
    if question is None:
        return _("Biểu mẫu không hỏi mục này. Hãy tải lại trang.")
    if question.kind == "address":
        return _of_address(keyword, place)
    if keyword == "required":
        return str(_MISSING.get(question.kind, gettext_lazy("Hãy ghi mục này.")))
    if keyword == "format":
        return str(_OF_FORMAT.get(question.schema.get("format", ""), _unfit()))
    if keyword == "type" and question.kind in ("integer", "number", "money"):
        return _("Hãy ghi bằng chữ số.")
    if keyword in _OF_KEYWORD:
        return str(_OF_KEYWORD[keyword]) % {"limit": _figures(question.schema.get(keyword, ""))}
    return _unfit()


def mismatch_message() -> str:
    return _("Số định danh này mang năm sinh khác với ngày sinh đã ghi. Hãy kiểm tra cả hai.")


def _of_address(keyword: str, place: Sequence[str]) -> str:
    if keyword == "maxLength":
        return _("Số nhà, đường dài quá 200 ký tự. Hãy rút gọn.")
    if keyword == "required" and place[-1] == "detail":
        return _("Hãy ghi số nhà, đường hoặc thôn, tổ dân phố.")
    if keyword == "required" and place[-1] not in ("commune", "country"):
        return str(_MISSING["address"])
    return _("Hãy ghi tên xã, phường và tỉnh, thành phố rồi chọn trong danh sách.")


def _figures(limit: Any) -> str:
    return amount_in_figures(limit) if isinstance(limit, int) else str(limit).replace(".", ",")


def _unfit() -> str:
    return _("Chưa đúng cách ghi. Hãy kiểm tra lại.")
