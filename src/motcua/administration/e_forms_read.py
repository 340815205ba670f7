"""An edition of an e-form laid out to be read: its pages, and each question in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.forms.definition import Definition, Note, Question
from motcua.forms.service import said
from motcua.forms.wording import KINDS, in_words


@dataclass(frozen=True)
class ReadQuestion:
    """A question, or a note between questions (`kind` is then "note").

    `when`: the conditions of its own, in words; `kind_name`: the kind in words.
    """

    kind: str
    label: str
    name: str = ""
    kind_name: str = ""
    hint: str = ""
    required: bool = False
    when: str = ""
    choices: tuple[str, ...] = ()
    item: str = ""
    detail: tuple[ReadQuestion, ...] = ()


@dataclass(frozen=True)
class ReadSection:
    label: str
    when: str
    questions: tuple[ReadQuestion, ...]


@dataclass(frozen=True)
class ReadPage:
    name: str
    label: str
    when: str
    sections: tuple[ReadSection, ...]


def pages_of(definition: Definition) -> list[ReadPage]:
    """In the reader's language, as far as the form is translated; names as the file writes them."""
    return [
        ReadPage(
            page.name,
            said(definition, page.label),
            in_words(definition, page.shown),
            tuple(
                ReadSection(
                    said(definition, section.label) if section.label != page.label else "",
                    in_words(definition, section.shown),
                    _questions(definition, section.questions),
                )
                for section in page.sections
            ),
        )
        for page in definition.pages
    ]


def _questions(
    definition: Definition, asked: Iterable[Question | Note], among: tuple[Question, ...] = ()
) -> tuple[ReadQuestion, ...]:
    return tuple(_read(definition, each, among) for each in asked)


def _read(
    definition: Definition, each: Question | Note, among: tuple[Question, ...]
) -> ReadQuestion:
    when = in_words(definition, each.shown, among)
    if isinstance(each, Note):
        return ReadQuestion("note", said(definition, each.text), when=when)
    return ReadQuestion(
        kind=each.kind,
        label=said(definition, each.label),
        name=each.name,
        kind_name=str(KINDS[each.kind]),
        hint=said(definition, each.hint),
        required=each.required,
        when=when,
        choices=_offered(definition, each),
        item=said(definition, each.options.get("item", "")),
        detail=_questions(definition, each.detail, each.detail),
    )


def _offered(definition: Definition, question: Question) -> tuple[str, ...]:
    if question.kind == "yes_no":
        return (_("Có"), _("Không"))
    if question.kind not in ("choice", "choices"):
        return ()
    return tuple(said(definition, words) for _value, words in question.choices)
