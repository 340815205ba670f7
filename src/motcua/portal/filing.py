"""Filing online: one subject a page, each saved as it is left, then everything reviewed once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.portal.access import account_of
from motcua.portal.drafts import on_draft
from motcua.portal.forms import (
    AgencyForm,
    ApplicantForm,
    PageForm,
    PartForm,
    RequestForm,
    SubmitForm,
    applicant_initial,
)
from motcua.portal.steps import (
    STEPS,
    competent_agencies,
    gaps_of,
    steps_among,
    url_of,
)
from motcua.portal.wording import applicant_facts


@on_draft
def agency(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = AgencyForm(
        request.POST if posted else None,
        agencies=competent_agencies(draft),
        initial={"agency": draft.agency_id},
    )
    if posted and form.is_valid():
        try:
            acts.choose_agency(draft, form.cleaned_data["agency"], account=account_of(request))
            return onward(request, draft, "agency")
        except acts.Refused as refused:
            form.refuse(refused)
    return filing_page(request, draft, "agency", form)


@on_draft
def applicant(request: HttpRequest, draft: Draft) -> HttpResponse:
    initial = applicant_initial(draft.content.get("applicant", {}))
    posted = request.method == "POST"
    form = ApplicantForm(request.POST if posted else None, initial=initial)
    return _save_part(request, draft, "applicant", form)


@on_draft
def content(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = RequestForm(request.POST if posted else None, initial=draft.content.get("request", {}))
    return _save_part(request, draft, "request", form)


def _save_part(request: HttpRequest, draft: Draft, part: str, form: PartForm) -> HttpResponse:
    """What was typed is kept even when it is not right yet."""
    if form.is_bound:
        form.full_clean()
        try:
            values = form.values()
            form.show(acts.save_draft(draft, account=account_of(request), part=part, values=values))
        except acts.Refused as refused:
            form.refuse(refused)
        if not form.errors:
            return onward(request, draft, part)
    return filing_page(request, draft, part, form)


@on_draft
def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = SubmitForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            acts.submit(draft, account=account_of(request), delivery=form.cleaned_data["delivery"])
            return redirect("portal:filed", draft.pk)
        except acts.Refused as refused:
            form.refuse(refused)
    listed = listed_files(draft)
    return filing_page(
        request,
        draft,
        "review",
        form,
        gaps=gaps_of(draft),
        applicant=applicant_facts(draft.content.get("applicant", {})),
        wanted=draft.content.get("request", {}).get("text", ""),
        papers=[(c, listed.get(c.pk, [])) for c in draft.case.components.all() if c.takes_files],
        agency_is_choice=len(competent_agencies(draft)) > 1,
    )


@login_required
def filed(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was filed, the reference to keep, and what happens next."""
    draft = get_object_or_404(
        Draft.objects.select_related(
            "dossier__case__version__procedure", "dossier__agency", "dossier__one_stop"
        ),
        pk=draft_id,
        account=account_of(request),
        dossier__isnull=False,
    )
    return render(
        request, "portal/filed.html", {"dossier": draft.dossier, "section": "my_dossiers"}
    )


def filing_page(
    request: HttpRequest, draft: Draft, name: str, form: PageForm, **more: Any
) -> HttpResponse:
    steps = steps_among(competent_agencies(draft))
    index = [step.name for step in steps].index(name) if name != "agency" else 0
    before = url_of(steps[index - 1], draft) if index else None
    context = {
        "draft": draft,
        "procedure": draft.case.version.procedure,
        "form": form,
        "title": next(step.title for step in STEPS if step.name == name),
        "number": index + 1,
        "total": len(steps),
        "back": url_of(steps[-1], draft) if "sua" in request.GET else before,
        "section": "my_dossiers",
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, f"portal/filing_{name}.html", context, status=status)


def onward(request: HttpRequest, draft: Draft, done: str) -> HttpResponse:
    """The next page; back to the review for who came from there to change something."""
    if "sua" in request.GET:
        return redirect(url_of(STEPS[-1], draft))
    names = [step.name for step in STEPS]
    return redirect(url_of(STEPS[names.index(done) + 1], draft))


def listed_files(draft: Draft) -> dict[int, list[dict[str, Any]]]:
    """The files as the file list shows them, by component."""
    listed: dict[int, list[dict[str, Any]]] = {}
    for file in draft.files.select_related("stored"):
        shown = {
            "name": file.name,
            "url": reverse("portal:draft_file", args=[draft.pk, file.pk]),
            "size": file.stored.size,
            "remove": file.pk,
        }
        listed.setdefault(file.component_id, []).append(shown)
    return listed
