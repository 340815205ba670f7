"""Who decides a procedure and where it may be handed in, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.catalog.models import Competence, Procedure, ReceivingUnit
from motcua.organization.models import Agency, Unit


@dataclass(frozen=True)
class Decider:
    """An agency that decides a procedure, and the division it does so through."""

    agency: Agency
    division: Unit
    competence: Competence


def deciders(procedure: Procedure, on: date | None = None) -> list[Decider]:
    """Every agency that decides the procedure on a day, by code.

    What is said of one agency binds before what is said of its level; an agency of a level that
    has no such division decides nothing.
    """
    rows = list(
        procedure.competences.in_force(on).select_related("agency", "division").order_by("pk")
    )
    found: dict[int, Decider] = {}
    for row in rows:
        if row.agency and row.division:
            found.setdefault(row.agency.pk, Decider(row.agency, row.division, row))
    for row in rows:
        for division in _divisions_of_level(row, on) if row.level else ():
            found.setdefault(division.agency_id, Decider(division.agency, division, row))
    return sorted(found.values(), key=lambda decider: decider.agency.code)


def decider(procedure: Procedure, agency: Agency, on: date | None = None) -> Decider | None:
    """How an agency decides the procedure on a day; None when it does not."""
    rows = list(
        procedure.competences.in_force(on)
        .filter(Q(agency=agency) | Q(level=agency.level))
        .select_related("division")
        .order_by("pk")
    )
    for row in rows:
        if row.division:
            return Decider(agency, row.division, row)
    for row in rows:
        division = _divisions_of_level(row, on).filter(agency=agency).first()
        if division:
            return Decider(agency, division, row)
    return None


def competent_agencies(procedure: Procedure, on: date | None = None) -> QuerySet[Agency]:
    """The agencies that decide the procedure on a day and still exist then."""
    found = [each.agency.pk for each in deciders(procedure, on)]
    return Agency.objects.in_force(on).filter(pk__in=found)


def decided() -> Exists:
    """For a query of procedures: some agency decides it today."""
    return Exists(Competence.objects.in_force().filter(procedure=OuterRef("pk")))


def decided_near(one_stop: Unit | None) -> Q:
    """For a query of procedures: decided by an agency the one-stop receives for."""
    near = Agency.objects.filter(one_stop=one_stop)
    rows = Competence.objects.in_force().filter(
        Q(agency__in=near) | Q(level__in=near.values("level"))
    )
    return Q(pk__in=rows.values("procedure"))


def may_receive(procedure: Procedure, unit: Unit, on: date | None = None) -> bool:
    """Whether a one-stop unit receives the procedure: any of the province, unless some are listed.

    NĐ 118/2025/NĐ-CP Article 14.
    """
    listed = set(procedure.receivers.in_force(on).values_list("unit_id", flat=True))
    return not listed or unit.pk in listed


def receivers(procedure: Procedure, on: date | None = None) -> list[Unit]:
    """The one-stop units listed to receive the procedure; empty when the whole province does."""
    rows: QuerySet[ReceivingUnit] = procedure.receivers.in_force(on).select_related("unit")
    return [row.unit for row in rows]


def _divisions_of_level(row: Competence, on: date | None) -> QuerySet[Unit]:
    return Unit.objects.filter(
        agency__in=Agency.objects.in_force(on).filter(level=row.level),
        code__endswith=f".{row.division_suffix}",
    ).select_related("agency")
