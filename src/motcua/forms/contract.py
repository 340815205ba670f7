"""The JSON Schema an e-form's answers must satisfy: conditions included, blocks in place.

The same schema validates pages and API, and is what other systems read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.forms.conditions import (
    Condition,
    Path,
    all_of,
    forbidden_at,
)
from motcua.forms.definition import Definition, Question

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What the layout reads and JSON Schema does not.
_OURS = ("block", "unit", "titles")


def contract(definition: Definition) -> dict[str, Any]:
    """What right answers are, self-contained."""
    questions = [(each, all_of(*conditions)) for each, conditions in definition.questions()]
    return {"$schema": _DIALECT, "title": definition.title, **_of(definition.schema, questions)}


def _of(
    schema: Mapping[str, Any], questions: Iterable[tuple[Question, Condition | None]]
) -> dict[str, Any]:
    """An object's schema: what is always required, and what only under a condition."""
    hidden = {question.path: condition for question, condition in questions if condition}
    details = {question.path: question.detail for question, _ in questions if question.detail}
    found = _without(schema, (), hidden, details)
    rules = [
        {
            "if": condition.as_schema(),
            "then": _wanted(schema, path),
            "else": forbidden_at(path),
        }
        for path, condition in hidden.items()
    ]
    return {**found, "allOf": rules} if rules else found


def _wanted(schema: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """That the answer at a path is there, as far as the schema requires what leads to it."""
    name, *inner = path
    required = {"required": [name]} if name in schema.get("required", ()) else {}
    if not inner:
        return required
    below = _wanted(schema["properties"][name], tuple(inner))
    return {"properties": {name: below}, **required} if below else {}


def _without(
    schema: Mapping[str, Any],
    path: Path,
    hidden: Mapping[Path, Condition],
    details: Mapping[Path, tuple[Question, ...]],
) -> dict[str, Any]:
    """The schema with what a condition may hide no longer required by itself."""
    found = {key: value for key, value in schema.items() if key not in _OURS}
    if path in details:
        inner = [(each, each.shown) for each in details[path]]
        return {**found, "items": _of(schema["items"], inner)}
    if "properties" not in schema:
        return found
    found["properties"] = {
        name: _without(each, (*path, name), hidden, details)
        for name, each in schema["properties"].items()
    }
    found["required"] = [
        name
        for name in schema.get("required", ())
        if not _may_be_absent((*path, name), schema, hidden)
    ]
    return found


def _may_be_absent(path: Path, holder: Mapping[str, Any], hidden: Mapping[Path, Condition]) -> bool:
    """Whether a condition hides the answer, or all that is asked of a group of them."""
    if path in hidden:
        return True
    inner = holder["properties"][path[-1]].get("properties", {})
    asked_apart = any(other[: len(path)] == path for other in hidden)
    if not (inner and asked_apart):
        return False
    return all(
        _may_be_absent((*path, name), holder["properties"][path[-1]], hidden) for name in inner
    )
