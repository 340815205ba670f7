"""Filing online: one subject a page, each saved as it is left, then everything reviewed once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.catalog.models import Component, Procedure
from motcua.dossiers import acts
from motcua.dossiers.models import Draft, DraftFile
from motcua.files.service import UploadRefused
from motcua.forms import generic
from motcua.organization.models import Agency
from motcua.portal.access import account_of
from motcua.portal.catalogue import current_version, obstacle
from motcua.portal.downloads import sent_file
from motcua.portal.forms import (
    AgencyForm,
    ApplicantForm,
    CaseForm,
    PageForm,
    PapersForm,
    PartForm,
    RequestForm,
    SubmitForm,
    applicant_initial,
    is_owed,
)
from motcua.portal.wording import applicant_facts

DraftView = Callable[[HttpRequest, Draft], HttpResponse]


@dataclass(frozen=True)
class Step:
    """A page of the road from a draft to a dossier; `name` is its URL's."""

    name: str
    title: str | Promise


STEPS = (
    Step("agency", gettext_lazy("Nơi giải quyết")),
    Step("applicant", gettext_lazy("Người đề nghị")),
    Step("request", gettext_lazy("Nội dung đề nghị")),
    Step("papers", gettext_lazy("Giấy tờ")),
    Step("review", gettext_lazy("Kiểm tra và nộp")),
)


@login_required
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Start a draft, or go on with one begun before."""
    procedure = get_object_or_404(Procedure, code=code)
    cases = current_version(procedure).cases.exclude(limit="").order_by("pk")
    if obstacle(list(cases), list(procedure.competences.in_force())):
        return redirect("portal:procedure", code)
    posted = request.method == "POST"
    form = CaseForm(request.POST if posted else None, cases=cases)
    if posted and form.is_valid():
        draft = acts.begin_draft(form.cleaned_data["case"], account=account_of(request))
        agencies = _agencies(draft)
        if len(agencies) == 1:
            acts.choose_agency(draft, agencies[0], account=account_of(request))
        return redirect(_url(_steps(agencies)[0], draft))
    drafts = open_drafts(request).filter(case__version__procedure=procedure)
    context = {"procedure": procedure, "form": form, "drafts": drafts, "section": "procedures"}
    return render(request, "portal/begin.html", context, status=422 if form.errors else 200)


def open_drafts(request: HttpRequest) -> QuerySet[Draft]:
    """What this account has begun and not yet filed, latest first."""
    return Draft.objects.filter(account=account_of(request), dossier=None).select_related(
        "case__version__procedure", "agency"
    )


def on_draft(view: DraftView) -> Callable[..., HttpResponse]:
    """Open one's own draft; anybody else's does not exist. A filed one leads to its dossier."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, draft_id: UUID) -> HttpResponse:
        draft = get_object_or_404(
            Draft.objects.select_related("case__version__procedure", "agency"),
            pk=draft_id,
            account=account_of(request),
        )
        if draft.dossier_id is not None and request.method == "GET":
            return redirect("portal:filed", draft.pk)
        return view(request, draft)

    return opened


@on_draft
def resume(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the first page on which something is still missing."""
    steps = _steps(_agencies(draft))
    gaps = _gaps(draft)
    return redirect(_url(next((s for s in steps if s.name in gaps), steps[-1]), draft))


@on_draft
def agency(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = AgencyForm(
        request.POST if posted else None,
        agencies=_agencies(draft),
        initial={"agency": draft.agency_id},
    )
    if posted and form.is_valid():
        try:
            acts.choose_agency(draft, form.cleaned_data["agency"], account=account_of(request))
            return _onward(request, draft, "agency")
        except acts.Refused as refused:
            form.refuse(refused)
    return _page(request, draft, "agency", form)


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
            return _onward(request, draft, part)
    return _page(request, draft, part, form)


@on_draft
def papers(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = PapersForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        components=draft.case.components.all(),
    )
    if posted and form.is_valid():
        _take_files(request, draft, form)
        if not form.errors and {"upload", "remove"} & request.POST.keys():
            return redirect(request.get_full_path())
        if not form.errors:
            for component in _missing(draft):
                form.add_error(form.slot(component), _("Hãy tải lên giấy tờ bắt buộc này."))
        if not form.errors:
            return _onward(request, draft, "papers")
    listed = _listed(draft)
    slots: dict[bool, list[Any]] = {True: [], False: []}
    for component in form.components:
        slot = (form[form.slot(component)], listed.get(component.pk, []))
        slots[is_owed(component)].append(slot)
    return _page(request, draft, "papers", form, owed=slots[True], others=slots[False])


def _take_files(request: HttpRequest, draft: Draft, form: PapersForm) -> None:
    """Keep every file that can be taken; say of each other why it is not."""
    for component, upload in form.chosen():
        try:
            acts.attach(draft, component, upload, account=account_of(request))
        except (acts.Refused, UploadRefused) as refused:
            form.refuse(refused, form.slot(component))
    removed = request.POST.get("remove", "")
    if removed.isdecimal():
        try:
            acts.detach(draft, int(removed), account=account_of(request))
        except acts.Refused as refused:
            form.refuse(refused)


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
    listed = _listed(draft)
    return _page(
        request,
        draft,
        "review",
        form,
        gaps=_gaps(draft),
        applicant=applicant_facts(draft.content.get("applicant", {})),
        wanted=draft.content.get("request", {}).get("text", ""),
        papers=[(c, listed.get(c.pk, [])) for c in draft.case.components.all() if c.takes_files],
        agency_is_choice=len(_agencies(draft)) > 1,
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
        draft=draft_id,
        draft__account=account_of(request),
    )
    return sent_file(file.stored, file.name)


def _page(
    request: HttpRequest, draft: Draft, name: str, form: PageForm, **more: Any
) -> HttpResponse:
    steps = _steps(_agencies(draft))
    index = [step.name for step in steps].index(name) if name != "agency" else 0
    before = _url(steps[index - 1], draft) if index else None
    context = {
        "draft": draft,
        "procedure": draft.case.version.procedure,
        "form": form,
        "title": next(step.title for step in STEPS if step.name == name),
        "number": index + 1,
        "total": len(steps),
        "back": _url(steps[-1], draft) if "sua" in request.GET else before,
        "section": "my_dossiers",
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, f"portal/filing_{name}.html", context, status=status)


def _onward(request: HttpRequest, draft: Draft, done: str) -> HttpResponse:
    """The next page; back to the review for who came from there to change something."""
    if "sua" in request.GET:
        return redirect(_url(STEPS[-1], draft))
    names = [step.name for step in STEPS]
    return redirect(_url(STEPS[names.index(done) + 1], draft))


def _url(step: Step, draft: Draft) -> str:
    return reverse(f"portal:{step.name}", args=[draft.pk])


def _steps(agencies: QuerySet[Agency]) -> tuple[Step, ...]:
    """There is no choosing where only one agency decides."""
    return STEPS if len(agencies) > 1 else STEPS[1:]


def _agencies(draft: Draft) -> QuerySet[Agency]:
    competences = draft.case.version.procedure.competences.in_force()
    return Agency.objects.in_force().filter(pk__in=competences.values("agency"))


def _missing(draft: Draft) -> list[Component]:
    handed_in = {file.component_id: acts.HandedIn() for file in draft.files.all()}
    return acts.missing_components(draft.case, handed_in)


def _gaps(draft: Draft) -> dict[str, list[str]]:
    """What keeps the draft from being filed, by the page where it is put right."""
    found = {
        "agency": [] if draft.agency_id else [_("Chưa chọn nơi giải quyết.")],
        "papers": [
            _("Còn thiếu: %(name)s") % {"name": component.name} for component in _missing(draft)
        ],
    }
    for part in ("applicant", "request"):
        found[part] = list(generic.errors(part, draft.content.get(part, {})).values())
    return {name: gaps for name, gaps in found.items() if gaps}


def _listed(draft: Draft) -> dict[int, list[dict[str, Any]]]:
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
