"""Invented answers, so that a form's paper can be looked at before anybody filled it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.forms.answers import is_asked, put
from motcua.forms.definition import Definition, Question

# The applicant of a specimen: an invented person.
APPLICANT: Mapping[str, Any] = {
    "full_name": "Nguyễn Thị Thơm",
    "identity_number": "031190000123",
    "birth_date": "1990-03-27",
    "phone": "0912345678",
    "email": "thom@example.vn",
    "address": "Số 5, ngõ 12, đường Hoàng Văn Thụ",
}
_BY_FORMAT = {
    "identity-number": "031190000123",
    "tax-number": "0100109106",
    "phone": "0912345678",
    "email": "thom@example.vn",
}
_BY_BLOCK_FIELD = {
    "full_name": "Nguyễn Thị Thơm",
    "representative_name": "Trần Văn Đức",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
}


def specimen(definition: Definition) -> dict[str, Any]:
    """An invented answer to every question these very answers make due."""
    return _answered((question, conditions) for question, conditions in definition.questions())


def _answered(asked: Iterable[tuple[Question, Iterable[Any]]]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question, conditions in asked:
        if question.kind != "computed" and is_asked(conditions, answers):
            put(answers, question.path, _value(question))
    return answers


def _value(question: Question) -> Any:
    schema = question.schema
    match question.kind:
        case "choice":
            return question.choices[0][0]
        case "choices":
            return [value for value, _words in question.choices[:2]]
        case "yes_no":
            return True
        case "integer" | "number":
            return max(schema.get("minimum", 1), min(2, schema.get("maximum", 2)))
        case "money":
            return max(schema.get("minimum", 0), min(5_000_000, schema.get("maximum", 5_000_000)))
        case "date":
            return _day(schema.get("format", ""))
        case "address":
            return {"detail": "Số 5, ngõ 12, đường Hoàng Văn Thụ", "commune": "11311"}
        case "items":
            one = _answered((inner, [inner.shown]) for inner in question.detail)
            return [one] * max(1, min(2, schema.get("maxItems", 2)))
    return _text(question)


def _day(kind: str) -> str:
    if kind == "past-date":
        return "1990-03-27"
    return (timezone.localdate() + timedelta(days=30)).isoformat()


def _text(question: Question) -> str:
    known = _BY_FORMAT.get(question.schema.get("format", ""))
    known = known or _BY_BLOCK_FIELD.get(question.block_field)
    if known is None and "pattern" in question.schema:
        known = "27/03/1990"
    invented = _("(ví dụ) %(label)s") % {"label": question.label.lower()}
    return known or invented[: question.schema.get("maxLength", 200)]
