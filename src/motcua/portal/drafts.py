"""A citizen's drafts: begun, opened again, thrown away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Procedure
from motcua.dossiers import acts
from motcua.dossiers.models import Draft, DraftFile
from motcua.files.sending import sent_file
from motcua.portal.access import account_of
from motcua.portal.catalogue import current_version, obstacle
from motcua.portal.eligibility import answered_case
from motcua.portal.for_whom import for_whom
from motcua.portal.forms import CaseForm, PageForm
from motcua.portal.steps import competent_agencies, gaps_of, steps_of, url_of

DraftView = Callable[..., HttpResponse]


@login_required
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start a draft, or go on with one begun before."""
    procedure = get_object_or_404(Procedure, code=code)
    version = current_version(procedure)
    cases = catalog.cases_for(procedure, CaseChannel.ONLINE)
    answered = answered_case(request, version, cases)
    closed = catalog.closed_because(procedure)
    if closed or obstacle(version, list(cases), catalog.deciders(procedure)):
        return redirect("portal:procedure", code)
    if answered:
        cases = cases.filter(pk=answered[0].pk)
    posted = request.method == "POST"
    form = CaseForm(request.POST if posted else None, cases=cases)
    whom = for_whom(account_of(request), procedure)
    whom.ask_in(form, request.GET.get("cho", ""))
    if posted and form.is_valid():
        if whom.helps_in(form):
            return redirect("portal:helping_begin", procedure.code)
        draft = acts.begin_draft(
            form.cleaned_data["case"],
            account=account_of(request),
            mandate=whom.mandate_in(form),
            answers=answered[1] if answered else None,
        )
        agencies = competent_agencies(draft)
        if len(agencies) == 1:
            acts.choose_agency(draft, agencies[0], account=account_of(request))
        return redirect(url_of(steps_of(draft)[0], draft))
    drafts = open_drafts(request).filter(case__version__procedure=procedure)
    context = {
        "procedure": procedure,
        "form": form,
        "drafts": drafts,
        "asks": bool(version.questions) and answered is None,
        "case": answered[0].name if answered else "",
        "section": "procedures",
    }
    return render(request, "portal/begin.html", context, status=422 if form.errors else 200)


def open_drafts(request: HttpRequest) -> QuerySet[Draft]:
    """What this account has begun and not yet filed, latest first."""
    return (
        Draft.objects.of(account_of(request))
        .filter(dossier=None)
        .select_related("case__version__procedure", "agency", "mandate")
    )


def on_draft(view: DraftView) -> Callable[..., HttpResponse]:
    """Open one's own draft; anybody else's does not exist. A filed one leads to its dossier."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, draft_id: UUID, **rest: str) -> HttpResponse:
        draft = get_object_or_404(
            Draft.objects.of(account_of(request)).select_related(
                "case__version__procedure", "agency", "form__form", "mandate__consent"
            ),
            pk=draft_id,
        )
        if draft.dossier_id is not None and request.method == "GET":
            return redirect("portal:filed", draft.pk)
        if acts.renew_draft(draft, account=account_of(request)):
            messages.info(
                request,
                _(
                    "Quy định của thủ tục đã thay đổi. Những gì bạn đã ghi được giữ lại; hãy kiểm "
                    "tra lại giấy tờ theo quy định mới."
                ),
            )
        return view(request, draft, **rest)

    return opened


@on_draft
def resume(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the first page on which something is still missing."""
    steps = steps_of(draft)
    gaps = gaps_of(draft)
    return redirect(url_of(next((s for s in steps if s.name in gaps), steps[-1]), draft))


@on_draft
def discard(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = PageForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        form.full_clean()
        try:
            acts.discard(draft, account=account_of(request))
        except acts.Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã xóa hồ sơ đang làm dở."))
            return redirect("portal:my_dossiers")
    context = {"draft": draft, "form": form, "section": "my_dossiers"}
    return render(request, "portal/discard.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def draft_file(request: HttpRequest, draft_id: UUID, file_id: int) -> FileResponse:
    file = get_object_or_404(
        DraftFile.objects.select_related("stored"),
        pk=file_id,
        draft__in=Draft.objects.of(account_of(request)).filter(pk=draft_id),
    )
    return sent_file(file.stored, file.name)
