"""Several dossiers of one person at the counter: entered one by one, received at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, IssuedPaper, Visit
from motcua.files.models import StoredFile
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.clock import standing
from motcua.office.forms import new_key
from motcua.office.tools import one_stops
from motcua.organization.models import Agency

_SESSION = "visit"
MOST_DOSSIERS = 20


def add(request: OfficerRequest, filing: acts.Filing) -> None:
    """Keep one more dossier of the person at the counter until all are received."""
    kept = request.session.get(_SESSION) or {"key": new_key(), "filings": []}
    kept["filings"].append(_written(filing))
    request.session[_SESSION] = kept


def key_of(request: OfficerRequest) -> str:
    """The key of the visit under way; empty when there is none."""
    return str(request.session.get(_SESSION, {}).get("key", ""))


def filings(request: OfficerRequest) -> list[acts.Filing]:
    """What has been entered so far."""
    return [_read(each) for each in request.session.get(_SESSION, {}).get("filings", [])]


def applicant(request: OfficerRequest) -> dict[str, Any]:
    """Who stands at the counter, as entered with the dossier before; empty for somebody new."""
    kept = request.session.get(_SESSION, {}).get("filings", [])
    return dict(kept[-1]["content"]["applicant"]) if kept else {}


def entered(request: OfficerRequest) -> list[tuple[str, str]]:
    """Applicant and procedure of what has been entered so far, for the clerk to see."""
    kept = request.session.get(_SESSION, {}).get("filings", [])
    cases = ProcedureCase.objects.select_related("version__procedure").in_bulk(
        [each["case"] for each in kept]
    )
    return [
        (each["content"]["applicant"]["full_name"], str(cases[each["case"]].version.procedure))
        for each in kept
        if each["case"] in cases
    ]


def receive(request: OfficerRequest, more: Iterable[acts.Filing] = ()) -> HttpResponse:
    """Receive everything entered, or nothing; raises acts.Refused."""
    with transaction.atomic():
        dossiers = acts.receive_visit(
            [*filings(request), *more], account=request.user, key=key_of(request)
        )
    request.session.pop(_SESSION, None)
    said = _("Đã tiếp nhận %(count)s hồ sơ.") % {"count": len(dossiers)}
    messages.success(request, said)
    return redirect("office:visit", _visit_of(dossiers[0]))


def _visit_of(dossier: Dossier) -> int:
    pk = Dossier.objects.values_list("visit_id", flat=True).get(pk=dossier.pk)
    assert pk is not None  # noqa: S101 it was received in one
    return pk


def already(request: OfficerRequest, key: str) -> Visit | None:
    """The visit a form sent twice has already made."""
    return Visit.objects.filter(key=key, received_by=request.user.officer).first() if key else None


@officers_only
@require_POST
def finish(request: OfficerRequest) -> HttpResponse:
    """Receive what has been entered, or drop it, from the page of procedures."""
    done = already(request, request.POST.get("visit", ""))
    if done is not None:
        return redirect("office:visit", done.pk)
    if "drop" in request.POST:
        request.session.pop(_SESSION, None)
        messages.info(request, _("Đã bỏ các hồ sơ vừa nhập; chưa hồ sơ nào được tiếp nhận."))
        return redirect("office:reception")
    try:
        return receive(request)
    except acts.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("office:reception")


@officers_only
def show(request: OfficerRequest, visit_id: int) -> HttpResponse:
    """The dossiers of one visit, their receipts printed in one go."""
    visit = get_object_or_404(Visit, pk=visit_id, one_stop__in=one_stops(request.user))
    dossiers = list(visit.dossiers.with_names().order_by("pk"))
    now = timezone.now()
    receipts = IssuedPaper.objects.filter(dossier__in=dossiers, kind=IssuedPaper.Kind.RECEIPT)
    context = {
        "section": "reception",
        "visit": visit,
        "rows": [{"dossier": each, "clock": standing(each, now)} for each in dossiers],
        "receipts": list(receipts.order_by("dossier", "pk").values_list("pk", flat=True)),
    }
    return render(request, "office/visit.html", context)


def _written(filing: acts.Filing) -> dict[str, Any]:
    return {
        "case": filing.case.pk,
        "agency": filing.agency.pk,
        "content": filing.content,
        "delivery": str(filing.delivery),
        "components": [
            [
                paper,
                each.originals,
                each.copies,
                [[stored.pk, name] for stored, name in each.files],
            ]
            for paper, each in filing.components.items()
        ],
    }


def _read(kept: dict[str, Any]) -> acts.Filing:
    stored = StoredFile.objects.in_bulk(
        [pk for _paper, _o, _c, files in kept["components"] for pk, _name in files]
    )
    case = ProcedureCase.objects.select_related("version__procedure", "process")
    return acts.Filing(
        case=case.prefetch_related("components").get(pk=kept["case"]),
        agency=Agency.objects.get(pk=kept["agency"]),
        content=kept["content"],
        delivery=kept["delivery"],
        components={
            paper: acts.HandedIn(originals, copies, tuple((stored[pk], name) for pk, name in files))
            for paper, originals, copies, files in kept["components"]
        },
    )
