"""What an e-form is once read: pages of questions, and the expanded schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.forms.conditions import Condition, Path


@dataclass(frozen=True)
class Question:
    """One thing asked. `path` leads to its answer, from the item in a repeating group.

    kind: text, paragraph, choice, choices, yes_no, integer, number, money, date, address, items
    (a repeating group, with `detail`) or computed.
    """

    path: Path
    kind: str
    schema: Mapping[str, Any]
    label: str
    required: bool
    options: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    shown: Condition | None = None
    # The field of a person or organisation block this is; empty elsewhere.
    block_field: str = ""
    detail: tuple[Question, ...] = ()

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, words) of a choice or of several choices."""
        among = self.schema.get("items", self.schema)
        return [(each["const"], each.get("title", each["const"])) for each in among["oneOf"]]


@dataclass(frozen=True)
class Note:
    """A sentence between questions."""

    text: str
    shown: Condition | None = None


@dataclass(frozen=True)
class Section:
    """Questions of one page under a heading."""

    label: str
    questions: tuple[Question | Note, ...]
    shown: Condition | None = None


@dataclass(frozen=True)
class Page:
    """One subject. `name` is its address."""

    name: str
    label: str
    sections: tuple[Section, ...]
    shown: Condition | None = None

    def questions(self) -> Iterator[tuple[Question, tuple[Condition | None, ...]]]:
        """Each question with every condition it depends on, outermost first."""
        for section in self.sections:
            for each in section.questions:
                if isinstance(each, Question):
                    yield each, (self.shown, section.shown, each.shown)


@dataclass(frozen=True, eq=False)
class Definition:
    """A whole form. Compared by identity: what is made from one is kept with it."""

    code: str
    title: str
    source: Mapping[str, Any]
    schema: Mapping[str, Any]
    pages: tuple[Page, ...]
    checks: tuple[Mapping[str, str], ...]
    facts: Mapping[str, str]
    paper: Mapping[str, Any]
    english: Mapping[str, str]

    def questions(self) -> Iterator[tuple[Question, tuple[Condition | None, ...]]]:
        """All of them, in the order they are asked."""
        for page in self.pages:
            yield from page.questions()

    def page(self, name: str) -> Page:
        """Raises KeyError for a page the form does not have."""
        return {page.name: page for page in self.pages}[name]

    def question(self, path: Path) -> Question:
        """The question whose answer lies at a path. Raises KeyError when nobody asks it."""
        return {question.path: question for question, _shown in self.questions()}[path]
