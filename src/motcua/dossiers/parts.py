"""Liên thông: the shares of several agencies in one dossier, each on its own clock.

The dossier keeps its one appointment and is counted once; a part says how long its agency took.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from motcua.calendars.service import calendar_of
from motcua.clock import Limit, LimitUnit
from motcua.dossiers import places
from motcua.dossiers.models import Dossier, Part
from motcua.organization.models import Unit
from motcua.processes.blocks import blocks, span, span_in_hours
from motcua.processes.models import ProcessVersion, Step
from motcua.processes.simulation import after
from motcua.processes.tables import row_of


def open_for(dossier: Dossier, ready: Iterable[Step], now: datetime) -> dict[str, Part]:
    """The parts of the steps that are ready, by key; one not there yet is opened.

    None at all where one agency does everything.
    """
    if not is_linked(dossier.road.version):
        return {}
    parts = {part.key: part for part in dossier.parts.select_related("agency")}
    for step in ready:
        part = parts.get(step.part)
        if part is None:
            parts[step.part] = Part.objects.create(**_facts(dossier, step), opened_at=now)
            reschedule(parts[step.part])
        elif part.closed_at is not None:
            part.closed_at = None
            part.save(update_fields=["closed_at"])
    return parts


def close_idle(dossier: Dossier, ready: Iterable[Step], now: datetime) -> None:
    """Close the parts that have nothing to do; the lead's lasts as long as the road."""
    if not is_linked(dossier.road.version):
        return
    busy = {step.part for step in ready}
    idle = dossier.parts.filter(closed_at=None).exclude(key__in=busy)
    if busy:
        idle = idle.exclude(lead=True)
    idle.update(closed_at=now)


def is_linked(version: ProcessVersion) -> bool:
    """Whether other agencies have parts of the process."""
    return any(step.part for step in version.steps.all())


def reschedule(part: Part) -> None:
    """Say until when the part should be done, by its agency's calendar.

    The sum of its steps' limits, working days as 8 hours each; none when they set none. The lead
    goes by the dossier's own date.
    """
    version = part.dossier.road.version
    rows = [row_of(step) for step in version.steps.all() if step.part == part.key]
    table = blocks(replace(row, parallel_group="") for row in rows)
    if part.lead or not span_in_hours(table):
        return
    whole = span(table) or f"{span_in_hours(table)}{LimitUnit.WORKING_HOURS}"
    part.due_at = due_by(Limit.parse(whole), part.unit_id, part.opened_at)
    part.save(update_fields=["due_at"])


def due_by(limit: Limit, unit: int, start: datetime) -> datetime:
    """When a step or a part should be done; its days are 8 working hours each, from the start on.

    The statutory count, which leaves out the first day, is for the dossier alone.
    """
    return after(limit, start, calendar_of(Unit.objects.get(pk=unit)))


def _facts(dossier: Dossier, step: Step) -> dict[str, object]:
    if not step.part:
        own = {"name": dossier.agency.name, "agency": dossier.agency, "lead": True}
        return {"dossier": dossier, "key": "", "unit_id": dossier.division_id} | own
    agency = places.agency_of(step, dossier)
    return {
        "dossier": dossier,
        "key": step.part,
        "name": (agency.name if agency else step.unit_name or step.part)[:200],
        "agency": agency or dossier.agency,
        "unit_id": places.unit_of(step, dossier, agency),
    }
