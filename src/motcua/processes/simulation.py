"""A process run on paper: who does what, where and until when, before a dossier goes through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.clock import Limit, LimitUnit, WorkingCalendar, add_working_time, due, official_calendar
from motcua.processes import bpmn_reader, conditions, engine
from motcua.processes.engine import State
from motcua.processes.graph import Graph
from motcua.processes.limits import HOURS_A_DAY
from motcua.processes.models import Place, ProcessVersion, Step


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a simulated run; without a limit of its own it takes no time."""

    step: Step
    where: str
    who: str
    starts: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a process: the words of the choices made, the steps done in order."""

    choices: tuple[str, ...]
    steps: tuple[Step, ...]


class TimerKind(StrEnum):
    SILENCE = "silence"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Timer:
    """What happens by itself at a waiting step: consent by silence, or closing the dossier.

    `after` runs from the moment the step opened, or from that the applicant is waited for.
    """

    step: Step
    kind: TimerKind
    after: Limit


def simulate(
    version: ProcessVersion,
    facts: Mapping[str, Any],
    start: datetime,
    calendar: WorkingCalendar | None = None,
) -> list[Planned]:
    """The steps a dossier with these facts would take from `start` on, in the order they begin.

    calendar: the official days and usual hours when left out. What `decided` and `fee` leave out
    is taken not to be so. Raises ProcessError when a gateway lacks its fact.
    """
    calendar = calendar or official_calendar()
    steps = {step.key: step for step in version.steps.all()}
    known = _with_defaults(version, facts)
    state, plan = engine.start(version, known), list[Planned]()
    opened = dict.fromkeys(engine.ready_steps(state), start)
    while opened:
        key = min(opened, key=lambda each: (_until(steps[each], opened[each], calendar), each))
        began = opened.pop(key)
        step, until = steps[key], _until(steps[key], began, calendar)
        plan.append(Planned(step, _where(step), step.post_name, began, until))
        state = engine.complete(version, state, key, known)
        for ready in engine.ready_steps(state):
            opened.setdefault(ready, until)
    return sorted(plan, key=lambda each: (each.starts, each.due, each.step.order))


def ways(version: ProcessVersion) -> list[Way]:
    """Every way through, the one without any condition first."""
    graph = Graph(bpmn_reader.process_of(version.bpmn))
    steps = {step.key: step for step in version.steps.all()}
    found = []
    for run in graph.runs():
        links = [graph.links[link] for link in run.chosen]
        words = tuple(
            link.name or link.condition or "" for link in links if link.id not in graph.defaults
        )
        found.append(Way(words, tuple(steps[node] for node in run.passed if node in steps)))
    return sorted(found, key=lambda way: len(way.choices))


def timers(version: ProcessVersion, state: State) -> list[Timer]:
    """What runs at the steps waiting now."""
    ready = set(engine.ready_steps(state))
    found = []
    for step in version.steps.all():
        if step.key in ready and step.silence:
            found.append(Timer(step, TimerKind.SILENCE, Limit.parse(step.silence)))
        if step.key in ready and step.closes_after:
            found.append(Timer(step, TimerKind.CLOSE, Limit.parse(step.closes_after)))
    return found


def after(limit: Limit, start: datetime, calendar: WorkingCalendar) -> datetime:
    """The end of a step's limit; its days are 8 working hours each, from the start on."""
    if limit.unit is LimitUnit.WORKING_DAYS:
        return add_working_time(start, int(limit.value * HOURS_A_DAY * 60), calendar)
    return due(start, limit, calendar)


def _until(step: Step, start: datetime, calendar: WorkingCalendar) -> datetime:
    return after(Limit.parse(step.limit), start, calendar) if step.limit else start


def _where(step: Step) -> str:
    return step.unit_name or str(Place(step.place).label)


def _with_defaults(version: ProcessVersion, facts: Mapping[str, Any]) -> dict[str, Any]:
    asked = {n for each in engine.conditions_of(version) for n in conditions.questions(each)}
    decided = dict.fromkeys(asked, False) | dict(facts.get("decided") or {})
    return {"fee": {"owed": 0, "due": False}, **facts, "decided": decided}
