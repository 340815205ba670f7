"""The words of an e-form in the reader's language, and answers as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.forms.conditions import answer_at
from motcua.forms.definition import Definition, Question
from motcua.organization.models import Commune
from motcua.papers.amounts import amount_in_figures


def said(definition: Definition, text: str) -> str:
    """A text of the form in English for who reads English, and as written otherwise."""
    return definition.english.get(text, text) if get_language() == "en" else text


def written(definition: Definition, question: Question, value: Any) -> str:
    """An answer as people write it: a date, a choice by its words, an address in full.

    What is not right yet is shown as it was typed; nothing as an empty text.
    """
    if value is None:
        return ""
    words = _WRITTEN.get(question.kind)
    if words is not None:
        return words(definition, question, value)
    return str(value)


def address_in_full(address: Any) -> str:
    """ "Số 5, ngõ 12, Phường Hồng Bàng, Thành phố Hải Phòng"."""
    if not isinstance(address, Mapping):
        return str(address or "")
    where = str(address.get("country") or "")
    if code := address.get("commune"):
        commune = Commune.objects.select_related("province").filter(code=code).first()
        where = f"{commune.name}, {commune.province.name}" if commune else str(code)
    return ", ".join(part for part in (str(address.get("detail") or ""), where) if part)


def day_in_figures(text: Any) -> str:
    """ "2026-01-31" as "31/01/2026"."""
    try:
        return f"{date.fromisoformat(str(text)):%d/%m/%Y}"
    except ValueError:
        return str(text)


def value_at(answers: Mapping[str, Any], name: str) -> Any:
    """The answer a dotted name leads to."""
    return answer_at(answers, tuple(name.split(".")))


def _choice(definition: Definition, question: Question, value: Any) -> str:
    return said(definition, dict(question.choices).get(value, str(value)))


def _choices(definition: Definition, question: Question, value: Any) -> str:
    picked = value if isinstance(value, list) else [value]
    return "; ".join(_choice(definition, question, each) for each in picked)


def _yes_no(_definition: Definition, _question: Question, value: Any) -> str:
    return _("Có") if value is True else _("Không") if value is False else str(value)


def _number(definition: Definition, question: Question, value: Any) -> str:
    """With its unit; thousands apart, decimals after a comma."""
    unit = said(definition, question.schema.get("unit", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int) or value.is_integer():
        figures = amount_in_figures(int(value))
    else:
        figures = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{figures} {unit}".strip()


_WRITTEN = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "integer": _number,
    "number": _number,
    "money": _number,
    "computed": _number,
    "date": lambda _definition, _question, value: day_in_figures(value),
    "address": lambda _definition, _question, value: address_in_full(value),
}
