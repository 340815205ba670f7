"""How far a dossier has come: what its code alone may show, to anyone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from motcua.codes import parse_dossier_code
from motcua.dossiers.models import Dossier, State
from motcua.dossiers.versions import version_of
from motcua.processes import service as processes

# In SQL: it is the question most often asked, and the model layer would double its cost.
_BY_CODE = """
    SELECT dossier.code, state, received_at, appointment_at, finished_at, returned_at,
        road.process_id, road.position
    FROM dossiers_dossier dossier
    JOIN dossiers_road road ON road.dossier_id = dossier.id
    WHERE dossier.code = ANY(%s)
"""


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
    asked = parse_dossier_code(text)
    with connection.cursor() as cursor:
        cursor.execute(_BY_CODE, [[str(asked), asked.canonical]])
        row = cursor.fetchone()
    if row is None:
        return None
    code, state, received_at, appointment_at, finished_at, returned_at, process_id, position = row
    return Progress(
        code=code,
        state=state,
        state_name=str(State(state).label),
        received_at=received_at,
        appointment_at=appointment_at,
        finished_at=finished_at,
        returned_at=returned_at,
        stages=_stages(state, process_id, json.loads(position)),
    )


def of(dossier: Dossier) -> NamedProgress:
    return NamedProgress(
        code=str(dossier),
        procedure=dossier.procedure_name,
        agency=dossier.agency.name,
        state=dossier.state,
        state_name=dossier.get_state_display(),
        received_at=dossier.received_at,
        appointment_at=dossier.appointment_at,
        finished_at=dossier.finished_at,
        returned_at=dossier.returned_at,
        stages=stages(dossier),
    )


def stages(dossier: Dossier) -> list[Stage]:
    """The steps of the dossier's process in order; after an early end nothing is to come."""
    return _stages(dossier.state, dossier.road.process_id, dossier.road.position)


def _stages(state: int, process_id: int, position: processes.State) -> list[Stage]:
    ready = set(processes.ready_steps(position))
    done = set(processes.completed_steps(position))
    over = state in (State.NOT_RECEIVED, State.STOPPED)
    found = []
    for step in version_of(process_id).steps.all():
        status = "done" if step.key in done else "current" if step.key in ready else "to_come"
        if not (over and status != "done"):
            found.append(Stage(step.key, step.name, status))
    return found
