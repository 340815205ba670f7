"""A page of an e-form as a form: its questions, its repeating groups, what shows which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from motcua.face.forms import DayMonthYearField
from motcua.forms.conditions import Condition, Path, all_of, path_of
from motcua.forms.definition import Definition, Note, Page, Question, Section
from motcua.forms.known import Known
from motcua.forms.service import answer_at, is_asked, kept, put, said
from motcua.portal.forms import PartForm
from motcua.portal.questions import answer_of, field_of, shown_of


@dataclass(frozen=True)
class Shown:
    """A part of the page as the template draws it.

    kind: question, note, items or section (with `parts`). `when`: the condition as JSON Schema
    for the script, empty where only the server knows; `hidden`: not asked as things stand.
    """

    kind: str
    label: str = ""
    field: BoundField | None = None
    parts: tuple[Shown, ...] = ()
    name: str = ""
    when: str = ""
    around: str = ""
    hidden: bool = False
    add: str = ""


class AnswersForm(PartForm):
    """The questions of one page, bound to what was posted or filled with what is known."""

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Definition,
        page: Page,
        answers: Mapping[str, Any],
        known: Mapping[str, Known] | None = None,
    ) -> None:
        super().__init__(data)
        self.definition, self.page = definition, page
        self.answers, self.known = answers, known or {}
        self.asked = [
            question
            for question, conditions in page.questions()
            if self._may_be_shown(all_of(*conditions))
        ]
        for question in self.asked:
            if question.kind == "items":
                self._add_items(question)
            else:
                given = self._counted if question.kind == "computed" else answers
                self._add(question, question.name, answer_at(given, question.path))

    def _add(self, question: Question, name: str, answer: Any) -> None:
        source = ""
        fact = str(question.options.get("prefill", "")).removeprefix("applicant.")
        if answer is None and fact in self.known:
            answer = self.known[fact].value
            source = _("Lấy từ %(source)s; hãy sửa nếu chưa đúng.") % {
                "source": self.known[fact].source
            }
        self.fields[name] = field_of(self.definition, question, source=source)
        self.initial[name] = shown_of(question, answer)

    def _may_be_shown(self, condition: Condition | None) -> bool:
        """Whether an answer of this page may yet ask for it; what other pages hide stays hidden."""
        if condition is None or condition.holds(self._counted):
            return True
        return bool(_reads(condition) & self._here)

    def _add_items(self, question: Question) -> None:
        # Holds what is wrong with the group as a whole.
        self.fields[question.name] = forms.Field(
            label=said(self.definition, question.label), required=False
        )
        items = answer_at(self.answers, question.path) or []
        for place in range(self.count_of(question)):
            item = items[place] if place < len(items) else {}
            for inner in question.detail:
                name = f"{question.name}.{place}.{inner.name}"
                self._add(inner, name, answer_at(item, inner.path))

    def count_of(self, question: Question) -> int:
        """How many items of a repeating group the page shows."""
        if self.is_bound:
            count = str(self.data.get(f"{question.name}.count", "0"))
            most = question.schema.get("maxItems", 100)
            return min(int(count), most) if count.isdecimal() else 0
        items = answer_at(self.answers, question.path) or []
        return max(len(items), 1 if question.schema.get("minItems") or question.required else 0)

    def values(self) -> dict[str, Any]:
        """The answers of the page by the names of its questions, right or not."""
        return {
            question.name: self._items(question)
            if question.kind == "items"
            else self._answer(question, question.name)
            for question in self.asked
            if question.kind != "computed"
        }

    def _items(self, question: Question) -> list[dict[str, Any]]:
        items = []
        for place in range(self.count_of(question)):
            item: dict[str, Any] = {}
            for inner in question.detail:
                put(item, inner.path, self._answer(inner, f"{question.name}.{place}.{inner.name}"))
            items.append(item)
        return items

    def _answer(self, question: Question, name: str) -> Any:
        if question.kind == "date" and name in self.errors:
            boxes = [part or "" for part in self[name].data]
            return "/".join(boxes) if any(boxes) else None
        return answer_of(question, self.cleaned_data.get(name))

    def renew(self, answers: Mapping[str, Any]) -> None:
        """What is asked follows these answers from now on."""
        self.answers = answers
        self.__dict__.pop("_counted", None)

    def show(self, wrong: Mapping[str, str]) -> None:
        """The contract says what is wrong; of a date that is not on the calendar, its field."""
        own = {
            name: messages
            for name, messages in self.errors.items()
            if name in wrong and isinstance(self.fields[name], DayMonthYearField)
        }
        self.errors.clear()
        self.errors.update(own)
        for name, message in wrong.items():
            if name not in own:
                self.add_error(name if name in self.fields else None, message)

    # ---- What the template draws ----

    def shown_names(self) -> set[str]:
        """The questions asked as the answers stand."""
        counted = self._counted
        return {
            question.name
            for question, conditions in self.page.questions()
            if is_asked(conditions, counted)
        }

    @cached_property
    def _counted(self) -> dict[str, Any]:
        return kept(self.definition, self.answers)

    @cached_property
    def _here(self) -> set[Path]:
        return {question.path for question, _conditions in self.page.questions()}

    @property
    def known_answers(self) -> str:
        """The answers of other pages that this page's conditions and sums read, for the script."""
        here = {question.path for question in self.asked}
        found: dict[str, Any] = {}
        for question, conditions in self.page.questions():
            for path in _reads(*conditions) - here:
                found[".".join(path)] = answer_at(self._counted, path)
            for path in _counts(question) - here:
                other = self.definition.question(path)
                found[other.name] = shown_of(other, answer_at(self._counted, path))
        return json.dumps(found, ensure_ascii=False)

    def parts(self) -> list[Shown]:
        """The page from top to bottom; what other pages hide for good is left out."""
        drawn = (self._section(section) for section in self.page.sections)
        return [part for part in drawn if part.parts]

    def _section(self, section: Section) -> Shown:
        inside = [self._part(each, section.shown) for each in section.questions]
        label = said(self.definition, section.label)
        # A page about one person needs no second heading of the same words.
        label = "" if section.label == self.page.label else label
        parts = tuple(part for part in inside if part is not None)
        return Shown("section", label, parts=parts, hidden=all(part.hidden for part in parts))

    def _part(self, each: Question | Note, around: Condition | None) -> Shown | None:
        condition = all_of(around, each.shown)
        if not self._may_be_shown(condition):
            return None
        hidden = condition is not None and not condition.holds(self._counted)
        when = ""
        if condition is not None and _reads(condition) & self._here:
            when = json.dumps(condition.as_schema(), ensure_ascii=False)
        if isinstance(each, Note):
            return Shown("note", said(self.definition, each.text), when=when, hidden=hidden)
        if each.kind == "items":
            return self._group(each, when, hidden)
        return Shown("question", field=self[each.name], name=each.name, when=when, hidden=hidden)

    def _group(self, question: Question, when: str, hidden: bool) -> Shown:
        word = said(self.definition, question.options.get("item", question.label))
        items = tuple(
            Shown(
                "item",
                f"{word} {place + 1}",
                parts=tuple(self._inner(question, place)),
                name=f"{question.name}.{place}",
            )
            for place in range(self.count_of(question))
        )
        full = len(items) >= question.schema.get("maxItems", 100)
        return Shown(
            "items",
            said(self.definition, question.label),
            field=self[question.name],
            parts=items,
            name=question.name,
            when=when,
            hidden=hidden,
            add="" if full else word,
        )

    def _inner(self, question: Question, place: int) -> Iterator[Shown]:
        items = answer_at(self._counted, question.path) or []
        item = items[place] if place < len(items) else {}
        for inner in question.detail:
            name = f"{question.name}.{place}.{inner.name}"
            when = json.dumps(inner.shown.as_schema()) if inner.shown else ""
            hidden = not is_asked([inner.shown], item)
            around = f"{question.name}.{place}."
            yield Shown(
                "question", field=self[name], name=name, when=when, around=around, hidden=hidden
            )


def _reads(*conditions: Condition | None) -> set[Path]:
    return {path for condition in conditions if condition for path in condition.reads()}


def _counts(question: Question) -> set[Path]:
    """The single answers a value is counted from; items are on its own page."""
    scopes = [scope for of in question.options.get("computed", {}).values() for scope in _each(of)]
    return {path_of(scope) for scope in scopes if "/items/" not in scope}


def _each(of: str | list[str]) -> list[str]:
    return [of] if isinstance(of, str) else of
