"""What is asked when: every kind of condition, in answers and in the contract alike."""

from typing import Any

import jsonschema_rs
import pytest

from motcua.forms.definition import Definition
from motcua.forms.service import asked_pages, contract, errors, kept
from tests.forms.small import LINE, WHOLE, YES_NO, asks, choice, form, page, shown_if, where

SEVERAL = {"type": "array", "uniqueItems": True, "items": choice("a", "b", "c")}


def accepts(definition: Definition, answers: dict[str, Any]) -> bool:
    """What the exported schema alone says."""
    return jsonschema_rs.Draft202012Validator(contract(definition)).is_valid(answers)


def both(*conditions: Any, how: str) -> dict[str, Any]:
    return {"effect": "SHOW", "condition": {"type": how, "conditions": list(conditions)}}


ASKED = where("first", {"const": "a"}), where("number", {"enum": [1, 2]})
RULES = [
    (shown_if("first", {"const": "a"}), [{"first": "a"}], [{"first": "b"}, {}]),
    (shown_if("first", {"enum": ["a", "b"]}), [{"first": "b"}], [{"first": "c"}, {}]),
    (shown_if("first", {"not": {"const": "a"}}), [{"first": "b"}], [{"first": "a"}, {}]),
    (shown_if("first", {"not": {"enum": ["a", "b"]}}), [{"first": "c"}], [{"first": "b"}]),
    (shown_if("several", {"contains": {"const": "b"}}), [{"several": ["a", "b"]}], [{}]),
    (
        shown_if("several", {"not": {"contains": {"const": "b"}}}),
        [{"several": ["a"]}],
        [{"several": ["b"]}, {}],
    ),
    (shown_if("first", {"const": "a"}, "HIDE"), [{}, {"first": "b"}], [{"first": "a"}]),
    (shown_if("yes", {"const": True}), [{"yes": True}], [{"yes": False}, {}]),
    (
        both(*ASKED, how="AND"),
        [{"first": "a", "number": 2}],
        [{"first": "a"}, {"number": 2}, {"first": "a", "number": 3}],
    ),
    (both(*ASKED, how="OR"), [{"first": "a"}, {"number": 1}], [{"first": "b", "number": 3}, {}]),
]


@pytest.mark.parametrize(("rule", "showing", "hiding"), RULES)
def test_a_condition_shows_and_hides(rule: Any, showing: list[Any], hiding: list[Any]) -> None:
    properties = {
        "first": choice("a", "b", "c"),
        "several": SEVERAL,
        "yes": YES_NO,
        "number": WHOLE,
        "then": LINE,
    }
    before = [asks(name) for name in list(properties)[:-1]]
    definition = form(properties, page("mot", *before, asks("then", when=rule)), required=["then"])
    for answers in showing:
        assert errors(definition, answers) == {"then": "Hãy ghi mục này."}
        assert not accepts(definition, answers)
        full = {**answers, "then": "x"}
        assert errors(definition, full) == {}
        assert accepts(definition, full)
        assert kept(definition, full) == full
    for answers in hiding:
        assert errors(definition, answers) == {}
        assert accepts(definition, answers)
        # What was answered while it was asked is no answer any more; a system may not send it.
        assert kept(definition, {**answers, "then": "x"}) == answers
        assert not accepts(definition, {**answers, "then": "x"})


CHAIN = form(
    {"one": YES_NO, "two": YES_NO, "three": LINE, "four": LINE},
    page("mot", asks("one"), asks("two", when=shown_if("one", {"const": True}))),
    page("hai", asks("three"), rule=shown_if("two", {"const": True})),
    page("ba", asks("four")),
    required=["one", "two", "three"],
)


def test_an_answer_to_a_hidden_question_shows_nothing() -> None:
    answers = {"one": False, "two": True, "three": "x", "four": "y"}
    assert kept(CHAIN, answers) == {"one": False, "four": "y"}
    assert errors(CHAIN, answers) == {}
    assert kept(CHAIN, {**answers, "one": True}) == {**answers, "one": True}


def test_pages_come_in_order_and_only_those_asked() -> None:
    def names(answers: dict[str, Any]) -> list[str]:
        return [each.name for each in asked_pages(CHAIN, answers)]

    assert names({}) == ["mot", "ba"]
    assert names({"one": True, "two": True}) == ["mot", "hai", "ba"]


def test_conditions_inside_a_repeating_group_read_the_item() -> None:
    item = {
        "type": "object",
        "properties": {
            "kind": {"title": "Loại", **choice("a", "other")},
            "which": {"title": "Ghi rõ", **LINE},
        },
        "required": ["kind", "which"],
    }
    detail = {
        "type": "VerticalLayout",
        "elements": [
            asks("kind"),
            asks("which", when=shown_if("kind", {"const": "other"})),
        ],
    }
    definition = form(
        {"things": {"type": "array", "minItems": 1, "maxItems": 2, "items": item}},
        page("mot", asks("things", item="Việc", detail=detail)),
        required=["things"],
    )
    assert errors(definition, {}) == {"things": "Hãy thêm ít nhất một mục."}
    answers = {"things": [{"kind": "a", "which": "x"}, {"kind": "other"}]}
    assert kept(definition, answers) == {"things": [{"kind": "a"}, {"kind": "other"}]}
    assert errors(definition, answers) == {"things.1.which": "Hãy ghi mục này."}
    assert errors(definition, {"things": [{"kind": "a"}] * 3}) == {
        "things": "Chỉ được nhiều nhất 2 mục. Hãy bỏ bớt."
    }
