"""Right answers to any e-form, made from its definition; and wrong ones, one answer at a time."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from motcua.forms.conditions import Answers, Path
from motcua.forms.definition import Definition, Question
from motcua.forms.service import errors, is_about, is_asked, kept, put

NAMES = ("Nguyễn Thị Thơm", "Trần Văn Đức", "Lê Hoàng Ánh", "Phạm Thu Hà", "Vũ Đình Quý")
TAX_NUMBERS = ("0100109106", "0200827051")
# Years, days without a year, months, numbers of papers: what patterns of the library ask for.
WRITTEN = ("2001", "27/03", "03/1990", "27/03/1990", "C1234567", "031185000123")
TRIES = 400


def sample(
    definition: Definition,
    chance: random.Random,
    *,
    optional: bool = True,
    applicant: Answers | None = None,
) -> Answers:
    """Answers without a mistake. optional: also some of what need not be answered."""
    answers = _filled(definition, chance, optional)
    for _try in range(TRIES):
        wrong = errors(definition, answers, applicant)
        if not wrong:
            return kept(definition, answers)
        # A rule across answers is not met yet: other answers where it complains, or all anew.
        for name in wrong:
            _again(definition, answers, name, chance, optional)
        if _try % 40 == 39:
            answers = _filled(definition, chance, optional)
    raise AssertionError(f"{definition.code}: no right answers found: {wrong}")


def _filled(definition: Definition, chance: random.Random, optional: bool) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for page in definition.pages:
        # With what is computed from the pages before.
        answers = kept(definition, answers)
        for question, conditions in page.questions():
            if is_asked(conditions, answers):
                _answer(question, answers, chance, optional)
    return answers


def _again(
    definition: Definition,
    answers: dict[str, Any],
    name: str,
    chance: random.Random,
    optional: bool,
) -> None:
    counted = kept(definition, answers)
    for question, conditions in definition.questions():
        asked = is_asked(conditions, counted)
        if asked and is_about(name, question.name):
            _answer(question, answers, chance, optional)
            _match_number(answers, question.path)
        elif asked and question.required and question.name not in _names(answers):
            _answer(question, answers, chance, optional)


def _names(answers: Any, before: str = "") -> set[str]:
    if not isinstance(answers, dict):
        return set()
    found = set()
    for key, value in answers.items():
        found |= {f"{before}{key}"} | _names(value, f"{before}{key}.")
    return found


def _answer(
    question: Question, answers: dict[str, Any], chance: random.Random, optional: bool
) -> None:
    if question.kind == "computed":
        return
    if not question.required and not (optional and chance.random() < 0.6):
        put(answers, question.path, None)
        return
    put(answers, question.path, value_of(question, chance, optional))
    _match_number(answers, question.path)


def value_of(question: Question, chance: random.Random, optional: bool = True) -> Any:
    """One right answer to one question."""
    schema = question.schema
    match question.kind:
        case "choice":
            return chance.choice([value for value, _words in question.choices])
        case "choices":
            offered = [value for value, _words in question.choices]
            return chance.sample(offered, max(1, schema.get("minItems", 1)))
        case "yes_no":
            return chance.choice([True, False])
        case "integer" | "money" | "number":
            least = schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1)
            most = min(schema.get("maximum", least + 1000), least + 1000)
            return chance.randint(int(least), int(most))
        case "date":
            return _day(schema, chance)
        case "address":
            return {"detail": "Số 5, ngõ 12, đường Hoàng Văn Thụ", "commune": "11311"}
        case "items":
            count = max(schema.get("minItems", 1), 1)
            return [_item(question, chance, optional) for _ in range(count)]
    return _text(question, chance)


def _item(question: Question, chance: random.Random, optional: bool) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for inner in question.detail:
        if is_asked([inner.shown], item):
            _answer(inner, item, chance, optional)
    return item or {question.detail[0].path[0]: value_of(question.detail[0], chance)}


def _day(schema: Any, chance: random.Random) -> str:
    today = timezone.localdate()
    if schema["format"] == "past-date":
        ages = (0, 1, 30, 400, 6_000, 8_000, 10_000, 12_000, 14_000, 20_000, 27_000)
        return (today - timedelta(days=chance.choice(ages) + chance.randint(0, 20))).isoformat()
    ahead = (0, 1, 30, 365) if schema["format"] == "future-date" else (-9000, -300, 0, 30, 365)
    return (today + timedelta(days=chance.choice(ahead))).isoformat()


def _text(question: Question, chance: random.Random) -> str:
    form = question.schema.get("format")
    if form == "identity-number":
        return "031185000123"
    if form == "tax-number":
        return chance.choice(TAX_NUMBERS)
    if form == "phone":
        return "0912345678"
    if form == "email":
        return "thu@example.vn"
    if question.block_field == "full_name":
        return chance.choice(NAMES)
    if question.schema.get("pattern"):
        return _fitting(question.schema["pattern"])
    most = question.schema.get("maxLength", 60)
    return "Ghi theo giấy tờ"[:most]


def _fitting(pattern: str) -> str:
    """A line people write where the form wants it just so."""
    return next(line for line in WRITTEN if re.fullmatch(pattern, line))


def _match_number(answers: dict[str, Any], path: Path) -> None:
    """A personal number carries the year of birth beside it."""
    holder = answers
    for name in path[:-1]:
        holder = holder.get(name, {})
    number, born = holder.get("identity_number"), str(holder.get("birth_date", ""))
    if number and len(born) == 10:
        century = (int(born[:4]) - 1900) // 100 * 2 + (holder.get("gender") == "female")
        holder["identity_number"] = f"031{century}{born[2:4]}000123"


def spoiled(
    definition: Definition, answers: Answers, chance: random.Random
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name of the question, the answers with that one made wrong), for each that can be."""
    for question, conditions in definition.questions():
        if not is_asked(conditions, answers) or question.kind == "computed":
            continue
        for wrong in _wrong_values(question):
            copy = _copied(answers)
            put(copy, question.path, wrong)
            yield question.name, copy
        if question.required and _holders_required(definition, question):
            copy = _copied(answers)
            put(copy, question.path, None)
            yield question.name, copy


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _holders_required(definition: Definition, question: Question) -> bool:
    schema = definition.schema
    for name in question.path:
        if name not in schema.get("required", ()):
            return False
        schema = schema["properties"][name]
    return True


def _wrong_values(question: Question) -> list[Any]:
    form = question.schema.get("format", "")
    if form in ("identity-number", "tax-number", "phone", "email"):
        return ["12a"]
    wrong: dict[str, list[Any]] = {
        "date": ["31/2/2020", "2020-02-31"],
        "choice": ["không có trong danh sách"],
        "choices": [["không có trong danh sách"]],
        "integer": ["ba"],
        "money": ["ba", -1],
        "number": ["ba"],
        "address": [{"detail": "Số 5", "commune": "Xã không có"}],
        "yes_no": ["có lẽ"],
    }
    if question.kind in ("text", "paragraph") and "maxLength" in question.schema:
        return ["x" * (question.schema["maxLength"] + 1)]
    return wrong.get(question.kind, [])
