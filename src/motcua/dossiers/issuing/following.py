"""Mẫu 06 and 07: the control sheet of a dossier from its events alone, the register of a sector.

Both are read, not issued: the control sheet bears the ordinal of the receipt, the register counts
the receipts of a sector and year at one one-stop, so that neither has holes.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from django.db.models import Min, Q
from django.utils import timezone

from motcua.catalog.models import Domain
from motcua.dossiers.issuing.keeping import SYMBOLS, carried, edition_of, heading, notice
from motcua.dossiers.models import Dossier, Event, IssuedPaper
from motcua.organization.models import Unit
from motcua.papers import (
    ControlSheet,
    PaperKind,
    Passage,
    Register,
    RegisterRow,
    Timeliness,
    forms_of,
    paper_name,
)


def control_sheet(dossier: Dossier, now: datetime) -> ControlSheet:
    """Who handed over to whom, when, and whether in time, as the events tell it."""
    assert dossier.received_at is not None  # noqa: S101 nothing to control before reception
    receipt = dossier.papers.filter(kind=IssuedPaper.Kind.RECEIPT).first()
    ordinal = receipt.number.split("/")[0] if receipt else "1"
    edition = edition_of(dossier)
    return ControlSheet(
        **carried(dossier, paper_name(PaperKind.CONTROL, edition), now),
        number=f"{ordinal}/{SYMBOLS[IssuedPaper.Kind.CONTROL]}",
        edition=edition,
        solving_agency=str(dossier.agency),
        coordinating_agencies=tuple(_coordinating(dossier)),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        passages=tuple(_passages(dossier)),
    )


def _coordinating(dossier: Dossier) -> list[str]:
    asked = {str(each.unit.agency) for each in dossier.opinions.select_related("unit__agency")}
    return sorted(asked - {str(dossier.agency)})


def _passages(dossier: Dossier) -> list[Passage]:
    """One row where the dossier changed hands: the post that acted, then the next that did."""
    events = list(dossier.events.select_related("actor").order_by("sequence"))
    acted = [event for event in events if event.actor_post]
    units = _units_of(dossier)
    rows = []
    for event, following in pairwise(acted):
        if event.actor_post == following.actor_post:
            continue
        rows.append(
            Passage(
                giving_unit=_unit(event, units),
                giver=str(event.actor),
                receiving_unit=_unit(following, units),
                receiver=str(following.actor),
                at=event.at,
                timeliness=_timeliness(dossier, event),
                note=event.detail.get("note", "") or event.detail.get("reason", ""),
            )
        )
    return rows


def _units_of(dossier: Dossier) -> list[str]:
    """Names of the units that ever had it on a desk, the longest first."""
    names = set(dossier.tasks.values_list("unit__name", flat=True))
    return sorted(names | {dossier.one_stop.name, dossier.division.name}, key=len, reverse=True)


def _unit(event: Event, units: list[str]) -> str:
    """The unit of a post line such as "Công chức tiếp nhận, quầy số 1, Trung tâm …"."""
    post = event.actor_post.split(" (thay", 1)[0]
    return next((name for name in units if name in post), post)


def _timeliness(dossier: Dossier, event: Event) -> Timeliness | None:
    """Whether the step this event ended was done by its own limit, as the event remembers."""
    by = event.detail.get("step_due")
    if not by:
        return None
    limit = datetime.fromisoformat(by)
    if event.at > limit:
        return Timeliness.LATE
    same_day = timezone.localdate(event.at) == timezone.localdate(limit)
    return Timeliness.ON_TIME if same_day else Timeliness.EARLY


def register_of(one_stop: Unit, domain: Domain, year: int) -> Register:
    """The register of a sector and year at one one-stop, entries in the order of reception."""
    first = Min("papers__pk", filter=Q(papers__kind=IssuedPaper.Kind.RECEIPT))
    dossiers = (
        Dossier.objects.filter(
            one_stop=one_stop,
            case__version__procedure__domain=domain,
            papers__kind=IssuedPaper.Kind.RECEIPT,
            papers__issued_at__year=year,
        )
        .with_names()
        .annotate(entered=first)
        .order_by("entered")
        .distinct()
    )
    rows = [_row(order, dossier) for order, dossier in enumerate(dossiers, start=1)]
    now = timezone.now()
    return Register(
        agency=heading(one_stop),
        number=f"01/{year}",
        issued_at=now,
        edition=forms_of(min(now.date(), datetime(year, 12, 31).date())),  # noqa: DTZ001 a day
        notice=notice(),
        year=year,
        sector=str(domain),
        rows=tuple(rows),
    )


def _row(order: int, dossier: Dossier) -> RegisterRow:
    assert dossier.received_at is not None  # noqa: S101 it has a receipt
    return RegisterRow(
        entry=order,
        dossier_code=dossier.code or "",
        procedure=dossier.procedure_name,
        applicant=str(dossier.applicant),
        address=dossier.applicant.address,
        phone=dossier.applicant.phone,
        lead_agency=str(dossier.agency),
        received_at=dossier.received_at,
        due_at=dossier.appointment_at,
        returned_at=dossier.returned_at,
        return_way=str(dossier.get_delivery_display()),
    )
