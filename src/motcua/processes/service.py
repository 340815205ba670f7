"""The room's only door: finding the process of a dossier, running it, taking processes in."""

from datetime import date

from django.utils import timezone

from motcua.processes import limits
from motcua.processes.checking import check
from motcua.processes.comparing import differences
from motcua.processes.editing import discard, draft_from, new_process, save_draft
from motcua.processes.engine import (
    State,
    complete,
    completed_steps,
    go_back,
    is_finished,
    previous_steps,
    ready_steps,
    start,
)
from motcua.processes.errors import ProcessError
from motcua.processes.importing import (
    Outcome,
    Report,
    check_records,
    import_drawing,
    import_processes,
    store,
)
from motcua.processes.lawfulness import Level, Problem
from motcua.processes.mapping import carried_over, mapping
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.questions import asked_facts, questions
from motcua.processes.simulation import Planned, Timer, TimerKind, Way, simulate, timers, ways
from motcua.processes.tables import StepRow, default_code, default_table, row_of, table_of

__all__ = [
    "Level",
    "Outcome",
    "Planned",
    "Problem",
    "ProcessError",
    "Report",
    "State",
    "StepRow",
    "Timer",
    "TimerKind",
    "Way",
    "asked_facts",
    "carried_over",
    "check",
    "check_records",
    "complete",
    "completed_steps",
    "current_version",
    "default_version",
    "differences",
    "discard",
    "draft_from",
    "go_back",
    "import_drawing",
    "import_processes",
    "is_finished",
    "mapping",
    "new_process",
    "previous_steps",
    "questions",
    "ready_steps",
    "row_of",
    "save_draft",
    "simulate",
    "start",
    "table_of",
    "timers",
    "version_for",
    "ways",
]


def version_for(process_code: str, on: date | None = None) -> ProcessVersion:
    """The version in force on a day, today if none is given, of the process with this code.

    The BPMN document is fetched only when first asked for. Raises ProcessError when there is none.
    """
    day = on or timezone.localdate()
    version = (
        ProcessVersion.objects.in_force(day)
        .filter(process__code=process_code)
        .defer("bpmn")
        .order_by("-number")
        .first()
    )
    if version is None:
        raise ProcessError(
            f"Quy trình {process_code} không có phiên bản hiệu lực ngày {day:%d/%m/%Y}."
        )
    return version


def current_version(process: InternalProcess, on: date | None = None) -> ProcessVersion:
    """Like `version_for`, for a process already at hand."""
    return version_for(process.code, on)


def default_version(limit: str) -> ProcessVersion:
    """The process of a procedure that has none of its own, written once for each limit.

    Raises ProcessError when the limit cannot be counted.
    """
    written = str(limits.read(limit)) if limit else ""
    code = default_code(written)
    try:
        return version_for(code)
    except ProcessError:
        store(default_table(written))
        return version_for(code)
