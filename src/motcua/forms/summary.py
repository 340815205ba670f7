"""The answers of an e-form to be read again: by who checks before sending, and by officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.forms.answers import asked_pages, is_asked, kept
from motcua.forms.conditions import Answers, answer_at
from motcua.forms.definition import Definition, Page, Question, Section
from motcua.forms.texts import said, written


@dataclass(frozen=True)
class Answered:
    """One answer: its question in words, and as people write it; empty when not answered."""

    label: str
    value: str


@dataclass(frozen=True)
class AnsweredPage:
    name: str
    title: str
    answers: tuple[Answered, ...]


def summary(definition: Definition, answers: Answers) -> list[AnsweredPage]:
    """Page by page, what was asked and what was answered, in the reader's language."""
    counted = kept(definition, answers)
    return [
        AnsweredPage(
            page.name,
            said(definition, page.label),
            tuple(
                row
                for section in page.sections
                for row in _rows(definition, page, section, counted)
            ),
        )
        for page in asked_pages(definition, counted)
    ]


def _rows(
    definition: Definition, page: Page, section: Section, answers: Mapping[str, Any]
) -> Iterator[Answered]:
    """Under the name of its section where a page has several, so that labels are not mixed up."""
    of = said(definition, section.label) if section.label not in ("", page.label) else ""
    for question in section.questions:
        if not isinstance(question, Question):
            continue
        if not is_asked([page.shown, section.shown, question.shown], answers):
            continue
        for row in _of_question(definition, question, answers):
            yield Answered(f"{of} · {row.label}" if of else row.label, row.value)


def _of_question(
    definition: Definition, question: Question, answers: Mapping[str, Any]
) -> Iterator[Answered]:
    value = answer_at(answers, question.path)
    if question.kind != "items":
        yield Answered(said(definition, question.label), written(definition, question, value))
        return
    word = said(definition, question.options.get("item", question.label))
    for place, item in enumerate(value or [], start=1):
        for inner in question.detail:
            if is_asked([inner.shown], item):
                label = f"{word} {place} · {said(definition, inner.label)}"
                yield Answered(label, written(definition, inner, answer_at(item, inner.path)))
    if not value:
        yield Answered(said(definition, question.label), "")
