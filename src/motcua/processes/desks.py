"""Which desk of an agency a step lies on: the post's role and the kind of unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from motcua.organization.models import Agency, Post, Role, Unit
from motcua.processes.kinds import Place, StepKind
from motcua.processes.lawfulness import Level, Problem

ROLE_OF_KIND = {
    StepKind.RECEPTION: Role.RECEPTION,
    StepKind.RETURN: Role.RECEPTION,
    StepKind.ASSIGN: Role.DIVISION_HEAD,
    StepKind.PROCESS: Role.SPECIALIST,
    StepKind.REVIEW: Role.DIVISION_HEAD,
    StepKind.SIGN: Role.LEADER,
    StepKind.NUMBER: Role.RECORDS,
    StepKind.OPINION: Role.SPECIALIST,
    StepKind.FEE: Role.RECEPTION,
}
UNIT_OF_PLACE = {
    Place.ONE_STOP: Unit.Kind.ONE_STOP,
    Place.DIVISION: Unit.Kind.DIVISION,
    Place.LEADERSHIP: Unit.Kind.LEADERSHIP,
    Place.RECORDS: Unit.Kind.RECORDS,
    Place.OTHER: Unit.Kind.DIVISION,
}


class Placed(Protocol):
    """A step or a row of the table."""

    @property
    def order(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def agency_code(self) -> str: ...
    @property
    def unit_code(self) -> str: ...


def role_of(step: Placed) -> Role:
    """The role of the post that does the step; whatever is done in the leadership, a leader."""
    if step.place == Place.LEADERSHIP:
        return Role.LEADER
    return ROLE_OF_KIND[StepKind(step.kind)]


def missing_posts(steps: Iterable[Placed], agencies: Iterable[Agency]) -> Iterator[Problem]:
    """Warnings: agencies and units the steps name that are not there, and desks nobody has.

    agencies: those that decide by the process; each is looked at by itself.
    """
    steps = list(steps)
    yield from _missing_names(steps)
    own = [step for step in steps if not step.agency_code and step.place != Place.OTHER]
    for agency in agencies:
        units = list(agency.units.values_list("pk", "kind"))
        units += [(agency.one_stop_id, Unit.Kind.ONE_STOP)] if agency.one_stop_id else []
        posts = set(
            Post.objects.filter(unit__in=[pk for pk, _ in units]).values_list("unit", "role")
        )
        kind_of = dict(units)
        held = {(kind_of[unit], role) for unit, role in posts}
        for step in own:
            if (UNIT_OF_PLACE[Place(step.place)], role_of(step)) not in held:
                yield Problem(
                    Level.WARNING,
                    f"«{step.name}»: {agency} không có vị trí {role_of(step).label.lower()} "
                    f"ở {Place(step.place).label.lower()}.",
                    step.order,
                )


def _missing_names(steps: list[Placed]) -> Iterator[Problem]:
    known = set(Agency.objects.in_force().values_list("code", flat=True))
    units = set(Unit.objects.values_list("code", flat=True))
    for step in steps:
        if step.agency_code and step.agency_code not in known:
            yield Problem(
                Level.WARNING, f"không có cơ quan mã {step.agency_code} đang hoạt động.", step.order
            )
        if step.unit_code and step.unit_code not in units:
            yield Problem(Level.WARNING, f"không có đơn vị mã {step.unit_code}.", step.order)
