"""When a question is asked: rules of a JSON Forms layout, read here and turned into JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any]
Path = tuple[str, ...]


class BadDefinition(ValueError):
    """A definition of an e-form that cannot be read; says where and why, in Vietnamese."""


def path_of(scope: str) -> Path:
    """ "#/properties/child/properties/gender" -> ("child", "gender"). Raises BadDefinition."""
    parts = scope.split("/")
    if parts[0] != "#" or len(parts) < 3 or set(parts[1::2]) - {"properties", "items"}:
        raise BadDefinition(f"scope “{scope}” phải có dạng #/properties/tên")
    return tuple(parts[2::2])


def answer_at(answers: Any, path: Path) -> Any:
    """The answer at a path; None where there is none."""
    for name in path:
        if not isinstance(answers, Mapping):
            return None
        answers = answers.get(name)
    return answers


@dataclass(frozen=True)
class Asked:
    """One answer compared: by `const`, `enum`, `contains` of a const, or `not` one of these."""

    path: Path
    schema: Mapping[str, Any]

    def holds(self, answers: Answers) -> bool:
        """Whether it is so; never where nothing was answered."""
        value = answer_at(answers, self.path)
        return value is not None and _fits(value, self.schema)

    def as_schema(self) -> dict[str, Any]:
        return required_at(self.path, dict(self.schema))

    def reads(self) -> set[Path]:
        return {self.path}


@dataclass(frozen=True)
class Combined:
    """Several conditions: `allOf` them, or `anyOf` them."""

    how: str
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        every = all if self.how == "allOf" else any
        return every(part.holds(answers) for part in self.parts)

    def as_schema(self) -> dict[str, Any]:
        return {self.how: [part.as_schema() for part in self.parts]}

    def reads(self) -> set[Path]:
        return set().union(*(part.reads() for part in self.parts))


@dataclass(frozen=True)
class Not:
    part: Condition

    def holds(self, answers: Answers) -> bool:
        return not self.part.holds(answers)

    def as_schema(self) -> dict[str, Any]:
        return {"not": self.part.as_schema()}

    def reads(self) -> set[Path]:
        return self.part.reads()


Condition = Asked | Combined | Not


def read_rule(rule: Mapping[str, Any] | None) -> Condition | None:
    """A layout rule as the condition under which its element is shown; None without a rule."""
    if rule is None:
        return None
    condition = read_condition(rule.get("condition", {}))
    if rule.get("effect") == "HIDE":
        return Not(condition)
    if rule.get("effect") != "SHOW":
        raise BadDefinition("rule.effect phải là SHOW hoặc HIDE")
    return condition


def read_condition(condition: Mapping[str, Any]) -> Condition:
    """Raises BadDefinition for what is not a condition of docs/forms.md."""
    combined = {"AND": "allOf", "OR": "anyOf"}.get(condition.get("type", ""))
    if combined:
        return Combined(combined, tuple(map(read_condition, condition.get("conditions", []))))
    schema = condition.get("schema", {})
    if set(schema) - {"const", "enum", "contains", "not"} or len(schema) != 1:
        raise BadDefinition("điều kiện chỉ so sánh bằng const, enum, contains hoặc not")
    return Asked(path_of(condition.get("scope", "")), schema)


def all_of(*conditions: Condition | None) -> Condition | None:
    """The conditions that are there, together."""
    known = tuple(condition for condition in conditions if condition is not None)
    return Combined("allOf", known) if len(known) > 1 else next(iter(known), None)


def required_at(path: Path, schema: Any) -> dict[str, Any]:
    """A schema that wants an answer at a path, of this schema."""
    *outer, last = path
    found: dict[str, Any] = {"properties": {last: schema}, "required": [last]}
    for name in reversed(outer):
        found = {"properties": {name: found}, "required": [name]}
    return found


def forbidden_at(path: Path) -> dict[str, Any]:
    """A schema that wants no answer at a path."""
    found: Any = False
    for name in reversed(path):
        found = {"properties": {name: found}}
    return dict(found)


def _fits(value: Any, schema: Mapping[str, Any]) -> bool:
    if "not" in schema:
        return not _fits(value, schema["not"])
    if "contains" in schema:
        return isinstance(value, list) and any(_fits(each, schema["contains"]) for each in value)
    return value == schema["const"] if "const" in schema else value in schema.get("enum", [])
