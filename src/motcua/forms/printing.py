"""The paper of an e-form: the answers in the order and wording of the official form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.forms.answers import kept
from motcua.forms.conditions import Answers, answer_at, read_condition
from motcua.forms.definition import Definition, Question
from motcua.forms.texts import address_in_full, day_in_figures, written
from motcua.papers.amounts import number_in_words
from motcua.papers.application import Block

PLACEHOLDER = re.compile(r"\{([#a-z_][a-z0-9_.]*|#)(:words)?\}")
_APPLICANT = "applicant"


@dataclass(frozen=True)
class Printed:
    """What a form is printed with besides its answers, as people write it."""

    applicant: Mapping[str, Any]
    agency: str
    procedure: str
    today: date


def blocks(definition: Definition, answers: Answers, around: Printed) -> tuple[Block, ...]:
    """The body of the paper: lines with the answers in them, empty where nothing was answered."""
    questions = {question.name: question for question, _shown in definition.questions()}
    scope = _Scope(definition, questions, kept(definition, answers), around)
    return tuple(scope.body(definition.paper["body"]))


@dataclass(frozen=True)
class _Scope:
    """Where placeholders are looked up: the whole form, or one item of a repeating group."""

    definition: Definition
    questions: Mapping[str, Question]
    answers: Answers
    around: Printed
    outer: _Scope | None = None
    number: int = 0

    def body(self, lines: Iterable[Any]) -> Iterator[Block]:
        for line in lines:
            if isinstance(line, str):
                yield Block("line", self.filled(line))
            elif "when" not in line or read_condition(line["when"]).holds(self.answers):
                yield from self._part(line)

    def _part(self, line: Mapping[str, Any]) -> Iterator[Block]:
        if "heading" in line:
            yield Block("heading", self.filled(line["heading"]))
        elif "choice" in line:
            yield self._choice(line)
        elif "table" in line:
            yield self._table(line)
        elif "each" in line:
            for item in self._items(line["each"]):
                yield from item.body(line["body"])
        elif "body" in line:
            yield from self.body(line["body"])
        else:
            yield Block("line", self.filled(line["text"]))

    def _choice(self, line: Mapping[str, Any]) -> Block:
        question = self.questions[line["choice"]]
        value = answer_at(self.answers, question.path)
        picked = value if isinstance(value, list) else [value]
        offered = (
            [(True, "Có"), (False, "Không")] if question.kind == "yes_no" else question.choices
        )
        ticks = tuple((words, key in picked) for key, words in offered)
        return Block("choice", self.filled(line.get("label", question.label + ":")), ticks=ticks)

    def _table(self, line: Mapping[str, Any]) -> Block:
        names = [name for name, _title in line["columns"]]
        rows = [
            tuple(item.filled("{" + name + "}") for name in names)
            for item in self._items(line["table"])
        ]
        titles = tuple(title for _name, title in line["columns"])
        return Block("table", self.filled(line.get("label", "")), rows=(titles, *rows))

    def _items(self, name: str) -> Iterator[_Scope]:
        question = self.questions[name]
        inner = {each.name: each for each in question.detail}
        for number, item in enumerate(answer_at(self.answers, question.path) or [], start=1):
            yield _Scope(self.definition, inner, item, self.around, self, number)

    def filled(self, text: str) -> str:
        """The text with its answers; a placeholder without one is left as the mark of dots."""
        return PLACEHOLDER.sub(lambda found: self._value(found[1], bool(found[2])) or DOTS, text)

    def _value(self, name: str, in_words: bool) -> str:
        if name == "#":
            return str(self.number)
        question = self.questions.get(name)
        if question is not None:
            value = answer_at(self.answers, question.path)
            return _words(value) if in_words else written(self.definition, question, value)
        first, _dot, rest = name.partition(".")
        if first == _APPLICANT:
            return _of_applicant(rest, self.around.applicant.get(rest))
        known = {
            "agency": self.around.agency,
            "procedure": self.around.procedure,
            "today": f"{self.around.today:%d/%m/%Y}",
        }
        if name in known:
            return known[name]
        # A part of an address, or an answer of the form around a repeating group.
        value = answer_at(self.answers, tuple(name.split(".")))
        if value is None and self.outer is not None:
            return self.outer._value(name, in_words)
        return "" if value is None else str(value)


# Stands for an answer that is not there; the paper prints dots.
DOTS = "\u2026\u2026"


def _of_applicant(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_date") or name.endswith("_on"):
        return day_in_figures(value)
    return address_in_full(value) if isinstance(value, Mapping) else str(value)


def _words(value: Any) -> str:
    """A number in words; a day as "ngày hai mươi bảy tháng ba năm …"."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return number_in_words(int(value)) if value >= 0 else str(value)
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return str(value)
    parts = (("ngày", day.day), ("tháng", day.month), ("năm", day.year))
    return " ".join(f"{name} {number_in_words(number)}" for name, number in parts)
