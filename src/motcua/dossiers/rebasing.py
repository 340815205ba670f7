"""A dossier and the version of its procedure: the law in force on the day it is received.

What a new version asks for is matched with what was handed in by the code of the paper, else by
its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.catalog.models import Component, ProcedureCase, ProcedureVersion
from motcua.dossiers.models import Dossier, DossierComponent


@dataclass(frozen=True)
class Rebase:
    """What moving a dossier to another text of its procedure changes."""

    dossier: Dossier
    case: ProcedureCase
    # What was handed in, with the paper of the new text it counts for.
    matched: tuple[tuple[DossierComponent, Component], ...]
    added: tuple[Component, ...]
    # Handed in, and no longer asked for; it stays with the dossier.
    dropped: tuple[DossierComponent, ...]

    @property
    def missing(self) -> list[Component]:
        """Papers the new text requires and the dossier does not have."""
        return [each for each in self.added if each.mandatory and each.kind == Component.Kind.FILED]

    def apply(self) -> None:
        """Point the dossier and its papers at the new text."""
        for part, component in self.matched:
            part.component = component
        DossierComponent.objects.bulk_update([part for part, _ in self.matched], ["component"])
        DossierComponent.objects.bulk_create(
            DossierComponent(dossier=self.dossier, component=component) for component in self.added
        )
        self.dossier.case = self.case


def case_in_force(case: ProcedureCase, on: date) -> ProcedureCase | None:
    """The same case in the official version in force on a day; None where the law dropped it."""
    try:
        current = case.version.procedure.current(on)
    except ProcedureVersion.DoesNotExist:
        return None
    return current.cases.filter(code=case.code).first()


def is_outdated(dossier: Dossier, on: date) -> bool:
    """Whether another text than the dossier's is in force on a day; one on trial is not asked."""
    return is_outdated_case(dossier.case, on)


def is_outdated_case(case: ProcedureCase, on: date) -> bool:
    return not case.version.trial and not case.version.is_in_force(on)


def compare(dossier: Dossier, case: ProcedureCase) -> Rebase:
    """What moving the dossier to this case would change. Changes nothing."""
    parts = list(dossier.components.select_related("component").prefetch_related("files"))
    wanted = list(case.components.all())
    matched: list[tuple[DossierComponent, Component]] = []
    for part in parts:
        component = same_paper(part.component, wanted)
        if component is not None:
            wanted.remove(component)
            matched.append((part, component))
    kept = {part.pk for part, _ in matched}
    dropped = tuple(part for part in parts if part.pk not in kept)
    return Rebase(dossier, case, tuple(matched), tuple(wanted), dropped)


def same_paper(component: Component, wanted: Iterable[Component]) -> Component | None:
    """The paper of another text that is the same as this one; none where it is no longer asked."""
    for by in ("code", "name"):
        value = getattr(component, by)
        found = next((each for each in wanted if value and getattr(each, by) == value), None)
        if found is not None:
            return found
    return None
