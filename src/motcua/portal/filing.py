"""Filing online: one subject a page, each saved as it is left, then everything reviewed once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from motcua.dossiers import acts, declaring
from motcua.dossiers.known import known_of
from motcua.dossiers.models import Draft
from motcua.files.sending import sent_pdf
from motcua.forms import service as forms
from motcua.portal import reviewing
from motcua.portal.access import account_of, own_dossiers
from motcua.portal.draft_files import listed_files
from motcua.portal.drafts import on_draft
from motcua.portal.forms import (
    AgencyForm,
    ApplicantForm,
    PageForm,
    PartForm,
    RequestForm,
    applicant_initial,
)
from motcua.portal.reviewing import ReviewForm
from motcua.portal.steps import (
    AGENCY,
    REVIEW,
    competent_agencies,
    gaps_of,
    papers_of,
    place_of,
    steps_of,
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
    form.show_sources(known_of(draft))
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
    form = ReviewForm(request.POST if posted else None, draft=draft, account=account_of(request))
    if posted and form.is_valid():
        try:
            reviewing.submit(draft, form, account=account_of(request))
            return redirect("portal:filed", draft.pk)
        except acts.Refused as refused:
            form.refuse(refused)
    listed, gaps = listed_files(draft), gaps_of(draft)
    return filing_page(
        request,
        draft,
        "review",
        form,
        gaps=gaps,
        applicant=applicant_facts(draft.content.get("applicant", {})),
        wanted=draft.content.get("request", {}).get("text", ""),
        papers=[(component, listed.get(component.pk, [])) for component in papers_of(draft)],
        declared=_declared(draft, gaps),
        costs=reviewing.costs_of(draft),
    )


@on_draft
def printed(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The e-form as it would be filed now, laid out as the official one."""
    if draft.form is None:
        raise Http404
    return sent_pdf(declaring.print_draft(draft), f"to-khai-{draft.form.form.code}.pdf")


def _declared(draft: Draft, gaps: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The answers to the e-form, page by page, each with what is still wrong on it."""
    if draft.form is None:
        return []
    return [
        {
            "page": page,
            "change": reverse("portal:answers", args=[draft.pk, page.name]),
            "gaps": gaps.get(page.name, []),
        }
        for page in forms.summary(draft.form.definition, draft.content.get("form", {}))
    ]


@login_required
def filed(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was filed, the reference to keep, and what happens next."""
    draft = get_object_or_404(
        Draft.objects.select_related(
            "dossier__case__version__procedure", "dossier__agency", "dossier__one_stop"
        ),
        pk=draft_id,
        account=account_of(request),
        dossier__in=own_dossiers(request),
    )
    context = {"dossier": draft.dossier, "section": "my_dossiers"}
    more = reviewing.confirmation(draft, draft.dossier) if draft.dossier else {}
    return render(request, "portal/filed.html", {**context, **more})


def filing_page(
    request: HttpRequest,
    draft: Draft,
    name: str,
    form: PageForm,
    **more: Any,
) -> HttpResponse:
    """A page of the road, with its place on it; `template` among the rest when not its own.

    A page that is not on this draft's road leads to the first that lacks something.
    """
    steps = steps_of(draft)
    index = place_of(name, steps)
    if index is None:
        return redirect("portal:resume", draft.pk)
    before = url_of(steps[index - 1], draft) if index else None
    context = {
        "draft": draft,
        "procedure": draft.case.version.procedure,
        "form": form,
        "title": steps[index].title,
        "number": index + 1,
        "total": len(steps),
        "back": url_of(steps[-1], draft) if "sua" in request.GET else before,
        "agency_is_choice": AGENCY in steps,
        "section": "my_dossiers",
        **more,
    }
    status = 422 if form.errors else 200
    return render(
        request, f"portal/filing_{more.get('template', name)}.html", context, status=status
    )


def onward(request: HttpRequest, draft: Draft, done: str) -> HttpResponse:
    """The next page; back to the review for who came from there to change something."""
    if "sua" in request.GET:
        return redirect(url_of(REVIEW, draft))
    steps = steps_of(draft)
    index = place_of(done, steps)
    if index is None:
        return redirect("portal:resume", draft.pk)
    return redirect(url_of(steps[index + 1], draft))
