"""What a draft will cost, so far as it can be known before it is filed. In VND."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.conditions import unknown_facts
from motcua.catalog.models import CaseChannel, Fee
from motcua.catalog.wording import exemption_in_words
from motcua.dossiers.models import Draft
from motcua.forms import service as forms


@dataclass(frozen=True)
class Foreseen:
    """One fee: its amount, or why that is not known yet; and who pays less."""

    name: str
    amount: int | None
    why: str
    exemptions: tuple[str, ...]


def foreseen(draft: Draft) -> list[Foreseen]:
    """The fees of the draft's text and case for filing online, in the order of the text."""
    facts = _facts(draft)
    asked = [
        fee
        for fee in draft.case.version.fees.all()
        if fee.case_id in (None, draft.case_id) and fee.channel in ("", CaseChannel.ONLINE)
    ]
    return [_line(fee, facts) for fee in asked]


def sum_of(lines: list[Foreseen]) -> int:
    """What is known of them together."""
    return sum(each.amount or 0 for each in lines)


def _line(fee: Fee, facts: Mapping[str, Any]) -> Foreseen:
    exemptions = tuple(exemption_in_words(each).capitalize() for each in fee.exemptions)
    amount, why = fee.amount, ""
    if fee.formula:
        try:
            amount = catalog.amount_by(fee.formula, facts)
        except catalog.BadExpression:
            amount, why = None, _why(fee, facts)
    elif amount is None:
        why = _("Mức thu do tỉnh quy định; Bộ phận Một cửa báo khi tiếp nhận.")
    return Foreseen(fee.name, amount, why, exemptions)


def _why(fee: Fee, facts: Mapping[str, Any]) -> str:
    """Which facts the formula asks for and the draft does not say."""
    missing = unknown_facts(fee.formula, facts)
    if not missing:
        return _("Hồ sơ chưa đủ dữ kiện để tính; Bộ phận Một cửa báo khi tiếp nhận.")
    return _("Chưa tính được vì chưa biết: %(facts)s. Bộ phận Một cửa báo khi tiếp nhận.") % {
        "facts": "; ".join(str(each).lower() for each in missing)
    }


def _facts(draft: Draft) -> dict[str, Any]:
    """By the names of `catalog.FACTS`, as far as the draft says them."""
    request = draft.content.get("request", {})
    return {
        **request,
        "content": request,
        **forms.facts(draft.form, draft.content.get("form", {})),
        "channel": CaseChannel.ONLINE.value,
        "case": {"code": draft.case.code},
        "applicant": {"kind": str(draft.content.get("applicant", {}).get("kind", ""))},
        "co_uy_quyen": False,
    }
