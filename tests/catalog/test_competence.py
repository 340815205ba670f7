"""Who decides: an agency, every agency of a level, or one by delegation; and who receives."""

from datetime import date

import pytest

from motcua.catalog import service
from motcua.catalog.models import Competence, Procedure, ReceivingUnit
from motcua.dossiers import acts
from motcua.organization.models import Agency, Unit
from tests.catalog import texts
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def by_level(procedure: Procedure, **values: object) -> Competence:
    return Competence.objects.create(
        procedure=procedure, level="commune", division_suffix="VP", **values
    )


def test_every_commune_decides_through_its_own_division():
    procedure = texts.procedure()
    by_level(procedure)
    communes = Agency.objects.filter(level="commune", units__code__endswith=".VP")
    assert {each.agency for each in service.deciders(procedure)} == set(communes)
    decider = service.decider(procedure, people.commune())
    assert decider.division.code == f"{people.commune().code}.VP"


def test_what_is_said_of_one_agency_binds_before_its_level():
    procedure = texts.procedure()
    by_level(procedure)
    commune = people.commune()
    own = Unit.objects.filter(agency=commune, kind="division").exclude(code__endswith=".VP").first()
    Competence.objects.create(procedure=procedure, agency=commune, division=own)
    assert service.decider(procedure, commune).division == own
    assert [each.division for each in service.deciders(procedure) if each.agency == commune] == [
        own
    ]


def test_a_delegation_holds_over_its_days_and_names_who_gave_it():
    procedure = texts.procedure()
    commune = people.commune()
    province = Agency.objects.get(code="H24")
    division = Unit.objects.filter(agency=commune, kind="division").first()
    Competence.objects.create(
        procedure=procedure,
        agency=commune,
        division=division,
        delegated_by=province,
        decision="5/QĐ-UBND",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 6, 30),
    )
    assert service.decider(procedure, commune, date(2026, 7, 1)) is None
    decider = service.decider(procedure, commune, date(2026, 6, 30))
    assert (decider.competence.delegated_by, decider.competence.decision) == (province, "5/QĐ-UBND")


def test_dossiers_go_to_the_division_of_a_level():
    procedure = Procedure.objects.get(code=people.EXTRACT)
    procedure.competences.all().delete()
    by_level(procedure)
    assert people.filed().division.code == f"{people.commune().code}.VP"
    assert procedure in Procedure.objects.filter(service.decided())
    assert procedure in Procedure.objects.filter(service.decided_near(people.commune().one_stop))


def test_the_whole_province_receives_unless_units_are_listed():
    procedure = Procedure.objects.get(code=people.BUILDING)
    clerk_unit = people.commune().one_stop
    centre = Agency.objects.get(code="H24").one_stop
    assert service.receivers(procedure) == []
    assert service.may_receive(procedure, clerk_unit)
    ReceivingUnit.objects.create(procedure=procedure, unit=centre)
    assert service.receivers(procedure) == [centre]
    assert service.may_receive(procedure, centre)
    with pytest.raises(acts.Refused, match="không được giao tiếp nhận"):
        people.at_counter()
