"""What the gateways of a process ask: facts of the dossier, and findings of officers."""

from __future__ import annotations

from functools import lru_cache

from motcua.processes import conditions, engine
from motcua.processes.models import ProcessVersion

KEPT = 512
_asked: dict[str, list[str]] = {}


def _conditions(version: ProcessVersion) -> list[str]:
    if version.digest not in _asked:
        if len(_asked) >= KEPT:
            _asked.clear()
        _asked[version.digest] = engine.conditions_of(version)
    return _asked[version.digest]


def asked_facts(version: ProcessVersion) -> list[str]:
    """Names of the facts its conditions ask about, e.g. ["applicant", "decided"]."""
    names = {n for each in _conditions(version) for n in _variables(each)}
    return sorted(names)


@lru_cache(maxsize=2048)
def _variables(condition: str) -> tuple[str, ...]:
    return tuple(conditions.compiled(condition).variables())


def questions(version: ProcessVersion) -> dict[str, str]:
    """What officers are asked to find on the way, with the words for it: {"kho": "Hồ sơ khó"}."""
    found = {name: "" for each in _conditions(version) for name in conditions.questions(each)}
    for step in version.steps.all():
        for name in conditions.questions(step.condition):
            found[name] = step.condition_label or found.get(name, "")
    return {name: label or name.replace("_", " ") for name, label in found.items()}
