"""Where a step is done: the agency its part names, and the unit of that agency."""

from __future__ import annotations

from motcua.dated import InForce
from motcua.dossiers.models import Dossier
from motcua.organization.addresses import understand
from motcua.organization.models import Agency, Unit
from motcua.processes.models import Place, Step
from motcua.processes.tables import StepRow
from motcua.search import plain

_KIND_OF_PLACE = {Place.LEADERSHIP: Unit.Kind.LEADERSHIP, Place.RECORDS: Unit.Kind.RECORDS}
# How processes written for every commune name the one the dossier came through.
_ANY_COMMUNE = ("ubnd cap xa", "ubnd phuong, xa", "ubnd xa, phuong", "ubnd phuong", "ubnd xa")
_GENERIC = "co quan "


def agency_of(step: Step | StepRow, dossier: Dossier) -> Agency | None:
    """The other agency a step names by code, or by the short name people use.

    A name that fits several means the one nearest the applicant: that of the same one-stop unit.
    None when the step names nobody, or nobody who is there today.
    """
    agencies = Agency.objects.in_force()
    if step.agency_code:
        return agencies.filter(code=step.agency_code).first()
    named = plain(step.unit_name).removeprefix(_GENERIC)
    if not named:
        return None
    if named in _ANY_COMMUNE:
        here = dossier.one_stop.agency
        return here if here.level == Agency.Level.COMMUNE else _commune_of(dossier)
    fitting = [
        agency
        for agency in agencies
        if named == plain(agency.short_name) or plain(agency.short_name).startswith(f"{named} ")
    ]
    near = [each for each in fitting if each.one_stop_id == dossier.one_stop_id]
    return min(near or fitting, key=lambda each: len(each.short_name), default=None)


def _commune_of(dossier: Dossier) -> Agency | None:
    """The commune the applicant lives in, where the address says it without doubt."""
    # A dossier only thought of, to see where steps would lie, has no applicant.
    communes = understand(dossier.applicant.address) if dossier.applicant_id else []
    if len(communes) != 1:
        return None
    agencies = Agency.objects.in_force().filter(level=Agency.Level.COMMUNE)
    return agencies.filter(commune_code=communes[0].code).first()


def unit_of(step: Step, dossier: Dossier, part_agency: Agency | None = None) -> int:
    """The id of the desk's unit: the step's place in its part's agency, else in the deciding one.

    A unit named by code or by name is taken when the agency has it; whatever it lacks falls to
    the division that solves the dossier.
    """
    other = part_agency
    if other is None and step.place == Place.OTHER:
        other = agency_of(step, dossier)
    if step.place == Place.ONE_STOP:
        return (other.one_stop_id if other else None) or dossier.one_stop_id
    agency_id = other.pk if other else dossier.agency_id
    units = Unit.objects.in_force().filter(agency=agency_id)
    kind = _KIND_OF_PLACE.get(Place(step.place))
    if kind:
        found = units.filter(kind=kind).values_list("pk", flat=True).first()
    else:
        found = _division(step, units, other, dossier)
    return found or dossier.division_id


def _division(step: Step, units: InForce, other: Agency | None, dossier: Dossier) -> int | None:
    """The division a step names; of the deciding agency else the dossier's own."""
    is_own = other is None or other.pk == dossier.agency_id
    if is_own and not step.unit_code and not step.unit_name:
        return dossier.division_id
    there = list(units.filter(kind=Unit.Kind.DIVISION).values_list("pk", "code", "name"))
    wanted = plain(step.unit_name)
    for pk, code, name in there:
        if code == step.unit_code or (wanted and plain(name) == wanted):
            return int(pk)
    if is_own:
        return dossier.division_id
    return int(there[0][0]) if there else None
