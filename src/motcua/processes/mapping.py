"""Which step of a newer version stands for which of an older one, and where a dossier then is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import Any

from motcua.processes import engine
from motcua.processes.engine import State
from motcua.processes.errors import ProcessError
from motcua.processes.models import ProcessVersion, Step

# Below this likeness two names are different work.
LIKE = 0.6


def mapping(old: ProcessVersion, new: ProcessVersion) -> dict[str, str | None]:
    """For each step of the old version the one that takes its place, or None.

    The same key with the same kind of work; else the step of the same kind, place and part whose
    name is most like it. A proposal: an administrator may change it.
    """
    left = {step.key: step for step in new.steps.all()}
    found: dict[str, str | None] = {}
    for step in old.steps.all():
        same = left.get(step.key)
        if same and (same.kind, same.part) == (step.kind, step.part):
            found[step.key] = left.pop(step.key).key
    for step in old.steps.all():
        if step.key not in found:
            like = _most_like(step, left.values())
            found[step.key] = left.pop(like.key).key if like else None
    return {step.key: found[step.key] for step in old.steps.all()}


def _most_like(step: Step, others: Collection[Step]) -> Step | None:
    def likeness(other: Step) -> float:
        return SequenceMatcher(None, step.name.lower(), other.name.lower()).ratio()

    same_work = [
        other
        for other in others
        if (other.kind, other.place, other.part) == (step.kind, step.place, step.part)
    ]
    best = max(same_work, key=likeness, default=None)
    return best if best and (likeness(best) >= LIKE or len(same_work) == 1) else None


def carried_over(
    state: State,
    to: ProcessVersion,
    steps: Mapping[str, str | None],
    facts: Mapping[str, Any],
) -> State:
    """Where a dossier at `state` stands in another version, its steps taken as `steps` says.

    Work done stays done; new steps before the place where it stands are passed over, new ones
    beside it wait. Raises ProcessError, saying why, when there is no such place.
    """
    lost = [key for key in state["ready"] if not steps.get(key)]
    if lost:
        raise ProcessError(f"Bước đang làm ({', '.join(lost)}) không có bước tương ứng.")
    standing = {steps[key] for key in state["ready"]}
    done = {steps.get(key) for key in state["completed"]} - standing
    moved = engine.start(to, facts)
    while passing := [k for k in moved["ready"] if _is_behind(k, to, standing, done)]:
        moved = engine.complete(to, moved, passing[0], facts)
    unreached = sorted(str(key) for key in standing - set(moved["ready"]))
    if unreached:
        raise ProcessError(f"Không đi tới được bước {', '.join(unreached)} của phiên bản mới.")
    return moved


def _is_behind(
    key: str, to: ProcessVersion, standing: Collection[str | None], done: Collection[str | None]
) -> bool:
    if key in standing:
        return False
    return key in done or bool(engine.steps_after(to, key) & set(standing))
