"""Conditions and fee formulas: small CEL expressions over what the e-form says.

Facts are the applicant's answers, by the names of `FACTS`; nothing else can be asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.processes.conditions import compiled
from motcua.processes.errors import ProcessError

# Every fact a condition or a formula may name, and what it holds; where the gateways of a
# process know the same fact, under the same name.
FACTS = {
    "so_luong": gettext_lazy("Số lượng (bản sao, giấy phép, người) được đề nghị"),
    "so_trang": gettext_lazy("Số trang của bản chính"),
    "dien_tich": gettext_lazy("Diện tích, mét vuông"),
    "gia_tri": gettext_lazy("Giá trị hợp đồng, tài sản, đồng"),
    "co_uy_quyen": gettext_lazy("true khi người khác nộp thay"),
    "applicant": gettext_lazy("applicant.kind: “person” là cá nhân, “organisation” là tổ chức"),
    "channel": gettext_lazy("“counter” trực tiếp, “online” trực tuyến, “post” bưu chính"),
    "case": gettext_lazy("case.code: mã trường hợp người nộp đã chọn"),
    "content": gettext_lazy("Mọi ô của mẫu điện tử, ví dụ content.loai_nha"),
}


class BadExpression(ValueError):
    """A condition or formula that cannot be used, and why, in Vietnamese."""


def check_expression(text: str) -> None:
    """Raises BadExpression unless it is CEL over known facts alone."""
    unknown = sorted(set(_program(text).variables()) - set(FACTS))
    if unknown:
        raise BadExpression(
            _("dùng dữ kiện “%(fact)s” không có trong mẫu; các dữ kiện có: %(facts)s")
            % {"fact": unknown[0], "facts": ", ".join(FACTS)}
        )


def holds(rule: str, facts: Mapping[str, Any]) -> bool:
    """Whether a rule is true of the facts; an empty one always is. Raises BadExpression."""
    if not rule:
        return True
    answer = _answer(rule, facts)
    if not isinstance(answer, bool):
        raise BadExpression(_("phải trả lời đúng hoặc sai"))
    return answer


def amount_by(formula: str, facts: Mapping[str, Any]) -> int:
    """The sum in VND a formula gives, rounded down to whole dong. Raises BadExpression."""
    answer = _answer(formula, facts)
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise BadExpression(_("phải tính ra một số tiền"))
    amount = int(Decimal(str(answer)))
    if amount < 0:
        raise BadExpression(_("tính ra số tiền âm"))
    return amount


def unknown_facts(text: str, facts: Mapping[str, Any]) -> list[Promise]:
    """What an expression asks for and the facts do not say, in words. Raises BadExpression."""
    asked = sorted(set(_program(text).variables()) - set(facts))
    return [FACTS[name] for name in asked if name in FACTS]


def _answer(text: str, facts: Mapping[str, Any]) -> object:
    program = _program(text)
    try:
        return program.execute(dict(facts))
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise BadExpression(_("chưa đủ dữ kiện để tính")) from error


def _program(text: str) -> Any:
    try:
        return compiled(text)
    except ProcessError as error:
        raise BadExpression(_("không phải là biểu thức CEL hợp lệ")) from error
