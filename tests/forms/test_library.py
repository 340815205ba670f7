"""Every form of the library: right answers are taken, wrong ones refused with their question."""

from functools import cache
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.forms.conditions import Answers
from motcua.forms.definition import Definition
from motcua.forms.formats import FORMATS
from motcua.forms.reading import read
from motcua.forms.service import (
    asked_pages,
    contract,
    errors,
    is_asked,
    kept,
    library,
    mistakes,
    put,
    summary,
)
from tests.dossiers.people import APPLICANT
from tests.forms.samples import sample, spoiled, value_of

pytestmark = pytest.mark.django_db

FILES = {data["code"]: data for data in library()}
# Finding right answers to the longest forms takes seconds.
TRIES = {"cong-ty-co-phan": 1, "lien-thong-khai-sinh": 4, "tro-cap-xa-hoi": 4}
every_form = pytest.mark.parametrize("code", FILES)


@cache
def definition_of(code: str) -> Definition:
    return read(FILES[code])


@cache
def validator_of(code: str) -> jsonschema_rs.Draft202012Validator:
    """What another system has: the exported schema and the meaning of its formats."""
    return jsonschema_rs.Draft202012Validator(
        contract(definition_of(code)), validate_formats=True, formats=FORMATS
    )


def by_chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 answers, not secrets


@cache
def sampled(code: str, seed: int, *, optional: bool = True) -> Answers:
    definition = definition_of(code)
    return sample(definition, by_chance(seed), optional=optional, applicant=APPLICANT)


def tried(code: str, most: int = 8) -> Any:
    """A few seeds for a form, found by Hypothesis; the same ones every time."""
    return settings(
        max_examples=min(most, TRIES.get(code, most)),
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@every_form
def test_a_form_has_no_mistake_and_its_english_is_complete(code: str) -> None:
    assert mistakes(FILES[code]) == []


@every_form
def test_right_answers_are_taken_by_the_form_and_by_its_schema_alone(code: str) -> None:
    definition = definition_of(code)

    @tried(code)
    @given(st.integers(0, 10**6), st.booleans())
    def taken(seed: int, optional: bool) -> None:
        answers = sampled(code, seed, optional=optional)
        assert errors(definition, answers, APPLICANT) == {}
        assert list(validator_of(code).iter_errors(answers)) == []
        assert kept(definition, answers) == answers
        assert [each.name for each in summary(definition, answers)] == [
            page.name for page in asked_pages(definition, answers)
        ]

    taken()


@every_form
def test_a_wrong_answer_is_refused_with_its_question(code: str) -> None:
    definition = definition_of(code)

    @tried(code, most=3)
    @given(st.integers(0, 10**6))
    def refused(seed: int) -> None:
        for name, wrong in spoiled(definition, sampled(code, seed), by_chance(seed)):
            assert name in errors(definition, wrong, APPLICANT)
            assert not validator_of(code).is_valid(kept(definition, wrong)), name

    refused()


@every_form
def test_what_a_condition_hides_is_not_asked_kept_or_shown(code: str) -> None:
    definition = definition_of(code)

    @tried(code)
    @given(st.integers(0, 10**6))
    def hidden(seed: int) -> None:
        answers, chance = dict(sampled(code, seed)), by_chance(seed)
        filled = _with_every_answer(definition, answers, chance)
        counted = kept(definition, filled)
        # What is kept is what is asked, and asking again changes nothing.
        assert kept(definition, counted) == counted
        for question, conditions in definition.questions():
            if not is_asked(conditions, counted):
                value: Any = counted
                for name in question.path:
                    value = value.get(name, {}) if isinstance(value, dict) else {}
                assert value == {}, question.name
        asked = asked_pages(definition, counted)
        order = [page.name for page in definition.pages]
        assert [order.index(page.name) for page in asked] == sorted(
            order.index(page.name) for page in asked
        )

    hidden()


def _with_every_answer(definition: Definition, answers: Any, chance: Random) -> dict[str, Any]:
    """The answers, and one to every hidden question as well."""
    copy: dict[str, Any] = {**answers}
    counted = kept(definition, answers)
    for question, conditions in definition.questions():
        if question.kind != "computed" and not is_asked(conditions, counted):
            holder = copy
            for name in question.path[:-1]:
                holder[name] = dict(holder.get(name, {}))
                holder = holder[name]
            put(copy, question.path, value_of(question, chance))
    return copy


@every_form
def test_a_system_may_not_add_what_is_not_asked(code: str) -> None:
    answers = sampled(code, 0)
    assert not validator_of(code).is_valid({**answers, "nobody_asked": "x"})


@every_form
def test_nothing_answered_is_refused_in_the_order_of_the_form(code: str) -> None:
    definition = definition_of(code)
    order = [question.name for question, _conditions in definition.questions()]
    places = [order.index(name) for name in errors(definition, {}, APPLICANT)]
    assert places == sorted(places)
    assert places
