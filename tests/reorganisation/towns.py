"""Open dossiers of several agencies at every stage, and a plan that shakes all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from motcua.calendars.models import OfficeHours
from motcua.catalog.models import Competence, Component, Procedure, ReceivingUnit
from motcua.dossiers import acts
from motcua.dossiers.models import (
    Book,
    Dossier,
    Draft,
    HandOver,
    IssuedPaper,
    Opinion,
    Part,
    Result,
    Task,
)
from motcua.organization.models import (
    Agency,
    Counter,
    Post,
    Role,
    Succession,
    Unit,
    UnitSuccession,
)
from motcua.people.models import Account, Delegation, Officer, PostHolding
from tests.dossiers import people

LINKED = "2.000986"  # Liên thông khai sinh, thường trú, thẻ bảo hiểm y tế
MERGED = {"H24.31": "hongbang", "H24.32": "lechan", "H24.33": "ngoquyen"}
POLICE, POLICE_AFTER = ("H24.21.01", "H24.21.02", "H24.21.03"), "H24.21.11"
DISTRICT = "H24.51"
# Of the old district of Vĩnh Bảo: one commune that went whole into the Vĩnh Bảo of today.
HOME = "Thôn mẫu 1, thị trấn Vĩnh Bảo, huyện Vĩnh Bảo, thành phố Hải Phòng"
NOWHERE = "Không rõ"


TOUCHED: tuple[type[models.Model], ...] = (
    Agency,
    Unit,
    Post,
    Counter,
    Succession,
    UnitSuccession,
    PostHolding,
    Delegation,
    OfficeHours,
    Competence,
    ReceivingUnit,
    Dossier,
    Task,
    Part,
    HandOver,
    Opinion,
    Draft,
    IssuedPaper,
    Result,
    Book,
)


def plan(**more: Any) -> dict[str, Any]:
    """Three wards into one, the district dissolved, from today."""
    return {
        "ten": "Sắp xếp thử",
        "ngay": timezone.localdate().isoformat(),
        "quyet_dinh": "01/NQ-MAU",
        "viec": [
            {
                "loai": "sap_nhap",
                "tu": [*MERGED],
                "thanh": {
                    "ma": "H24.36",
                    "ten": "Ủy ban nhân dân phường Trung Tâm",
                    "ten_ngan": "Phường Trung Tâm",
                    "ma_xa": "11311",
                    "dia_chi": "Phường Trung Tâm, thành phố Hải Phòng",
                },
            },
            {
                "loai": "sap_nhap",
                "tu": [*POLICE],
                "thanh": {
                    "ma": POLICE_AFTER,
                    "ten": "Công an phường Trung Tâm",
                    "ma_xa": "11311",
                },
            },
            {"loai": "giai_the", "tu": DISTRICT, "ho_so": "theo_noi_cu_tru", "len_tinh": "H24.03"},
        ],
    } | more


def add_district() -> None:
    """A district still at work: its one-stop, a division, a leader, a records office."""
    district = Agency.objects.create(
        code=DISTRICT,
        name="Ủy ban nhân dân huyện Mẫu",
        short_name="Huyện Mẫu",
        level=Agency.Level.DISTRICT,
        parent=Agency.objects.get(code="H24"),
        valid_from=date(2020, 1, 1),
    )
    for end, kind, roles in (
        ("MC", Unit.Kind.ONE_STOP, [Role.RECEPTION]),
        ("TP", Unit.Kind.DIVISION, [Role.DIVISION_HEAD, Role.SPECIALIST]),
        ("LD", Unit.Kind.LEADERSHIP, [Role.LEADER]),
        ("VT", Unit.Kind.RECORDS, [Role.RECORDS]),
    ):
        unit = Unit.objects.create(
            agency=district, code=f"{DISTRICT}.{end}", name=f"{end} huyện Mẫu", kind=kind
        )
        for role in roles:
            _hire(unit, role)
    district.one_stop = district.units.get(code=f"{DISTRICT}.MC")
    district.save()
    Competence.objects.create(
        procedure=Procedure.objects.get(code=people.EXTRACT),
        agency=district,
        division=district.units.get(kind=Unit.Kind.DIVISION),
        valid_from=date(2020, 1, 1),
    )


def _hire(unit: Unit, role: Role) -> None:
    name = f"{unit.code}.{role}".lower()
    account = Account.objects.create(username=name, full_name=f"Người Mẫu {name}")
    officer = Officer.objects.create(account=account, staff_code=name[-20:])
    post = Post.objects.create(unit=unit, code=f"{unit.code}.{role}".upper(), name=role, role=role)
    PostHolding.objects.create(officer=officer, post=post, valid_from=date(2020, 1, 1))


def clerk_of(agency: str) -> Account:
    return Account.objects.filter(
        officer__holdings__post__unit__receives_for__code=agency,
        officer__holdings__post__role=Role.RECEPTION,
    ).order_by("pk")[0]


def receive(agency: str, key: str, code: str = people.EXTRACT, address: str = "") -> Dossier:
    """A dossier received at the counter of an agency, for it to decide."""
    case = people.case_of(code)
    required = case.components.filter(mandatory=True, kind=Component.Kind.FILED)
    filing = acts.Filing(
        case=case,
        agency=Agency.objects.get(code=agency),
        content={
            "applicant": people.APPLICANT | ({"address": address} if address else {}),
            "request": {"text": "Việc mẫu"},
        },
        components={component.pk: acts.HandedIn(originals=1) for component in required},
    )
    return acts.receive_at_counter(filing, account=clerk_of(agency), key=key)


STAGES = ("assign", "process", "review", "sign", "number", "return")


def at_every_stage(agency: str, address: str = "") -> Iterator[Dossier]:
    """One dossier waiting at every stage of the road."""
    for stage in STAGES:
        try:
            yield people.carry_to(receive(agency, f"{agency}-{stage}", address=address), stage)
        except AssertionError:
            continue


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row a reorganisation may touch: what undoing must give back to the last column."""
    rows = {model._meta.label: _rows(model) for model in TOUCHED}
    for row in rows["dossiers.Dossier"]:
        # Pages opened before are stale afterwards: this one number goes on.
        del row["version"]
    return rows


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.order_by("pk").values())
