"""Moving a dossier along its internal process, and putting the work on the right desks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from motcua.catalog.models import ProcedureCase
from motcua.clock import Limit
from motcua.dossiers import parts
from motcua.dossiers.facts import facts_of
from motcua.dossiers.models import Dossier, Part, Road, Task
from motcua.dossiers.places import unit_of
from motcua.dossiers.versions import first_position
from motcua.organization.models import Role
from motcua.people.models import Officer, PostHolding
from motcua.processes import service as processes
from motcua.processes.desks import role_of
from motcua.processes.models import Place, ProcessVersion, Step, StepKind


def version_for(case: ProcedureCase) -> ProcessVersion:
    """The process by which a dossier of this case is worked on if it is received today."""
    if case.process:
        return processes.current_version(case.process)
    return processes.default_version(case.limit)


def begin(dossier: Dossier, now: datetime) -> None:
    """Start the process of the dossier's case; the first task lies at the one-stop."""
    version = version_for(dossier.case)
    position = first_position(version.pk)
    dossier.road = Road.objects.create(dossier=dossier, process=version, position=position)
    open_tasks(dossier, now)


def complete(dossier: Dossier, task: Task, officer: Officer | None, now: datetime) -> None:
    """Close the task and open those its step leads to."""
    assert task.step is not None  # noqa: S101 a step task always has one
    road = dossier.road
    close(task, officer, now)
    facts = facts_of(dossier)
    road.position = processes.complete(road.version, road.position, task.step.key, facts)
    road.save(update_fields=["position"])
    open_tasks(dossier, now)


def find(dossier: Dossier, findings: Mapping[str, bool]) -> None:
    """Keep what an officer found that gateways ask about; `processes.questions` names them.

    Raises ProcessError for something the process does not ask.
    """
    asked = processes.questions(dossier.road.version)
    unknown = ", ".join(sorted(findings.keys() - asked.keys()))
    if unknown:
        raise processes.ProcessError(f"Quy trình không hỏi điều này: {unknown}.")
    dossier.road.decided |= {name: bool(value) for name, value in findings.items()}
    dossier.road.save(update_fields=["decided"])


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


def move(
    dossier: Dossier,
    to: ProcessVersion,
    position: processes.State,
    steps: Mapping[str, str | None],
    now: datetime,
) -> None:
    """Go on by another version: open tasks close and open again at the steps that take over.

    steps: old key to new key. A task that stays on its desk keeps its officer and its dates.
    """
    waiting = dossier.tasks.filter(closed_at=None, step__isnull=False).select_related("step")
    before = {steps.get(task.step.key): task for task in waiting if task.step}
    waiting.update(closed_at=now)
    dossier.road.process, dossier.road.position = to, position
    dossier.road.save(update_fields=["process", "position"])
    open_tasks(dossier, now)
    for task in dossier.tasks.filter(closed_at=None).select_related("step"):
        old = before.get(task.step.key) if task.step else None
        if old and (old.unit_id, old.role) == (task.unit_id, task.role):
            task.assignee_id, task.opened_at = old.assignee_id, old.opened_at
            task.due_at = old.due_at
            task.save(update_fields=["assignee", "opened_at", "due_at"])


def close(task: Task, officer: Officer | None, now: datetime) -> None:
    task.closed_at, task.closed_by = now, officer
    task.save(update_fields=["closed_at", "closed_by"])


def close_beside(dossier: Dossier, officer: Officer, now: datetime) -> None:
    """The result is out: what was proposed or asked beside the road is no longer waited for."""
    dossier.tasks.filter(closed_at=None, step=None).update(closed_at=now, closed_by=officer)


def close_all(dossier: Dossier, officer: Officer | None, now: datetime) -> None:
    """The road ends here: nothing waits on any desk."""
    dossier.tasks.filter(closed_at=None).update(closed_at=now, closed_by=officer)
    dossier.parts.filter(closed_at=None).update(closed_at=now)


def open_tasks(dossier: Dossier, now: datetime) -> None:
    """Put a task on a desk for every step that is ready and has none yet."""
    road = dossier.road
    ready = processes.ready_steps(road.position)
    steps = [step for step in road.version.steps.all() if step.key in ready]
    opened = parts.open_for(dossier, steps, now)
    tasks = [_task(dossier, step, opened.get(step.part), now) for step in steps]
    # The database knows which of them are open already, and leaves those as they are.
    Task.objects.bulk_create(tasks, ignore_conflicts=True)
    parts.close_idle(dossier, steps, now)


def _task(dossier: Dossier, step: Step, part: Part | None, now: datetime) -> Task:
    unit = unit_of(step, dossier, part.agency if part and step.part else None)
    return Task(
        dossier=dossier,
        step=step,
        part=part,
        unit_id=unit,
        role=role_of(step),
        assignee_id=dossier.specialist_id if _is_specialists_own(dossier, step, unit) else None,
        opened_at=now,
        due_at=_step_due(step, unit, now),
    )


def _is_specialists_own(dossier: Dossier, step: Step, unit: int) -> bool:
    """Whether the officer named for the dossier does this step: work of that officer's division."""
    if step.kind != StepKind.PROCESS or step.part or dossier.specialist_id is None:
        return False
    if unit == dossier.division_id and not _has_several_divisions(dossier):
        return True
    held = PostHolding.objects.in_force().filter(
        officer=dossier.specialist_id, post__unit=unit, post__role=Role.SPECIALIST
    )
    return bool(held.exists())


def _has_several_divisions(dossier: Dossier) -> bool:
    steps = [s for s in dossier.road.version.steps.all() if s.kind == StepKind.ASSIGN]
    return len(steps) > 1


def assigning_unit(dossier: Dossier) -> int:
    """The id of the division whose head assigns now: its own specialists may be named."""
    open_now = dossier.tasks.filter(closed_at=None, step__kind=StepKind.ASSIGN)
    return open_now.values_list("unit", flat=True).first() or dossier.division_id


def reschedule_tasks(dossier: Dossier) -> None:
    """Say anew until when each open step should be done, after the calendar has changed."""
    waiting = dossier.tasks.filter(closed_at=None, step__isnull=False)
    for task in waiting.select_related("step"):
        if task.step:
            task.due_at = _step_due(task.step, task.unit_id, task.opened_at)
            task.save(update_fields=["due_at"])
    for part in dossier.parts.filter(closed_at=None):
        parts.reschedule(part)


def timers_of(dossier: Dossier) -> list[tuple[Task, processes.TimerKind, datetime]]:
    """What happens by itself at the steps now open, and when: consent by silence, closing.

    A limit of waiting runs from the request to the applicant, and only while one is open.
    """
    road = dossier.road
    tasks = {task.step_id: task for task in dossier.tasks.filter(closed_at=None)}
    pause = dossier.pauses.filter(ended_at=None).first()
    found = []
    for timer in processes.timers(road.version, road.position):
        task, since = tasks.get(timer.step.pk), pause.started_at if pause else None
        if timer.kind == processes.TimerKind.SILENCE and task:
            since = task.opened_at
        if task and since:
            found.append((task, timer.kind, parts.due_by(timer.after, task.unit_id, since)))
    return found


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


def _step_due(step: Step, unit: int, now: datetime) -> datetime | None:
    return parts.due_by(Limit.parse(step.limit), unit, now) if step.limit else None
