"""What was answered, as it counts: hidden questions unanswered, computed values computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from motcua.forms.conditions import Answers, Condition, Path, answer_at, path_of
from motcua.forms.definition import Definition, Page, Question

Asked = tuple[Question, tuple[Condition | None, ...]]


def kept(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The answers to questions that are asked, in order, with the computed values.

    A condition reads what is kept: an answer to a hidden question shows nothing.
    """
    found: dict[str, Any] = {}
    for question, conditions in definition.questions():
        if is_asked(conditions, found):
            _keep(question, answers, found)
    return found


def is_asked(conditions: Iterable[Condition | None], answers: Answers) -> bool:
    return all(condition is None or condition.holds(answers) for condition in conditions)


def asked_pages(definition: Definition, answers: Answers) -> list[Page]:
    """The pages these answers lead over; a page none of whose questions is asked is none."""
    return [
        page
        for page in definition.pages
        if any(is_asked(conditions, answers) for _question, conditions in page.questions())
    ]


def put(answers: dict[str, Any], path: Path, value: Any, *, emptied: bool = False) -> None:
    """Write one answer; None and empty ones are no answer.

    emptied: left empty on purpose, such as a question that was filled in for one; it stays empty.
    """
    *outer, last = path
    for name in outer:
        answers = answers.setdefault(name, {})
    is_empty = value is None or value in ("", [], {})
    if is_empty and not emptied:
        answers.pop(last, None)
    else:
        answers[last] = "" if is_empty else value


def _keep(question: Question, answers: Answers, found: dict[str, Any]) -> None:
    if question.kind == "computed":
        value = _computed(question.options["computed"], found)
    else:
        value = answer_at(answers, question.path)
    if question.kind == "items" and isinstance(value, list):
        value = [_item(question.detail, each) for each in value if isinstance(each, Mapping)]
    if value is None or value in ("", [], {}):
        return
    put(found, question.path, value)


def _item(detail: Iterable[Question], answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in detail:
        if is_asked([question.shown], found):
            _keep(question, answers, found)
    return found


def _computed(rule: Mapping[str, Any], answers: Answers) -> int | float | None:
    """A sum, a product or a count; None while nothing it is made of is known."""
    ((how, of),) = rule.items()
    scopes = [of] if isinstance(of, str) else of
    values = [value for scope in scopes for value in _values(answers, scope)]
    if how == "count":
        return len(values)
    numbers = [each for each in values if isinstance(each, int | float)]
    if not numbers or (how == "product" and len(numbers) < len(scopes)):
        return None
    if how == "sum":
        return sum(numbers)
    result: int | float = 1
    for number in numbers:
        result *= number
    return result


def _values(answers: Answers, scope: str) -> Iterator[Any]:
    """What lies at a scope; of each item where it leads into a repeating group."""
    outer, _items, inner = scope.partition("/items/")
    value = answer_at(answers, path_of(outer))
    if not isinstance(value, list):
        yield from () if value is None else (value,)
    elif not inner:
        yield from value
    else:
        for item in value:
            yield from _values(item, f"#/{inner}")
