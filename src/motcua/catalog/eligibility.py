"""Questions in plain words that lead to a case and its papers, before anybody signs in.

Each answer is a fact, by the names of `conditions.FACTS`; the rules of cases and papers are
read over the facts. Nothing personal is asked, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from motcua.catalog.conditions import BadExpression, holds
from motcua.catalog.models import CaseChannel, Component, ProcedureVersion

Value = str | int | bool
_FLAGS = {"true": True, "false": False}
_LONGEST_NUMBER = 10


@dataclass(frozen=True)
class Choice:
    """One answer; with a refusal it ends the way: why, what to do instead, which procedure."""

    value: str
    text: str
    refusal: str = ""
    instead: str = ""
    procedure: str = ""


@dataclass(frozen=True)
class Question:
    """Asked when its rule holds of the facts so far; of choices, or of a number."""

    code: str
    ask: str
    hint: str = ""
    when: str = ""
    fact: str = ""
    low: int | None = None
    high: int | None = None
    choices: tuple[Choice, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Question:
        choices = tuple(Choice(**each) for each in stored.get("choices", ()))
        return cls(**{**stored, "choices": choices})

    @property
    def about(self) -> str:
        """The fact it asks for; an answer of the e-form where none is named."""
        return self.fact or f"content.{self.code}"

    @property
    def is_number(self) -> bool:
        return not self.choices

    def value(self, text: str) -> Value | None:
        """What an answer says as a fact; nothing when it is none of the answers."""
        if self.is_number:
            plain = text.replace(".", "").strip()
            if not (plain.isascii() and plain.isdecimal() and len(plain) <= _LONGEST_NUMBER):
                return None
            number = int(plain)
            return number if (self.low or 0) <= number <= (self.high or number) else None
        choice = self.choice(text)
        return None if choice is None else _FLAGS.get(choice.value, choice.value)

    def choice(self, text: str) -> Choice | None:
        return next((each for each in self.choices if each.value == text), None)

    @property
    def not_so(self) -> Value:
        """The fact where the question did not arise: what was not asked is not so."""
        if self.is_number:
            return 0
        return False if {each.value for each in self.choices} <= set(_FLAGS) else ""


@dataclass(frozen=True)
class Interview:
    """How far the answers lead: the next question, a refusal, or with neither to the end."""

    answered: tuple[tuple[Question, str], ...]
    facts: dict[str, Any]
    next: Question | None = None
    refused: Choice | None = None

    @property
    def is_over(self) -> bool:
        return self.next is None and self.refused is None


def questions_of(version: ProcedureVersion) -> tuple[Question, ...]:
    return tuple(Question.of(each) for each in version.questions)


def interview(
    questions: Iterable[Question],
    answers: Mapping[str, str],
    channel: str = CaseChannel.ONLINE,
) -> Interview:
    """Follow the answers, by codes of questions, as far as they go.

    What answers a question that does not arise, or nobody asks, is left out.
    """
    facts: dict[str, Any] = {"channel": str(channel), "content": {}}
    answered: list[tuple[Question, str]] = []
    for question in questions:
        if applies(question.when, facts) is not True:
            _put(facts, question, question.not_so)
            continue
        text = answers.get(question.code, "")
        value = question.value(text)
        if value is None:
            return Interview(tuple(answered), facts, next=question)
        answered.append((question, text))
        _put(facts, question, value)
        choice = question.choice(text)
        if choice is not None and choice.refusal:
            return Interview(tuple(answered), facts, refused=choice)
    return Interview(tuple(answered), facts)


def applies(rule: str, facts: Mapping[str, Any]) -> bool | None:
    """Whether a rule holds of the facts; None when they do not suffice to tell."""
    try:
        return holds(rule, facts)
    except BadExpression:
        return None


class Ruled(Protocol):
    """What stands under a rule: a case, of the database or of a file."""

    @property
    def rule(self) -> str: ...


Case = TypeVar("Case", bound=Ruled)


def case_by(cases: Iterable[Case], facts: Mapping[str, Any]) -> Case | None:
    """The first case, in order, whose rule holds; one without a rule is for all that is left."""
    return next((case for case in cases if applies(case.rule, facts)), None)


def is_needed(paper: Component, facts: Mapping[str, Any]) -> bool | None:
    """Whether these facts make a paper due; None when they, or its words, leave it open."""
    if paper.rule:
        return applies(paper.rule, facts)
    return True if paper.mandatory else None


def _put(facts: dict[str, Any], question: Question, value: Value) -> None:
    """One fact in its place; of two questions about one fact that arise in turn, the asked one."""
    above, _dot, inner = question.about.rpartition(".")
    place = facts.setdefault(above, {}) if above else facts
    if value != question.not_so or inner not in place:
        place[inner] = value
