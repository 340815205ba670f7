"""Filling in any e-form the way people do: page after page, question after question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from motcua.forms.conditions import answer_at
from motcua.forms.definition import Definition, Page, Question
from motcua.forms.service import is_asked, kept, library, read
from tests.browser.visitor import Visitor

# A commune by its name, as the address of an answer names it by its code.
PLACES = {"11311": "Phường Hồng Bàng, Thành phố Hải Phòng"}

Keys = list[tuple[str, str]]


def form_of(code: str) -> Definition:
    """A form delivered with the platform."""
    return next(read(data) for data in library() if data["code"] == code)


def asked_pages(definition: Definition, answers: dict[str, Any]) -> Iterator[Page]:
    counted = kept(definition, answers)
    for page in definition.pages:
        if any(is_asked(conditions, counted) for _question, conditions in page.questions()):
            yield page


def fills_form(
    visitor: Visitor,
    definition: Definition,
    answers: dict[str, Any],
    *,
    look: Callable[[str], None] = lambda _name: None,
) -> int:
    """Every page of the form with these answers, from its first page on; gives their number."""
    pages = list(asked_pages(definition, answers))
    for page in pages:
        visitor.lands_on(page.label)
        look(page.name)
        fills_page(visitor, definition, page, answers)
        visitor.press("Lưu và tiếp tục")
        while not visitor.javascript and visitor.page.url.endswith(f"/to-khai/{page.name}/"):
            # Without the script, what the answers ask for besides appears once they are sent.
            fills_page(visitor, definition, page, answers)
            visitor.press("Lưu và tiếp tục")
    return len(pages)


def fills_page(
    visitor: Visitor, definition: Definition, page: Page, answers: dict[str, Any]
) -> None:
    counted = kept(definition, answers)
    for question, conditions in page.questions():
        if not is_asked(conditions, counted):
            continue
        value = answer_at(answers, question.path)
        if question.kind == "items":
            _fills_items(visitor, question, value or [])
        elif _is_there(visitor, question.name):
            _fills(visitor, question, question.name, value)


def controls_of(
    definition: Definition, page: Page, answers: dict[str, Any]
) -> tuple[dict[str, list[str]], dict[str, int]]:
    """(what each control of the page is to hold, how many items each repeating group)."""
    controls: dict[str, list[str]] = {}
    groups: dict[str, int] = {}
    counted = kept(definition, answers)

    def hold(question: Question, name: str, value: Any) -> None:
        for part, text in _typed(question, name, value):
            controls.setdefault(part, []).append(text)

    for question, conditions in page.questions():
        if not is_asked(conditions, counted):
            continue
        value = answer_at(answers, question.path)
        if question.kind != "items":
            hold(question, question.name, value)
            continue
        groups[question.name] = len(value or [])
        for place, item in enumerate(value or []):
            for inner in question.detail:
                if is_asked([inner.shown], item):
                    name = f"{question.name}.{place}.{inner.name}"
                    hold(inner, name, answer_at(item, inner.path))
    return controls, groups


def _is_there(visitor: Visitor, name: str) -> bool:
    """Without the script a question may be asked only once the page was sent."""
    return visitor.page.locator(f'.mc-question[id="{name}"]').is_visible()


def _fills_items(visitor: Visitor, question: Question, items: list[dict[str, Any]]) -> None:
    shown = int(visitor.page.locator(f'[name="{question.name}.count"]').input_value())
    for _missing in range(len(items) - shown):
        visitor.page.locator(f'button[name="add"][value="{question.name}"]').click()
    for place, item in enumerate(items):
        for inner in question.detail:
            name = f"{question.name}.{place}.{inner.name}"
            if is_asked([inner.shown], item) and _is_there(visitor, name):
                _fills(visitor, inner, name, answer_at(item, inner.path))


def _fills(visitor: Visitor, question: Question, name: str, value: Any) -> None:
    page = visitor.page
    for part, text in _typed(question, name, value):
        control = page.locator(f'[name="{part}"]')
        kind = control.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            page.locator(f'[name="{part}"][value="{text}"]').check()
        elif control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(text)
        else:
            control.fill(text)


def _typed(question: Question, name: str, value: Any) -> Keys:
    """(name of the control, what is typed or chosen in it)."""
    if question.kind == "computed" or (value is None and question.kind in ("choice", "yes_no")):
        return []
    match question.kind:
        case "date":
            year, month, day = str(value).split("-") if value else ("", "", "")
            return [(f"{name}_day", day), (f"{name}_month", month), (f"{name}_year", year)]
        case "address":
            kept = value or {}
            place = PLACES.get(kept.get("commune", ""), "")
            return [(f"{name}_detail", kept.get("detail", "")), (f"{name}_place", place)]
        case "yes_no":
            return [(name, str(value).lower())]
        case "choices":
            return [(name, each) for each in value or []]
        case "number":
            return [(name, "" if value is None else f"{value:g}".replace(".", ","))]
    return [(name, "" if value is None else str(value))]
