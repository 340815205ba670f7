"""Moving a dossier along its internal process, and putting the work on the right desks."""

from __future__ import annotations

from datetime import datetime

from motcua.calendars.service import calendar_of
from motcua.clock import Limit, LimitUnit, add_working_time, due
from motcua.dossiers.models import Dossier, Road, Task
from motcua.organization.models import Agency, Role, Unit
from motcua.people.models import Officer
from motcua.processes import service as processes
from motcua.processes.limits import HOURS_A_DAY
from motcua.processes.models import Place, Step, StepKind

ROLE_OF_KIND = {
    StepKind.RECEPTION: Role.RECEPTION,
    StepKind.RETURN: Role.RECEPTION,
    StepKind.ASSIGN: Role.DIVISION_HEAD,
    StepKind.PROCESS: Role.SPECIALIST,
    StepKind.REVIEW: Role.DIVISION_HEAD,
    StepKind.SIGN: Role.LEADER,
    StepKind.NUMBER: Role.RECORDS,
}


def begin(dossier: Dossier, now: datetime) -> None:
    """Start the process of the dossier's case; the first task lies at the one-stop."""
    case = dossier.case
    version = (
        processes.current_version(case.process)
        if case.process
        else processes.default_version(case.limit)
    )
    position = processes.start(version)
    dossier.road = Road.objects.create(dossier=dossier, process=version, position=position)
    open_tasks(dossier, now)


def complete(dossier: Dossier, task: Task, officer: Officer, now: datetime) -> None:
    """Close the task and open those its step leads to."""
    assert task.step is not None  # noqa: S101 a step task always has one
    road = dossier.road
    close(task, officer, now)
    road.position = processes.complete(road.process, road.position, task.step.key)
    road.save(update_fields=["position"])
    open_tasks(dossier, now)


def go_back(dossier: Dossier, to: Step, officer: Officer, now: datetime) -> None:
    """Return to an earlier step: its task opens again, those after it close."""
    road = dossier.road
    road.position = processes.go_back(road.process, road.position, to.key)
    road.save(update_fields=["position"])
    ready = set(processes.ready_steps(road.position))
    for task in dossier.tasks.filter(closed_at=None, step__isnull=False).select_related("step"):
        if task.step and task.step.key not in ready:
            close(task, officer, now)
    open_tasks(dossier, now)


def close(task: Task, officer: Officer, now: datetime) -> None:
    task.closed_at, task.closed_by = now, officer
    task.save(update_fields=["closed_at", "closed_by"])


def close_all(dossier: Dossier, officer: Officer, now: datetime) -> None:
    """The road ends here: nothing waits on any desk."""
    dossier.tasks.filter(closed_at=None).update(closed_at=now, closed_by=officer)


def open_tasks(dossier: Dossier, now: datetime) -> None:
    """Put a task on a desk for every step that is ready and has none yet."""
    ready = processes.ready_steps(dossier.road.position)
    waiting = set(
        dossier.tasks.filter(closed_at=None, step__isnull=False).values_list("step__key", flat=True)
    )
    wanted = [key for key in ready if key not in waiting]
    for step in dossier.road.process.steps.filter(key__in=wanted):
        unit = unit_of(step, dossier)
        Task.objects.create(
            dossier=dossier,
            step=step,
            unit=unit,
            role=role_of(step),
            assignee=dossier.specialist if _is_specialists_own(step, unit, dossier) else None,
            opened_at=now,
            due_at=_step_due(step, unit, now),
        )


def reschedule_tasks(dossier: Dossier) -> None:
    """Say anew until when each open step should be done, after the calendar has changed."""
    waiting = dossier.tasks.filter(closed_at=None, step__isnull=False)
    for task in waiting.select_related("step", "unit"):
        if task.step:
            task.due_at = _step_due(task.step, task.unit, task.opened_at)
            task.save(update_fields=["due_at"])


def previous_step(dossier: Dossier, task: Task) -> Step | None:
    """The step to which a dossier may be returned: the last done that led to this one.

    Reception cannot be undone by returning: the receipt is in the citizen's hand.
    """
    if task.step is None:
        return None
    road = dossier.road
    for key in processes.previous_steps(road.process, road.position, task.step.key):
        step = road.process.steps.get(key=key)
        if step.kind != StepKind.RECEPTION:
            return step
    return None


def role_of(step: Step) -> Role:
    if step.place == Place.LEADERSHIP:
        return Role.LEADER
    return ROLE_OF_KIND[StepKind(step.kind)]


def unit_of(step: Step, dossier: Dossier) -> Unit:
    """The desk's unit: the step's place read in the deciding agency."""
    if step.place == Place.ONE_STOP:
        return dossier.one_stop
    if step.place == Place.OTHER:
        return _unit_of_other(step) or dossier.division
    kinds = {Place.LEADERSHIP: Unit.Kind.LEADERSHIP, Place.RECORDS: Unit.Kind.RECORDS}
    if step.place in kinds:
        unit = dossier.agency.units.filter(kind=kinds[Place(step.place)]).first()
        return unit or dossier.division
    return dossier.division


def _unit_of_other(step: Step) -> Unit | None:
    """Another agency named by the process, by code or by the short name people use."""
    named = Agency.objects.in_force()
    agency = (
        named.filter(code=step.agency_code).first()
        if step.agency_code
        else named.filter(short_name__iexact=step.unit_name).first()
    )
    return agency.units.filter(kind=Unit.Kind.DIVISION).first() if agency else None


def _is_specialists_own(step: Step, unit: Unit, dossier: Dossier) -> bool:
    return step.kind == StepKind.PROCESS and unit.pk == dossier.division_id


def _step_due(step: Step, unit: Unit, now: datetime) -> datetime | None:
    """When the step should be done; its days are 8 working hours each, from this moment on.

    The statutory count, which leaves out the first day, is for the dossier alone.
    """
    if not step.limit:
        return None
    limit, calendar = Limit.parse(step.limit), calendar_of(unit)
    if limit.unit is LimitUnit.WORKING_DAYS:
        return add_working_time(now, int(limit.value * HOURS_A_DAY * 60), calendar)
    return due(now, limit, calendar)
