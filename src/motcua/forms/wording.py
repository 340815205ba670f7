"""The engine's own words about a form, for who keeps it: kinds of questions, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.forms.conditions import Asked, Combined, Condition, Not, Path
from motcua.forms.definition import Definition, Question
from motcua.forms.texts import said

KINDS = {
    "text": gettext_lazy("một dòng chữ"),
    "paragraph": gettext_lazy("đoạn văn"),
    "choice": gettext_lazy("chọn một"),
    "choices": gettext_lazy("chọn nhiều"),
    "yes_no": gettext_lazy("có hoặc không"),
    "integer": gettext_lazy("số nguyên"),
    "number": gettext_lazy("số"),
    "money": gettext_lazy("số tiền"),
    "date": gettext_lazy("ngày"),
    "address": gettext_lazy("địa chỉ"),
    "items": gettext_lazy("nhóm lặp lại"),
    "computed": gettext_lazy("hệ thống tự tính"),
}


def in_words(
    definition: Definition, condition: Condition | None, among: Iterable[Question] = ()
) -> str:
    """ "“Quan hệ” là “Con”"; nothing without a condition.

    among: the questions of the item, for a condition inside a repeating group.
    """
    if condition is None:
        return ""
    asked = [*(question for question, _shown in definition.questions()), *among]
    return _told(condition, _Known(definition, {question.path: question for question in asked}))


@dataclass(frozen=True)
class _Known:
    """The questions a condition may read, and the form whose words they are in."""

    definition: Definition
    questions: Mapping[Path, Question]

    def said(self, text: str) -> str:
        return said(self.definition, text)


def _told(condition: Condition, known: _Known) -> str:
    if isinstance(condition, Not):
        return _("không phải (%(what)s)") % {"what": _told(condition.part, known)}
    if isinstance(condition, Combined):
        parts = [
            f"({_told(part, known)})" if isinstance(part, Combined) else _told(part, known)
            for part in condition.parts
        ]
        return (_(" và ") if condition.how == "allOf" else _(" hoặc ")).join(parts)
    return _compared(condition, known)


def _compared(condition: Asked, known: _Known) -> str:
    question = known.questions.get(condition.path)
    label = known.said(question.label) if question else ".".join(condition.path)
    how, expected = next(iter(condition.schema.items()))
    sayings = {
        "const": _("“%(label)s” là %(value)s"),
        "enum": _("“%(label)s” là %(value)s"),
        "contains": _("“%(label)s” có chọn %(value)s"),
        "not": _("“%(label)s” không phải %(value)s"),
    }
    return sayings[how] % {"label": label, "value": _expected(question, expected, known)}


def _expected(question: Question | None, expected: Any, known: _Known) -> str:
    """The value or values a condition wants, by the words of the choice."""
    if isinstance(expected, Mapping):
        expected = next(iter(expected.values()))
        return _expected(question, expected, known)
    values = expected if isinstance(expected, list) else [expected]
    words = dict(question.choices) if question and question.kind in ("choice", "choices") else {}
    yes_no = {True: _("Có"), False: _("Không")}
    told = [
        yes_no[value] if isinstance(value, bool) else known.said(words.get(value, str(value)))
        for value in values
    ]
    return _(" hoặc ").join(f"“{each}”" for each in told)
