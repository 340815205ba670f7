"""How far a dossier has come: what its code alone may show, to anyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.codes import parse_dossier_code
from motcua.dossiers.models import Dossier, State
from motcua.processes import service as processes


@dataclass(frozen=True)
class Stage:
    """A step of the road; status is "done", "current" or "to_come"."""

    key: str
    name: str
    status: str


@dataclass(frozen=True)
class Progress:
    """No name, no content, no file: state, dates and steps."""

    code: str
    state: int
    state_name: str
    received_at: datetime | None
    appointment_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    stages: list[Stage]


@dataclass(frozen=True)
class NamedProgress(Progress):
    """With what the dossier is about and who decides it, for a page."""

    procedure: str
    agency: str


def by_code(text: str) -> Progress | None:
    """The progress of the dossier with this code, however it was typed.

    Raises MalformedCode when the text cannot be a dossier code.
    """
    code = parse_dossier_code(text)
    written = {str(code), code.canonical}
    dossier = Dossier.objects.with_progress().filter(code__in=written).first()
    return Progress(**_facts(dossier)) if dossier else None


def of(dossier: Dossier) -> NamedProgress:
    return NamedProgress(
        **_facts(dossier), procedure=dossier.procedure_name, agency=dossier.agency.name
    )


def _facts(dossier: Dossier) -> dict[str, Any]:
    return {
        "code": str(dossier),
        "state": dossier.state,
        "state_name": dossier.get_state_display(),
        "received_at": dossier.received_at,
        "appointment_at": dossier.appointment_at,
        "finished_at": dossier.finished_at,
        "returned_at": dossier.returned_at,
        "stages": stages(dossier),
    }


def stages(dossier: Dossier) -> list[Stage]:
    """The steps of the dossier's process in order; after an early end nothing is to come."""
    position = dossier.road.position
    ready = set(processes.ready_steps(position))
    done = set(processes.completed_steps(position))
    over = dossier.state in (State.NOT_RECEIVED, State.STOPPED)
    found = []
    for step in dossier.road.version.steps.all():
        status = "done" if step.key in done else "current" if step.key in ready else "to_come"
        if not (over and status != "done"):
            found.append(Stage(step.key, step.name, status))
    return found
