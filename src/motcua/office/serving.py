"""Papers, results and files of a dossier, sent to the officers who may read it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from motcua.dossiers import declaring, issuing, readings
from motcua.dossiers.models import DossierFile, IssuedPaper, Result
from motcua.files.sending import sent_file, sent_pdf
from motcua.office.access import OfficerRequest, find_dossier, officers_only, readable
from motcua.papers import PaperKind, render


@officers_only
def file(request: OfficerRequest, reference: str, file_id: int) -> FileResponse:
    """A file handed in, shown by the browser as what it was found to be when it came in."""
    handed_in = get_object_or_404(
        DossierFile.objects.select_related("stored", "dossier_component__dossier"),
        pk=file_id,
        dossier_component__dossier__in=readable(request).filter(reference=reference),
    )
    readings.record(handed_in.dossier_component.dossier, request.user)
    return sent_file(handed_in.stored, handed_in.name)


@officers_only
def paper(request: OfficerRequest, reference: str, paper_id: int) -> HttpResponse:
    """A statutory paper as PDF, the same whenever it is printed."""
    issued = get_object_or_404(
        IssuedPaper.objects.select_related("dossier"),
        pk=paper_id,
        dossier__in=readable(request).filter(reference=reference),
    )
    readings.record(issued.dossier, request.user)
    name = f"{issued.get_kind_display()} {issued.number}.pdf".replace("/", "-")
    return sent_pdf(issuing.print_paper(issued), name)


@officers_only
def declaration(request: OfficerRequest, reference: str) -> HttpResponse:
    """The e-form as the applicant filed it, laid out as the official one."""
    dossier = find_dossier(request, reference)
    if dossier.form is None:
        raise Http404
    readings.record(dossier, request.user)
    return sent_pdf(declaring.print_declaration(dossier), f"to-khai-{dossier}.pdf")


@officers_only
def control_sheet(request: OfficerRequest, reference: str) -> HttpResponse:
    """Mẫu 06 as the events tell it up to now; there is none before reception."""
    dossier = find_dossier(request, reference)
    if dossier.received_at is None:
        raise Http404
    readings.record(dossier, request.user)
    sheet = issuing.control_sheet(dossier, timezone.now())
    return sent_pdf(render(PaperKind.CONTROL, sheet), f"phieu-kiem-soat-{dossier}.pdf")


@officers_only
def result(request: OfficerRequest, reference: str) -> FileResponse:
    """The released result."""
    released = get_object_or_404(
        Result.objects.select_related("file", "dossier"),
        dossier__in=readable(request).filter(reference=reference),
    )
    readings.record(released.dossier, request.user)
    if released.file is None:
        raise Http404
    return sent_file(released.file, f"{released.number}.pdf".replace("/", "-"))


@officers_only
def diagram(request: OfficerRequest, reference: str) -> HttpResponse:
    """The BPMN document of the process version this dossier runs on."""
    dossier = find_dossier(request, reference)
    return HttpResponse(dossier.road.process.bpmn, content_type="application/xml")
