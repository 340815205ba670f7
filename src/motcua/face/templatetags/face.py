"""`{% load face %}`: the components of docs/design.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from motcua.dossiers import keeping
from motcua.dossiers.models import State
from motcua.face import icons, words

register = template.Library()

register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("short_moment", words.short_moment)
register.filter("money", words.money)
register.filter("file_size", words.file_size)
register.filter("kept_until", keeping.kept_until)
register.simple_tag(icons.icon, name="icon")

# Shape and tone of each public state; the word comes from the state itself.
_STATES: dict[int, tuple[str, str]] = {
    State.REGISTERED: ("ring", "plain"),
    State.RECEIVED: ("ring-check", "course"),
    State.NOT_RECEIVED: ("ring-cross", "closed"),
    State.PROCESSING: ("half", "course"),
    State.SUPPLEMENT: ("page-plus", "attention"),
    State.PAYMENT: ("card", "attention"),
    State.WITHDRAWING: ("back", "attention"),
    State.STOPPED: ("stop", "closed"),
    State.FINISHED: ("ring-check", "done"),
    State.RETURNED: ("two-checks", "returned"),
}


@register.inclusion_tag("components/status_tag.html")
def status_tag(state: int) -> dict[str, Any]:
    """The public state of a dossier: shape, word and colour."""
    shape, tone = _STATES[state]
    return {"label": State(state).label, "shape": shape, "tone": tone}


@register.inclusion_tag("components/page_heading.html")
def page_heading(title: str, caption: str = "", lead: str = "", size: str = "l") -> dict[str, Any]:
    return {"title": title, "caption": caption, "lead": lead, "size": size}


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, text: str = "") -> dict[str, Any]:
    return {"url": url, "text": text}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """Text and address in turn; the page itself is not listed."""
    return {"items": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Every error of the forms, each leading to its field; nothing when there is none."""
    return {"forms": [form for form in forms if form is not None and form.errors]}


@register.inclusion_tag("components/button.html")
def button(text: str, kind: str = "primary", **attrs: str) -> dict[str, Any]:
    """kind: primary (once a page), secondary, quiet or danger; attrs: name, value, form, id."""
    return {"text": text, "kind": kind, "attrs": attrs}


@register.inclusion_tag("components/button_link.html")
def button_link(text: str, url: str, kind: str = "primary") -> dict[str, Any]:
    return {"text": text, "url": url, "kind": kind}


@register.inclusion_tag("components/print_button.html")
def print_button(text: str = "") -> dict[str, Any]:
    return {"text": text}


@register.inclusion_tag("components/search_box.html")
def search_box(
    url: str, label: str, value: str = "", name: str = "q", hint: str = "", size: str = "l"
) -> dict[str, Any]:
    """A GET search; size l for the one thing a page is about, m elsewhere."""
    return locals()


@register.inclusion_tag("components/due_date.html")
def due_date(
    due: dt.datetime | None,
    left: str = "",
    *,
    near: bool | None = None,
    paused_since: dt.datetime | None = None,
    finished: dt.datetime | None = None,
    short: bool = False,
) -> dict[str, Any]:
    """The clock in one sentence. `left` is the clock's own wording of the time left; `near`,
    unless the caller knows better, is a day of 24 hours."""
    return {
        "due": due,
        "tone": _due_tone(due, near, paused_since, finished),
        "left": left,
        "paused_since": paused_since,
        "finished": finished,
        "short": short,
    }


def _due_tone(
    due: dt.datetime | None,
    near: bool | None,
    paused_since: dt.datetime | None,
    finished: dt.datetime | None,
) -> str:
    if finished is not None:
        return "late" if due is not None and finished > due else "done"
    if paused_since is not None:
        return "paused"
    if due is None:
        return "none"
    left = due - timezone.now()
    if left < dt.timedelta(0):
        return "overdue"
    return "near" if (left <= dt.timedelta(days=1) if near is None else near) else "ok"


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[Any], level: int = 3) -> dict[str, Any]:
    """Entries carry title, moment and, if known, by, note and files; newest first."""
    return {"entries": entries, "level": level}


@register.inclusion_tag("components/step_list.html")
def step_list(steps: Iterable[Any]) -> dict[str, Any]:
    """Steps carry name, state (done, current, to_come) and, if known, who, hours, moment."""
    return {"steps": steps}


@register.inclusion_tag("components/task_list.html")
def task_list(items: Iterable[Any]) -> dict[str, Any]:
    """Items carry name, url, done and, if useful, hint and status."""
    return {"items": items}


@register.inclusion_tag("components/file_list.html")
def file_list(files: Iterable[Any]) -> dict[str, Any]:
    """Files carry name, url, size in bytes and, if any, thumbnail_url, note, remove.

    `remove` is what the button “Gỡ bỏ” sends as `remove` with the form the list stands in.
    """
    return {"files": files}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/section_tabs.html")
def section_tabs(items: Sequence[Any], label: str = "") -> dict[str, Any]:
    """Tabs that are pages: items carry text, url, current and, if useful, count."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Reads and writes `?page=`, and keeps the rest of the query string."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "request": context["request"],
        "page": page,
        "pages": pages,
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("components/process_diagram.html")
def process_diagram(url: str, current: str = "", done: str = "") -> dict[str, Any]:
    """The BPMN at `url`, drawn by script; `current` and `done` are element ids, space apart."""
    return {"url": url, "current": current, "done": done}


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """A list of facts; holds `{% row %}`."""
    return _fill("summary", content)


@register.simple_block_tag
def row(content: str, key: str, url: str = "", action: str = "") -> SafeString:
    return _fill("summary_row", content, key=key, url=url, action=action)


@register.simple_block_tag
def details(content: str, title: str, *, open: bool = False) -> SafeString:
    return _fill("details", content, title=title, open=open)


@register.simple_block_tag
def notification(content: str, kind: str = "info", title: str = "") -> SafeString:
    """kind: info, success, attention or error."""
    return _fill("notification", content, kind=kind, title=title)


@register.simple_block_tag
def confirmation(content: str, title: str, code: str = "", label: str = "") -> SafeString:
    """What was done and the code to keep; one a page."""
    return _fill("confirmation", content, title=title, code=code, label=label)


def _fill(name: str, content: str, **values: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", {"content": content, **values})
