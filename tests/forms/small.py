"""Small e-forms to try one thing of the engine with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.forms.checking import texts
from motcua.forms.definition import Definition
from motcua.forms.reading import read

LINE = {"type": "string", "maxLength": 200}
YES_NO = {"type": "boolean"}
WHOLE = {"type": "integer", "minimum": 0}


def asks(name: str, *, when: Mapping[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """A control; `when` is the rule it is shown by."""
    control: dict[str, Any] = {"type": "Control", "scope": f"#/properties/{name}"}
    return control | ({"rule": when} if when else {}) | ({"options": options} if options else {})


def shown_if(name: str, schema: Mapping[str, Any], effect: str = "SHOW") -> dict[str, Any]:
    return {"effect": effect, "condition": where(name, schema)}


def where(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"scope": f"#/properties/{name}", "schema": schema}


def page(name: str, *elements: Any, rule: Mapping[str, Any] | None = None) -> dict[str, Any]:
    found = {"type": "Category", "label": f"Trang {name}", "options": {"name": name}}
    return found | {"elements": list(elements)} | ({"rule": rule} if rule else {})


def choice(*values: str) -> dict[str, Any]:
    return {"type": "string", "oneOf": [{"const": each, "title": f"Mục {each}"} for each in values]}


def form_file(
    properties: Mapping[str, Mapping[str, Any]],
    *pages: Mapping[str, Any],
    required: Sequence[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """A form's file without a mistake: all on one page, printed and in English by itself.

    pages: when they are not that one page; more: further keys of the file.
    """
    titled = {name: {"title": f"Ô {name}", **each} for name, each in properties.items()}
    layout = pages or [page("mot", *map(asks, properties))]
    data = {
        "code": "thu",
        "title": "Tờ khai thử",
        "source": {"text": "Mẫu thử", "verified": False},
        "schema": {"type": "object", "properties": titled, "required": list(required)},
        "layout": {"type": "Categorization", "elements": list(layout)},
        "paper": {"heading": "TỜ KHAI THỬ", "body": [f"Ghi: {{{name}}}" for name in properties]},
        "english": {},
        **more,
    }
    if not more.get("english"):
        data["english"] = {text: f"({text})" for text in texts(read(data))}
    return data


def form(*arguments: Any, **more: Any) -> Definition:
    return read(form_file(*arguments, **more))
