"""What an e-form says of a wrong answer: what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.forms.definition import Definition, Question
from motcua.forms.texts import said

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
    "choice": gettext_lazy("Hãy chọn: %(label)s."),
    "choices": gettext_lazy("Hãy chọn ít nhất một mục: %(label)s."),
    "yes_no": gettext_lazy("Hãy chọn có hoặc không: %(label)s."),
    "items": gettext_lazy("Hãy thêm ít nhất một mục: %(label)s."),
}
_NOT_A_NUMBER = gettext_lazy("%(label)s: hãy ghi bằng chữ số.")
_OF_KEYWORD: dict[str, str | Promise] = {
    "maxLength": gettext_lazy("%(label)s: dài quá %(limit)s ký tự. Hãy rút gọn."),
    "minLength": gettext_lazy("%(label)s: ghi ít nhất %(limit)s ký tự."),
    "minimum": gettext_lazy("%(label)s: không nhỏ hơn %(limit)s."),
    "exclusiveMinimum": gettext_lazy("%(label)s: phải lớn hơn %(limit)s."),
    "maximum": gettext_lazy("%(label)s: không lớn hơn %(limit)s."),
    "exclusiveMaximum": gettext_lazy("%(label)s: phải nhỏ hơn %(limit)s."),
    "multipleOf": gettext_lazy("%(label)s: phải là bội số của %(limit)s."),
    "minItems": gettext_lazy("%(label)s: cần ít nhất %(limit)s mục."),
    "maxItems": gettext_lazy("%(label)s: nhiều nhất %(limit)s mục."),
    "uniqueItems": gettext_lazy("%(label)s: mỗi mục chỉ chọn một lần."),
    "oneOf": gettext_lazy("%(label)s: hãy chọn một mục trong danh sách."),
}


def message_of(
    definition: Definition, question: Question | None, keyword: str, place: Sequence[str]
) -> str:
    """Why an answer is refused, by the keyword of JSON Schema that refuses it."""
    if question is None:
        return _("Biểu mẫu không hỏi mục này. Hãy tải lại trang.")
    label = said(definition, question.label).rstrip(".:")
    if question.kind == "address":
        return _of_address(label, keyword, place)
    if keyword == "required":
        return str(_MISSING.get(question.kind, gettext_lazy("Hãy ghi: %(label)s."))) % {
            "label": label
        }
    if keyword == "format":
        return str(_OF_FORMAT.get(question.schema.get("format", ""), _unfit(label)))
    if keyword == "type" and question.kind in ("integer", "number", "money"):
        return str(_NOT_A_NUMBER) % {"label": label}
    if keyword in _OF_KEYWORD:
        limit = question.schema.get(keyword, "")
        return str(_OF_KEYWORD[keyword]) % {"label": label, "limit": limit}
    return _unfit(label)


def mismatch_message() -> str:
    return _("Số định danh này mang năm sinh khác với ngày sinh đã ghi. Hãy kiểm tra cả hai.")


def _of_address(label: str, keyword: str, place: Sequence[str]) -> str:
    if keyword == "maxLength":
        return _("%(label)s: số nhà, đường dài quá 200 ký tự. Hãy rút gọn.") % {"label": label}
    if keyword == "required" and place[-1] == "detail":
        return _("%(label)s: hãy ghi số nhà, đường hoặc thôn, tổ dân phố.") % {"label": label}
    if keyword == "required" and place[-1] not in ("commune", "country"):
        return _("Hãy ghi: %(label)s.") % {"label": label}
    return _("%(label)s: hãy ghi tên xã, phường và tỉnh, thành phố rồi chọn trong danh sách.") % {
        "label": label
    }


def _unfit(label: str) -> str:
    return _("%(label)s: chưa đúng cách ghi. Hãy kiểm tra lại.") % {"label": label}
