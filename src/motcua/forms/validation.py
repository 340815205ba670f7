"""What is wrong with the answers to an e-form, by question, each saying what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import jsonschema_rs
from django.utils import timezone

from motcua.forms.answers import kept
from motcua.forms.conditions import Answers, answer_at
from motcua.forms.contract import contract
from motcua.forms.definition import Definition, Question
from motcua.forms.formats import FORMATS, birth_year, is_personal_number
from motcua.forms.messages import message_of, mismatch_message
from motcua.forms.texts import said
from motcua.processes.conditions import compiled
from motcua.processes.errors import ProcessError

_YEARS_BACK = 121


def errors(
    definition: Definition, answers: Answers, applicant: Answers | None = None
) -> dict[str, str]:
    """{name of the question: message}, in the order of the form; empty when all is right.

    In a repeating group the name carries the item's place: "members.0.full_name".
    """
    counted = kept(definition, answers)
    found: dict[str, str] = {}
    for error in _validator(definition).iter_errors(counted):
        place = [str(each) for each in error.instance_path]
        if error.kind.name == "required":
            place.append(error.kind.property)  # type: ignore[attr-defined]
        name, question = _located(_questions(definition), place)
        found.setdefault(name, message_of(question, error.kind.name, place))
    for name in _mismatched(_questions(definition), counted):
        found.setdefault(name, mismatch_message())
    for check in definition.checks:
        if check["field"] not in found and not _holds(check["rule"], counted, applicant or {}):
            found[check["field"]] = said(definition, check["say"])
    return _in_order(definition, found)


def _in_order(definition: Definition, wrong: Mapping[str, str]) -> dict[str, str]:
    names = [question.name for question in _questions(definition)]

    def place(name: str) -> int:
        of = (at for at, each in enumerate(names) if is_about(name, each))
        return next(of, -1)

    return {name: wrong[name] for name in sorted(wrong, key=place)}


def is_about(name: str, *questions: str) -> bool:
    """Whether what `errors` names is one of these questions, or lies within it."""
    return any(f"{name}.".startswith(f"{each}.") for each in questions)


def labelled(definition: Definition, wrong: Mapping[str, str]) -> list[str]:
    """ "Nơi cư trú: Hãy ghi địa chỉ." of each, for where no label stands beside it."""
    questions = _questions(definition)
    found = []
    for name, message in wrong.items():
        _name, question = _located(questions, name.split("."))
        label = said(definition, question.label).rstrip(".:") if question else name
        found.append(f"{label}: {message}")
    return found


@lru_cache(maxsize=256)
def _validator(definition: Definition) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        contract(definition), validate_formats=True, formats=FORMATS
    )


def _questions(definition: Definition) -> list[Question]:
    return [question for question, _shown in definition.questions()]


def _located(questions: Sequence[Question], place: Sequence[str]) -> tuple[str, Question | None]:
    """The question an error at a place is about: the one it lies in, or the first within it."""
    for question in questions:
        size = len(question.path)
        if tuple(place[:size]) != question.path:
            continue
        if question.kind == "items" and len(place) > size:
            name, inner = _located(question.detail, place[size + 1 :])
            return f"{question.name}.{place[size]}.{name}", inner
        return question.name, question
    within = (each for each in questions if each.path[: len(place)] == tuple(place))
    first = next(within, None)
    return (first.name, first) if first else (".".join(place), None)


def _mismatched(questions: Iterable[Question], answers: Answers) -> Iterator[str]:
    """Personal numbers that carry another year of birth than the date beside them."""
    for question in questions:
        if question.kind == "items":
            items = answer_at(answers, question.path) or []
            for place, item in enumerate(items):
                inner = _mismatched(question.detail, item)
                yield from (f"{question.name}.{place}.{name}" for name in inner)
        elif question.block_field == "identity_number":
            person = answer_at(answers, question.path[:-1]) if question.path[:-1] else answers
            if isinstance(person, Mapping) and not _agree(person):
                yield question.name


def _agree(person: Mapping[str, Any]) -> bool:
    number, born = str(person.get("identity_number", "")), str(person.get("birth_date", ""))
    if not (is_personal_number(number) and FORMATS["date"](born)):
        return True
    return birth_year(number) == int(born[:4])


def _holds(rule: str, answers: Answers, applicant: Answers) -> bool:
    """Whether a check holds; one that asks of what was not answered does."""
    facts = {"form": answers, "applicant": applicant, "ago": _years_ago(timezone.localdate())}
    try:
        return compiled(rule).execute(facts) is not False
    except (ArithmeticError, LookupError, ProcessError, RuntimeError, TypeError, ValueError):
        return True


@lru_cache(maxsize=2)
def _years_ago(today: date) -> dict[int, str]:
    """This day of each year before; of a leap day, the day before it."""
    days = {}
    for years in range(_YEARS_BACK):
        day = min(today.day, 28) if today.month == 2 else today.day
        days[years] = date(today.year - years, today.month, day).isoformat()
    return days
