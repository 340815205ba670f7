"""Moving a dossier along its internal process, and putting the work on the right desks."""

from __future__ import annotations

from datetime import datetime

from motcua.calendars.service import calendar_of
from motcua.clock import Limit, LimitUnit, add_working_time, due
from motcua.dossiers.facts import facts_of
from motcua.dossiers.models import Dossier, Road, Task
from motcua.dossiers.versions import first_position
from motcua.organization.models import Agency, Unit
from motcua.people.models import Officer
from motcua.processes import service as processes
from motcua.processes.desks import role_of
from motcua.processes.limits import HOURS_A_DAY
from motcua.processes.models import Place, Step, StepKind


def begin(dossier: Dossier, now: datetime) -> None:
    """Start the process of the dossier's case; the first task lies at the one-stop."""
    case = dossier.case
    version = (
        processes.current_version(case.process)
        if case.process
        else processes.default_version(case.limit)
    )
    position = first_position(version.pk)
    dossier.road = Road.objects.create(dossier=dossier, process=version, position=position)
    open_tasks(dossier, now)


def complete(dossier: Dossier, task: Task, officer: Officer, now: datetime) -> None:
    """Close the task and open those its step leads to."""
    assert task.step is not None  # noqa: S101 a step task always has one
    road = dossier.road
    close(task, officer, now)
    facts = facts_of(dossier)
    road.position = processes.complete(road.version, road.position, task.step.key, facts)
    road.save(update_fields=["position"])
    open_tasks(dossier, now)


def go_back(dossier: Dossier, to: Step, officer: Officer, now: datetime) -> None:
    """Return to an earlier step: its task opens again, those after it close."""
    road = dossier.road
    road.position = processes.go_back(road.version, road.position, to.key)
    road.save(update_fields=["position"])
    ready = set(processes.ready_steps(road.position))
    for task in dossier.tasks.filter(closed_at=None, step__isnull=False).select_related("step"):
        if task.step and task.step.key not in ready:
            close(task, officer, now)
    open_tasks(dossier, now)


def close(task: Task, officer: Officer, now: datetime) -> None:
    task.closed_at, task.closed_by = now, officer
    task.save(update_fields=["closed_at", "closed_by"])


def close_all(dossier: Dossier, officer: Officer | None, now: datetime) -> None:
    """The road ends here: nothing waits on any desk."""
    dossier.tasks.filter(closed_at=None).update(closed_at=now, closed_by=officer)


def open_tasks(dossier: Dossier, now: datetime) -> None:
    """Put a task on a desk for every step that is ready and has none yet."""
    road = dossier.road
    ready = processes.ready_steps(road.position)
    tasks = [_task(dossier, step, now) for step in road.version.steps.all() if step.key in ready]
    # The database knows which of them are open already, and leaves those as they are.
    Task.objects.bulk_create(tasks, ignore_conflicts=True)


def _task(dossier: Dossier, step: Step, now: datetime) -> Task:
    unit = unit_of(step, dossier)
    is_specialists_own = step.kind == StepKind.PROCESS and unit == dossier.division_id
    return Task(
        dossier=dossier,
        step=step,
        unit_id=unit,
        role=role_of(step),
        assignee_id=dossier.specialist_id if is_specialists_own else None,
        opened_at=now,
        due_at=_step_due(step, unit, now),
    )


def reschedule_tasks(dossier: Dossier) -> None:
    """Say anew until when each open step should be done, after the calendar has changed."""
    waiting = dossier.tasks.filter(closed_at=None, step__isnull=False)
    for task in waiting.select_related("step"):
        if task.step:
            task.due_at = _step_due(task.step, task.unit_id, task.opened_at)
            task.save(update_fields=["due_at"])


def earlier_steps(dossier: Dossier, task: Task) -> list[Step]:
    """The steps to which a dossier may be returned: those done that led here, the last first.

    Before them the one the process names for a return from here; after them what others gave,
    opinions and other agencies' parts. Reception cannot be undone by returning: the receipt is
    in the citizen's hand.
    """
    if task.step is None:
        return []
    road = dossier.road
    steps = {step.key: step for step in road.version.steps.all()}
    before = processes.previous_steps(road.version, road.position, task.step.key)
    done = [steps[key] for key in before if steps[key].kind != StepKind.RECEPTION]
    here = task.step
    return sorted(
        done,
        key=lambda step: (
            step.key != here.return_to,
            step.part != here.part or step.kind == StepKind.OPINION,
        ),
    )


def assignment(dossier: Dossier) -> Step | None:
    """The step at which the work now on the specialist's desk was assigned."""
    for task in dossier.tasks.waiting():
        if task.step and task.step.kind == StepKind.PROCESS:
            for step in earlier_steps(dossier, task):
                if step.kind == StepKind.ASSIGN:
                    return step
    return None


def step_of(dossier: Dossier, key: str) -> Step:
    """The step of the dossier's process with this key; raises LookupError when it has none."""
    for step in dossier.road.version.steps.all():
        if step.key == key:
            return step
    raise LookupError(f"{dossier} has no step {key}.")


def drafts_result(task: Task) -> bool:
    """Whether the step is the deciding division's own work; another agency's is an opinion,
    even where the opinion is fetched and recorded by that division."""
    step = task.step
    return (
        step is not None
        and (step.kind, step.place) == (StepKind.PROCESS, Place.DIVISION)
        and not step.part
    )


def pass_paid(dossier: Dossier, officer: Officer, now: datetime) -> None:
    """Nothing is owed any more: a step that only waited for the money is done."""
    for task in dossier.tasks.filter(closed_at=None, step__kind=StepKind.FEE):
        complete(dossier, task, officer, now)


def unit_of(step: Step, dossier: Dossier) -> int:
    """The id of the desk's unit: the step's place read in the deciding agency."""
    if step.place == Place.ONE_STOP:
        return dossier.one_stop_id
    if step.place == Place.OTHER:
        return _unit_of_other(step) or dossier.division_id
    kinds = {Place.LEADERSHIP: Unit.Kind.LEADERSHIP, Place.RECORDS: Unit.Kind.RECORDS}
    if step.place in kinds:
        there = Unit.objects.filter(agency=dossier.agency_id, kind=kinds[Place(step.place)])
        return there.values_list("pk", flat=True).first() or dossier.division_id
    return dossier.division_id


def _unit_of_other(step: Step) -> int | None:
    """Another agency named by the process, by code or by the short name people use."""
    named = Agency.objects.in_force()
    agency = (
        named.filter(code=step.agency_code).first()
        if step.agency_code
        else named.filter(short_name__iexact=step.unit_name).first()
    )
    if agency is None:
        return None
    there = agency.units.filter(kind=Unit.Kind.DIVISION)
    return there.values_list("pk", flat=True).first()


def _step_due(step: Step, unit: int, now: datetime) -> datetime | None:
    """When the step should be done; its days are 8 working hours each, from this moment on.

    The statutory count, which leaves out the first day, is for the dossier alone.
    """
    if not step.limit:
        return None
    limit, calendar = Limit.parse(step.limit), calendar_of(Unit.objects.get(pk=unit))
    if limit.unit is LimitUnit.WORKING_DAYS:
        return add_working_time(now, int(limit.value * HOURS_A_DAY * 60), calendar)
    return due(now, limit, calendar)
