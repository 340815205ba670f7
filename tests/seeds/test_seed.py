"""The demonstration is whole, and loading it again changes nothing."""

import re
from datetime import date
from importlib.resources import files

import pytest
from django.contrib.auth import authenticate
from django.db.models import Count

from motcua.catalog.importing import import_procedures
from motcua.catalog.models import Competence, Procedure, ProcedureCase
from motcua.clock import Limit, Policy
from motcua.codes import parse_agency_code
from motcua.organization.models import (
    Agency,
    Commune,
    FormerUnit,
    Post,
    Province,
    Role,
    Succession,
    Unit,
)
from motcua.people.models import Account, Citizen, Officer, PostHolding
from motcua.processes.models import InternalProcess
from motcua.seeds.load import seed
from tests.catalog.records import catalogue

pytestmark = pytest.mark.django_db

LOADED = (
    Province,
    Commune,
    FormerUnit,
    Succession,
    Agency,
    Unit,
    Post,
    Account,
    Officer,
    PostHolding,
    Citizen,
    Procedure,
    ProcedureCase,
    InternalProcess,
    Competence,
)


def test_loading_twice_changes_nothing():
    before = {model: list(model.objects.order_by("pk").values()) for model in LOADED}
    seed()
    assert {model: list(model.objects.order_by("pk").values()) for model in LOADED} == before


def test_what_was_imported_or_changed_since_stays():
    procedure = Procedure.objects.get(code="2.000635")
    changed = {
        "ma_tthc": "2.000635",
        "ten": "Tên mới",
        "linh_vuc": "Hộ tịch",
        "thoi_han": {"value": 1, "unit": "ngay_lam_viec"},
    }
    import_procedures(catalogue(changed))
    Agency.objects.filter(code="H24.31").update(name="Tên đã sửa")
    seed()
    procedure.refresh_from_db()
    assert procedure.name == "Tên mới"
    assert procedure.versions.count() == 2
    assert Agency.objects.get(code="H24.31").name == "Tên đã sửa"


def test_it_prints_the_accounts_by_role():
    printed = dict(seed())
    assert [line.split()[0] for line in printed["Công chức một cửa"]][-2:] == [
        "mc.hongbang",
        "mc2.hongbang",
    ]
    assert {str(label) for label in Role.labels} < set(printed)
    assert any("motcua-demo" in line for lines in printed.values() for line in lines)


def test_the_province_has_its_centre_departments_and_communes():
    levels = dict(Agency.objects.values_list("level").annotate(number=Count("pk")).order_by())
    assert levels["department"] >= 6
    assert levels["commune"] == 114
    with_people = Agency.objects.filter(level="commune", units__posts__isnull=False)
    assert set(with_people.values_list("commune_code", flat=True)) == {
        "11311",
        "11383",
        "11329",
        "11824",
        "11914",
    }
    for agency in Agency.objects.select_related("one_stop"):
        assert str(parse_agency_code(agency.code)) == agency.code
        assert agency.one_stop.kind == Unit.Kind.ONE_STOP


def test_both_shapes_of_government_are_there() -> None:
    then, now = Agency.objects.in_force(date(2025, 6, 30)), Agency.objects.in_force()
    assert then.filter(level="district", code__startswith="H24.").count() == 15
    assert then.filter(level="district", code__startswith="H23.").count() == 12
    assert not now.filter(level="district").exists()
    assert now.filter(level="commune").count() == 114
    heirs = Agency.objects.get(name="Ủy ban nhân dân huyện Vĩnh Bảo").successions
    assert "Ủy ban nhân dân xã Vĩnh Bảo" in heirs.values_list("successor__name", flat=True)
    assert {each.kind for each in heirs.all()} == {"dissolve"}
    merged = Succession.objects.get(predecessor__code="H23")
    assert (merged.kind, merged.successor.code, str(merged.on)) == ("merge", "H24", "2025-07-01")
    without = Agency.objects.filter(level="commune", origins=None)
    assert not without.exists()


def test_an_administrator_keeps_the_city_or_a_ward_and_opens_no_dossier() -> None:
    city, ward = (Account.objects.get(username=name) for name in ("qt", "qt.hongbang"))
    assert city.administers_province
    assert city.administers.count() == Agency.objects.count()
    assert ward.is_administrator
    assert [agency.code for agency in ward.administers] == ["H24.31"]
    assert (city.desks, ward.desks) == ([], [])
    assert not Account.objects.get(username="mc.hongbang").is_administrator


def test_every_deciding_agency_can_walk_the_whole_road():
    held = Post.objects.filter(holdings__isnull=False)
    for agency in Agency.objects.exclude(competences=None).select_related("one_stop"):
        division = set(
            agency.competences.values_list("division__code", flat=True).order_by().distinct()
        )
        inside = held.filter(unit__agency=agency)
        for code in division:
            roles = set(inside.filter(unit__code=code).values_list("role", flat=True))
            assert roles == {Role.DIVISION_HEAD, Role.SPECIALIST}, code
        assert inside.filter(role=Role.LEADER, unit__kind="leadership").exists(), agency
        assert inside.filter(role=Role.RECORDS, unit__kind="records").exists(), agency
        assert held.filter(unit=agency.one_stop, role=Role.RECEPTION).exists(), agency


@pytest.mark.parametrize("username", ["mc.hongbang", "cv.tuphap", "cd.thom", "dn.songcam"])
def test_one_password_opens_every_account(username):
    assert authenticate(username=username, password="motcua-demo")


def test_competences_follow_domain_and_level():
    def deciding(code: str) -> set[str]:
        return set(
            Competence.objects.filter(procedure__code=code).values_list("division__code", flat=True)
        )

    communes = range(31, 36)
    assert deciding("2.000635") == {"H24.03.HCTP", *(f"H24.{n}.VP" for n in communes)}
    assert deciding("1.013225") == {f"H24.{n}.KT" for n in communes}
    assert deciding("3.000346") == {"H24.21.CSGT"}
    assert len(deciding("1.004222")) == 5
    assert Procedure.objects.filter(competences=None).count() == 2


def test_at_least_ten_different_processes_are_linked():
    linked = ProcedureCase.objects.exclude(process=None).values_list(
        "version__procedure__code", "process__code"
    )
    processes = dict(linked)
    assert len(set(processes.values())) >= 10
    assert processes["2.000635"] == "HN-QD1811-2.000635"
    assert processes["1.013225"] == "QG-1.013225"
    assert processes["1.001612"] == "YB-TC05"
    assert processes["2.000986"] == "QG-2.000986"


def test_every_limit_and_policy_is_one_the_clock_reads():
    for case in ProcedureCase.objects.all():
        Policy.from_dict(case.policy)
        assert not case.limit or str(Limit.parse(case.limit)) == case.limit


def test_citizens_are_marked_as_samples():
    assert Citizen.objects.filter(kind="organisation").count() == 1
    for citizen in Citizen.objects.all():
        assert re.fullmatch(r"0900 000 \d{3}", citizen.phone)
        assert re.fullmatch(r"031\d{9}|02000\d{5}", citizen.identity_number)


def test_nobody_shares_a_name():
    names = list(Account.objects.values_list("full_name", flat=True))
    assert len(names) == len(set(names))


def test_the_data_names_public_sources_alone():
    own = ("procedures", "organization", "citizens", "competences", "process_links")
    for name in own:
        text = files("motcua.seeds").joinpath(f"{name}.json").read_text("utf-8").lower()
        assert "github" not in text, name
        assert "bản chụp" not in text, name
