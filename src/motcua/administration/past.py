"""Who changed what, when and why: the states the database kept, told as changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.db.models import Field, ForeignKey, Max, Model, QuerySet
from django.utils.translation import gettext as _

from motcua.administration import wording

MOST_SHOWN = 300


@dataclass(frozen=True)
class Detail:
    """One field: `before → after`."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """What happened to one row."""

    what: str
    verb: str
    details: list[Detail]


@dataclass
class Change:
    """All that one person did at once, with the reason given."""

    moment: dt.datetime
    who: str
    reason: str
    lines: list[Line] = field(default_factory=list)


def events_of(*rows: Model) -> list[QuerySet[Any]]:
    """The states kept of these rows."""
    return [_events(type(row)).filter(pgh_obj_id=row.pk) for row in rows]


def events_where(model: type[Model], **conditions: Any) -> QuerySet[Any]:
    """The states kept of rows that may be gone by now."""
    return _events(model).filter(**conditions)


def changes(kept: Iterable[QuerySet[Any]]) -> list[Change]:
    """The latest changes, newest first; what one person did at once stays together."""
    told = [each for events in kept for each in _compared(events)]
    names = _names(told)
    found: dict[Any, Change] = {}
    for event, before in sorted(told, key=lambda pair: (pair[0].pgh_created_at, pair[0].pgh_id)):
        line = _line(event, before, names)
        if line is None:
            continue
        said = event.pgh_context or {}
        # Without anybody's context, what one transaction did is one change.
        key = event.pgh_context_id or event.pgh_created_at
        change = found.setdefault(
            key,
            Change(event.pgh_created_at, said.get("who") or _("Hệ thống"), said.get("reason", "")),
        )
        if line in change.lines and not line.details:
            continue
        change.lines.append(line)
    return sorted(found.values(), key=lambda change: change.moment, reverse=True)


def latest_state(*rows: Model) -> str:
    """A mark that changes when one of the rows does; a form carries it to notice a colleague."""
    return ".".join(_latest(row) for row in rows)


def _latest(row: Model) -> str:
    kept = _events(type(row)).filter(pgh_obj_id=row.pk).aggregate(latest=Max("pgh_id"))
    return str(kept["latest"] or 0)


def since(rows: Sequence[Model], mark: str) -> list[Change]:
    """The changes after a mark of `latest_state`."""
    seen = zip_longest(rows, mark.split(".")[: len(rows)], fillvalue="")
    return [change for row, last in seen for change in _since(row, last)]  # type: ignore[arg-type]


def _since(row: Model, mark: str) -> list[Change]:
    last = int(mark) if mark.isascii() and mark.isdigit() and len(mark) < 10 else 0
    kept = _events(type(row)).filter(pgh_obj_id=row.pk)
    newer = set(kept.filter(pgh_id__gt=last).values_list("pgh_context_id", flat=True))
    told = _compared(kept)
    fresh = [pair for pair in told if pair[0].pgh_id > last]
    names = _names(fresh)
    result = []
    for event, before in fresh:
        line = _line(event, before, names)
        if line and event.pgh_context_id in newer:
            said = event.pgh_context or {}
            who = said.get("who") or _("Hệ thống")
            result.append(Change(event.pgh_created_at, who, said.get("reason", ""), [line]))
    return result


def _events(model: type[Model]) -> QuerySet[Any]:
    return model.pgh_event_model.objects.all()  # type: ignore[attr-defined]


def _compared(events: QuerySet[Any]) -> list[tuple[Any, Any]]:
    """Each state with the one before it of the same row, or None."""
    before: dict[Any, Any] = {}
    pairs = []
    for event in reversed(events.order_by("-pgh_id")[:MOST_SHOWN]):
        pairs.append((event, before.get(event.pgh_obj_id)))
        before[event.pgh_obj_id] = event
    return pairs


def _line(event: Any, before: Any, names: dict[Any, str]) -> Line | None:
    what = wording.thing(event.pgh_tracked_model, event)
    if event.pgh_label == "insert":
        return Line(what, _("lập mới"), [])
    if event.pgh_label == "delete":
        return Line(what, _("xóa"), [])
    if before is None:
        return Line(what, _("thay đổi"), [])
    details = list(_differences(event, before, names))
    return Line(what, _("thay đổi"), details) if details else None


def _differences(event: Any, before: Any, names: dict[Any, str]) -> Iterator[Detail]:
    for each in _fields(event):
        old, new = getattr(before, each.attname), getattr(event, each.attname)
        if old != new:
            yield Detail(
                wording.label(event.pgh_tracked_model, each.name),
                _said(each, old, names),
                _said(each, new, names),
            )


def _fields(event: Any) -> Iterator[Field]:
    for each in event.pgh_tracked_model._meta.concrete_fields:
        if each.primary_key or each.name in wording.UNTOLD or not hasattr(event, each.attname):
            continue
        yield each


def _said(each: Field, value: Any, names: dict[Any, str]) -> str:
    if isinstance(each, ForeignKey) and value is not None:
        return names.get((each.remote_field.model, value), f"#{value}")
    return wording.value(each, value)


def _names(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, str]:
    """The names of the rows that foreign keys point to: one query for each kind."""
    wanted: dict[type[Model], set[Any]] = {}
    for pair in pairs:
        for event in filter(None, pair):
            for each in _fields(event):
                if isinstance(each, ForeignKey):
                    wanted.setdefault(each.remote_field.model, set()).add(
                        getattr(event, each.attname)
                    )
    return {
        (model, row.pk): wording.name(row)
        for model, keys in wanted.items()
        for row in wording.with_names(model).filter(pk__in=keys - {None})
    }
