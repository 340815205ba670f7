"""Papers, results and files of a dossier, sent to the officers who may read it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404

from motcua.dossiers import issuing
from motcua.dossiers.models import DossierFile, IssuedPaper, Result
from motcua.files.sending import sent_file, sent_pdf
from motcua.office.access import OfficerRequest, find_dossier, officers_only, readable


@officers_only
def file(request: OfficerRequest, reference: str, file_id: int) -> FileResponse:
    """A file handed in, shown by the browser as what it was found to be when it came in."""
    handed_in = get_object_or_404(
        DossierFile.objects.select_related("stored"),
        pk=file_id,
        dossier_component__dossier__in=readable(request).filter(reference=reference),
    )
    return sent_file(handed_in.stored, handed_in.name)


@officers_only
def paper(request: OfficerRequest, reference: str, paper_id: int) -> HttpResponse:
    """A statutory paper as PDF, the same whenever it is printed."""
    issued = get_object_or_404(
        IssuedPaper,
        pk=paper_id,
        dossier__in=readable(request).filter(reference=reference),
    )
    name = f"{issued.get_kind_display()} {issued.number}.pdf".replace("/", "-")
    return sent_pdf(issuing.print_paper(issued), name)


@officers_only
def result(request: OfficerRequest, reference: str) -> FileResponse:
    """The released result."""
    released = get_object_or_404(
        Result.objects.select_related("file"),
        dossier__in=readable(request).filter(reference=reference),
    )
    if released.file is None:
        raise Http404
    return sent_file(released.file, f"{released.number}.pdf".replace("/", "-"))


@officers_only
def diagram(request: OfficerRequest, reference: str) -> HttpResponse:
    """The BPMN document of the process version this dossier runs on."""
    dossier = find_dossier(request, reference)
    return HttpResponse(dossier.road.process.bpmn, content_type="application/xml")
