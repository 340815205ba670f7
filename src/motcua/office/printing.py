"""Giấy tờ để in: what a one-stop issued, printed several in one go."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.dossiers import issuing, readings
from motcua.dossiers.models import IssuedPaper
from motcua.files.sending import sent_pdf
from motcua.office.access import OfficerRequest, officers_only, readable
from motcua.office.batch import AT_ONCE
from motcua.office.tools import one_stops, tools


@officers_only
def printing(request: OfficerRequest) -> HttpResponse:
    """The papers of this one-stop, the latest first."""
    found = _of_desk(request).select_related("dossier__applicant", "issued_by__account")
    page = Paginator(found.order_by("-pk"), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "section": "worklist",
        "tools": tools(request.user, "printing"),
        "page": page,
        "papers": page.object_list,
        "all": request.GET.get("chon") == "tat-ca",
    }
    return render(request, "office/printing.html", context)


@officers_only
def printed(request: OfficerRequest) -> HttpResponse:
    """The papers asked for, one after the other in one document."""
    asked = [int(pk) for pk in request.GET.getlist("giay") if pk.isdecimal() and len(pk) < 19]
    found = IssuedPaper.objects.filter(pk__in=asked[:AT_ONCE], dossier__in=readable(request))
    papers = list(found.select_related("dossier").order_by("pk"))
    if not papers:
        return redirect("office:printing")
    for dossier in {paper.dossier_id: paper.dossier for paper in papers}.values():
        readings.record(dossier, request.user)
    return sent_pdf(issuing.print_papers(papers), "giay-to.pdf")


def _of_desk(request: OfficerRequest) -> QuerySet[IssuedPaper]:
    return IssuedPaper.objects.filter(dossier__one_stop__in=one_stops(request.user))
