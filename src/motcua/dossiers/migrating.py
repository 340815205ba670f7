"""Running dossiers and a newer version of their process: looked at first, never by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from motcua.dossiers.facts import facts_of
from motcua.dossiers.models import Dossier, State
from motcua.dossiers.versions import version_of
from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion

Steps = Mapping[str, str | None]


@dataclass(frozen=True)
class Standing:
    """Where one dossier stands and where it would: names of steps, or why it cannot be moved."""

    dossier: Dossier
    at: tuple[str, ...]
    to: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Preview:
    """What a migration would do: the steps by key, and every dossier still on the old version."""

    steps: Steps
    standings: list[Standing] = field(default_factory=list)

    @property
    def able(self) -> list[Standing]:
        return [each for each in self.standings if not each.trouble]

    @property
    def unable(self) -> list[Standing]:
        return [each for each in self.standings if each.trouble]


def running_on(version: ProcessVersion) -> QuerySet[Dossier]:
    """Open dossiers that follow the version."""
    return (
        Dossier.objects.filter(road__process=version)
        .exclude(state__in=State.closed())
        .select_related("road", "case__version__procedure", "applicant")
        .order_by("pk")
    )


def preview(
    version_from: ProcessVersion,
    version_to: ProcessVersion,
    steps: Steps | None = None,
    dossiers: Iterable[Dossier] | None = None,
) -> Preview:
    """Which dossiers stand where, and where each would stand; nothing is changed.

    steps: old key to new key, `processes.service.mapping` when left out. dossiers: those of
    `running_on` to look at, all of them when left out.
    """
    old, new = version_of(version_from.pk), version_of(version_to.pk)
    given = processes.mapping(old, new) if steps is None else steps
    looked_at = running_on(version_from) if dossiers is None else dossiers
    return Preview(given, [_standing(d, new, given) for d in looked_at])


def _standing(dossier: Dossier, new: ProcessVersion, steps: Steps) -> Standing:
    at = _names(dossier.road.version, dossier.road.position["ready"])
    try:
        moved = processes.carried_over(dossier.road.position, new, steps, facts_of(dossier, new))
    except processes.ProcessError as refusal:
        return Standing(dossier, at, trouble=str(refusal))
    return Standing(dossier, at, _names(new, moved["ready"]))


def _names(version: ProcessVersion, keys: list[str]) -> tuple[str, ...]:
    return tuple(step.name for step in version.steps.all() if step.key in keys)
