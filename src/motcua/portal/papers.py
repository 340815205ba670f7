"""The papers of a draft: files added to each, photographs put in order, looked at, taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET

from motcua.dossiers import acts
from motcua.dossiers.models import Draft, DraftFile
from motcua.dossiers.needs import facts_of_draft
from motcua.dossiers.reusing import reusable_for
from motcua.files.binding import bind
from motcua.files.photographs import thumbnail
from motcua.files.sending import sent_pdf
from motcua.files.service import TryLater, UploadRefused, open_stored
from motcua.people.models import Account
from motcua.portal import uploads
from motcua.portal.access import account_of
from motcua.portal.draft_files import by_paper, listed_documents, sent_of
from motcua.portal.drafts import on_draft
from motcua.portal.filing import filing_page, onward
from motcua.portal.forms import PapersForm
from motcua.portal.steps import missing_papers, papers_of

# Pixels of the longer side: twice what the page shows, for screens of telephones.
THUMBNAIL = 192


def _before(draft: Draft, file_id: int, *, account: Account) -> None:
    acts.move_page(draft, file_id, by=-1, account=account)


def _after(draft: Draft, file_id: int, *, account: Account) -> None:
    acts.move_page(draft, file_id, by=1, account=account)


# What a press beside a file does; the buttons carry these names and the file's id.
PRESSES: dict[str, Callable[..., None]] = {
    "remove": acts.detach,
    "before": _before,
    "after": _after,
    "turn": acts.turn_page,
}


@on_draft
def papers(request: HttpRequest, draft: Draft) -> HttpResponse:
    posted = request.method == "POST"
    form = PapersForm(
        request.POST if posted else None,
        uploads.files_of(request, draft) if posted else None,
        components=papers_of(draft),
        facts=facts_of_draft(draft),
    )
    if posted and form.is_valid():
        _take_files(request, draft, form)
        _press(request, draft, form)
        if not form.errors and {"upload", *PRESSES} & request.POST.keys():
            return redirect(request.get_full_path())
        if not form.errors:
            for component in missing_papers(draft):
                form.add_error(form.slot(component), _("Hãy tải lên giấy tờ bắt buộc này."))
        if not form.errors:
            return onward(request, draft, "papers")
    reusable = len(reusable_for(draft)) if form.components else 0
    return filing_page(request, draft, "papers", form, reusable=reusable, **_slots(draft, form))


def _take_files(request: HttpRequest, draft: Draft, form: PapersForm) -> None:
    """Keep every file that can be taken; say of each other why it is not."""
    for component, upload in form.chosen():
        try:
            acts.attach(draft, component, upload, account=account_of(request))
        except TryLater as later:
            form.refuse(later, form.slot(component))
            continue
        except (acts.Refused, UploadRefused) as refused:
            form.refuse(refused, form.slot(component))
        uploads.let_go(upload)


def _press(request: HttpRequest, draft: Draft, form: PapersForm) -> None:
    for name, act in PRESSES.items():
        pressed = request.POST.get(name, "")
        if pressed.isdecimal():
            try:
                act(draft, int(pressed), account=account_of(request))
            except acts.Refused as refused:
                form.refuse(refused)


def _slots(draft: Draft, form: PapersForm) -> dict[str, Any]:
    """Each paper with its PDFs and its photographs: those owed, and the others."""
    documents, bundles = by_paper(draft)
    slots: dict[str, Any] = {"owed": [], "others": [], "place": uploads.place_of(draft)}
    for component in form.components:
        files = listed_documents(draft, documents.get(component.pk, []))
        slot = (form[form.slot(component)], files, bundles.get(component.pk))
        slots["owed" if component.pk in form.due else "others"].append(slot)
    return slots


@login_required
@require_GET
@cache_control(private=True, max_age=3600)
def draft_thumbnail(request: HttpRequest, draft_id: UUID, file_id: int) -> HttpResponse:
    """A photograph, small and turned as it will be bound."""
    photographs = DraftFile.objects.filter(stored__content_type__startswith="image/")
    page = get_object_or_404(
        photographs.select_related("stored"),
        pk=file_id,
        draft=draft_id,
        draft__account=account_of(request),
    )
    with open_stored(page.stored) as file:
        small = thumbnail(file.read(), page.rotation, THUMBNAIL)
    return HttpResponse(small, content_type="image/jpeg")


@login_required
@require_GET
@never_cache
def draft_bound(request: HttpRequest, draft_id: UUID, component_id: int) -> HttpResponse:
    """The photographs of one paper as the PDF the office will get."""
    draft = get_object_or_404(Draft, pk=draft_id, account=account_of(request))
    _documents, bundles = by_paper(draft)
    if component_id not in bundles:
        raise Http404
    bundle = bundles[component_id]
    return sent_pdf(bind(sent_of(bundle.pages)), bundle.name)
