"""One's own dossiers: the list, the page of one, and everything that may be downloaded from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from motcua.dossiers import clocks, declaring, issuing, policies, progress
from motcua.dossiers.models import (
    Dossier,
    DossierComponent,
    DossierFile,
    Result,
    State,
)
from motcua.feedback import ratings
from motcua.files.sending import sent_file, sent_pdf
from motcua.mandates.models import Helper
from motcua.messages.models import Notice
from motcua.portal import wording
from motcua.portal.access import account_of, on_dossier, own_dossiers
from motcua.portal.correspondence import unread
from motcua.portal.course import INTERNAL, changes_of, course, papers_for_applicant
from motcua.portal.drafts import open_drafts
from motcua.portal.withdrawing import may_withdraw

PER_PAGE = 20
DRAFTS_SHOWN = 20
READINGS_SHOWN = 50


@login_required
@never_cache
def my_dossiers(request: HttpRequest) -> HttpResponse:
    # What one files at a support point has a page of its own, and ends with the dossier.
    helped = Q(submitter=account_of(request), mandate__helper__isnull=False)
    filed = own_dossiers(request).exclude(helped).with_names().order_by("-submitted_at")
    page = Paginator(filed, PER_PAGE).get_page(request.GET.get("page"))
    begun = open_drafts(request).filter(mandate__helper=None)
    drafts = list(begun[:DRAFTS_SHOWN]) if page.number == 1 else []
    context = {
        "section": "my_dossiers",
        "page": page,
        "drafts": drafts,
        "states": State,
        "helps": Helper.objects.in_force().filter(account=account_of(request)).exists(),
    }
    return render(request, "portal/my_dossiers.html", context)


@on_dossier
def dossier(request: HttpRequest, opened: Dossier) -> HttpResponse:
    is_own = request.user.is_authenticated and policies.is_submitter(request.user, opened)
    waiting = opened.supplements.filter(sent_at__isnull=False, answered_at=None)
    papers, found = papers_for_applicant(opened), released(opened)
    return render(
        request,
        "portal/dossier.html",
        {
            "section": "my_dossiers" if is_own else "track",
            "dossier": opened,
            "is_own": is_own,
            "represents": opened.mandate is not None and opened.submitter_id == request.user.pk,
            "clock": wording.clock(opened),
            "next_thing": "" if found and found.revoked_at else wording.next_thing(opened),
            "asked": waiting.prefetch_related("asked_items").first()
            if opened.state == State.SUPPLEMENT
            else None,
            "may_withdraw": may_withdraw(request, opened),
            "refusal": _refusal(opened),
            "result": found,
            "changes": changes_of(found),
            "steps": shown_steps(progress.stages(opened)),
            "entries": wording.timeline(opened),
            "facts": wording.declared_by(opened.applicant),
            "declared": declaring.declared(opened),
            "wanted": opened.content.get("request", {}).get("text", ""),
            "papers": papers,
            **course(opened, papers),
            "handed_in": handed_in(opened),
            "notices": _notices(request, opened) if is_own else [],
            "answer_by": clocks.closes_at(opened) if opened.state == State.SUPPLEMENT else None,
            "unread": unread(opened),
            "may_rate": ratings.may_rate(opened),
        },
    )


@on_dossier
def paper(request: HttpRequest, opened: Dossier, paper_id: int) -> HttpResponse:
    issued = get_object_or_404(opened.papers.exclude(kind__in=INTERNAL), pk=paper_id)
    return sent_pdf(issuing.print_paper(issued), f"{issued.kind}-{opened}.pdf")


@on_dossier
def declaration(request: HttpRequest, opened: Dossier) -> HttpResponse:
    """The e-form as it was filed, laid out as the official one."""
    if opened.form is None:
        raise Http404
    return sent_pdf(declaring.print_declaration(opened), f"to-khai-{opened}.pdf")


@on_dossier
def readers(request: HttpRequest, opened: Dossier) -> HttpResponse:
    """Which officers have opened the personal data of the dossier, in which post, for what."""
    found = opened.readings.select_related("task__step")
    page = Paginator(found, READINGS_SHOWN).get_page(request.GET.get("page"))
    context = {"section": "my_dossiers", "dossier": opened, "page": page}
    return render(request, "portal/readers.html", context)


@on_dossier
def file(request: HttpRequest, opened: Dossier, file_id: int) -> FileResponse:
    found = get_object_or_404(
        DossierFile.objects.select_related("stored"),
        pk=file_id,
        dossier_component__dossier=opened,
    )
    return sent_file(found.stored, found.name)


@on_dossier
def result(request: HttpRequest, opened: Dossier) -> FileResponse:
    found = released(opened)
    if found is None or found.file is None:
        raise Http404
    return sent_file(found.file, f"ket-qua-{opened}.pdf")


def released(opened: Dossier) -> Result | None:
    """The result, once the agency has let it go."""
    found = Result.objects.select_related("file").filter(dossier=opened)
    return found.filter(released_at__isnull=False, file__isnull=False).first()


@dataclass(frozen=True)
class HandedInPaper:
    """A paper of the dossier and what came in for it."""

    part: DossierComponent
    files: list[dict[str, Any]]


def handed_in(opened: Dossier) -> list[HandedInPaper]:
    """The papers of which something was handed in, with their files as the file list shows them."""
    parts = opened.components.select_related("component").prefetch_related(
        "files__stored__signatures"
    )
    papers = [HandedInPaper(part, _listed(part, opened)) for part in parts]
    return [each for each in papers if each.files or each.part.originals or each.part.copies]


def shown_steps(stages: list[progress.Stage]) -> list[dict[str, str]]:
    """Stages as the step list shows them."""
    return [{"name": stage.name, "state": stage.status} for stage in stages]


def _listed(part: DossierComponent, opened: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "url": reverse("portal:file", args=[opened.reference, each.pk]),
            "size": each.stored.size,
            "signatures": each.stored.signatures.all(),
        }
        for each in part.files.all()
    ]


def _refusal(opened: Dossier) -> str:
    """Why the dossier was not received; empty when it was not refused."""
    if opened.state != State.NOT_RECEIVED:
        return ""
    event = opened.events.filter(act="refuse").last()
    return str(event.detail["reason"]) if event else ""


def _notices(request: HttpRequest, opened: Dossier) -> QuerySet[Notice]:
    return Notice.objects.filter(account=account_of(request), reference=opened.reference)
