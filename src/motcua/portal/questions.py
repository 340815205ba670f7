"""One question of an e-form as a field of a page, and what was typed there as its answer."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.face.addresses import AddressField
from motcua.face.forms import DayMonthYearField
from motcua.forms.conditions import path_of
from motcua.forms.definition import Definition, Question
from motcua.forms.generic import without_separators
from motcua.forms.service import said

RADIOS_AT_MOST = 7
_DIGITS = str.maketrans("", "", " .\u00a0")
_NUMBERS = ("phone", "identity-number", "tax-number")
_WIDTHS = {"integer": 5, "number": 10, "money": 10, "computed": 10}


def field_of(definition: Definition, question: Question, *, source: str = "") -> forms.Field:
    """The field a question is asked with. source: where the answer shown in it comes from."""
    hints = [said(definition, question.hint), source]
    common: dict[str, Any] = {
        "label": said(definition, question.label),
        "help_text": " ".join(filter(None, hints)),
        "required": question.required,
    }
    build = _BUILDERS.get(question.kind, _text)
    return build(definition, question, common)


def answer_of(question: Question, typed: Any) -> Any:
    """What was typed, as the contract wants it; as it was typed where that cannot be."""
    if typed is None or typed == "":
        return None
    if question.kind == "yes_no":
        return {"true": True, "false": False}.get(str(typed))
    if question.kind in ("integer", "money", "number"):
        return _number_of(str(typed), whole=question.kind != "number")
    if isinstance(typed, dt.date):
        return typed.isoformat()
    if isinstance(typed, str):
        plain = unicodedata.normalize("NFC", typed).strip()
        if question.schema.get("format") in _NUMBERS:
            return without_separators(plain)
        return plain if question.kind == "paragraph" else " ".join(plain.split())
    return typed


def shown_of(question: Question, answer: Any) -> Any:
    """An answer as its field shows it again, right or not."""
    if answer is None or answer == "":
        return None
    if question.kind == "yes_no":
        return str(answer).lower()
    if question.kind == "date":
        try:
            return dt.date.fromisoformat(str(answer))
        except ValueError:
            return str(answer).split("/")
    if question.kind in ("money", "integer", "computed") and isinstance(answer, int):
        return f"{answer:,}".replace(",", ".")
    if question.kind == "number" and isinstance(answer, int | float):
        return f"{answer:g}".replace(".", ",")
    return answer


def _number_of(typed: str, *, whole: bool) -> int | float | str:
    """Digits apart by spaces or dots; a decimal comma. As typed when it is no number."""
    plain = typed.translate(_DIGITS)
    try:
        if whole:
            return int(plain)
        return float((plain if "," in plain else typed.strip()).replace(",", "."))
    except ValueError:
        return typed.strip()


def _text(definition: Definition, question: Question, common: dict[str, Any]) -> forms.Field:
    numeric = question.kind in _WIDTHS or question.schema.get("format") in _NUMBERS
    width = _WIDTHS.get(question.kind, 20 if numeric else 0)
    attributes = {
        "class": f"govuk-input--width-{width}" if width else "",
        "inputmode": "numeric" if numeric else "",
        "autocomplete": question.options.get("autocomplete", "off"),
    }
    if question.kind == "number":
        attributes["inputmode"] = "decimal"
    if unit := said(definition, question.schema.get("unit", "")):
        common["help_text"] = " ".join(filter(None, [common["help_text"], f"({unit})"]))
    if suggestions := question.options.get("suggest"):
        return forms.CharField(widget=SuggestingInput(suggestions, attributes), **common)
    given = {name: value for name, value in attributes.items() if value}
    return forms.CharField(widget=forms.TextInput(given), **common)


def _paragraph(_definition: Definition, _question: Question, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(widget=forms.Textarea({"rows": 4}), **common)


def _choice(definition: Definition, question: Question, common: dict[str, Any]) -> forms.Field:
    offered = [(value, said(definition, words)) for value, words in question.choices]
    default = "radio" if len(offered) <= RADIOS_AT_MOST else "select"
    if question.options.get("format", default) == "radio":
        return _Choice(choices=offered, widget=forms.RadioSelect, **common)
    return _Choice(choices=[("", _("Chọn trong danh sách")), *offered], **common)


def _choices(definition: Definition, question: Question, common: dict[str, Any]) -> forms.Field:
    offered = [(value, said(definition, words)) for value, words in question.choices]
    return _Choices(choices=offered, widget=forms.CheckboxSelectMultiple, **common)


def _yes_no(_definition: Definition, _question: Question, common: dict[str, Any]) -> forms.Field:
    offered = [("true", _("Có")), ("false", _("Không"))]
    return _Choice(choices=offered, widget=forms.RadioSelect, **common)


def _date(_definition: Definition, _question: Question, common: dict[str, Any]) -> forms.Field:
    common["help_text"] = common["help_text"] or _("Ví dụ: 27 03 1990")
    return DayMonthYearField(**common)


def _address(_definition: Definition, question: Question, common: dict[str, Any]) -> forms.Field:
    return AddressField(abroad=bool(question.options.get("abroad")), **common)


def _computed(definition: Definition, question: Question, common: dict[str, Any]) -> forms.Field:
    field = _text(definition, question, {**common, "required": True})
    ((how, of),) = question.options["computed"].items()
    scopes = [of] if isinstance(of, str) else of
    rule = {"how": how, "of": [_name_at(scope) for scope in scopes]}
    field.widget.attrs |= {"readonly": True, "tabindex": "-1", "data-computed": json.dumps(rule)}
    return field


def _name_at(scope: str) -> str:
    """ "#/properties/members/items/properties/amount" -> "members.*.amount", for the script."""
    return ".*.".join(
        ".".join(path_of(part if part.startswith("#") else f"#/{part}"))
        for part in scope.split("/items/")
    )


class _Choice(forms.ChoiceField):
    """Whether a choice is one of those offered is for the contract to say."""

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class _Choices(forms.MultipleChoiceField):
    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class SuggestingInput(forms.TextInput):
    """A line that suggests what many people answer; anything else may be typed."""

    template_name = "components/suggesting_input.html"

    def __init__(self, suggestions: list[str], attrs: Mapping[str, Any]) -> None:
        super().__init__({name: value for name, value in attrs.items() if value})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["suggestions"] = self.suggestions
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        return context


_BUILDERS = {
    "paragraph": _paragraph,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "date": _date,
    "address": _address,
    "computed": _computed,
}
