"""Reading forms off pages and sending them back, as a browser would."""

from typing import Any

from django.test import Client


def filled(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    """What a page's form holds, with what is typed over it."""
    form = client.get(address).context["form"]
    return boxes(form) | typed


def boxes(form: Any) -> dict[str, Any]:
    """The names and values a browser would send of an untouched form."""
    given: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if bound.shape == "date":
            parts = bound.field.widget.decompress(value)
            names = ("day", "month", "year")
            given |= {f"{bound.html_name}_{n}": p or "" for n, p in zip(names, parts, strict=True)}
        elif bound.shape == "checkboxes":
            given[bound.html_name] = value or []
        elif value not in (None, False):
            given[bound.html_name] = str(value)
    return given


def rows_of(answer: Any) -> dict[str, Any]:
    """What a page with a table of rows holds, hidden boxes and all."""
    table = answer.context["table"]
    given = {"count": str(table.count), **boxes(answer.context["seen"])}
    for form in table.forms:
        given |= boxes(form)
    return given
