"""The papers of a draft: files added to each, looked at, taken out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.files.service import UploadRefused
from motcua.portal.access import account_of
from motcua.portal.drafts import on_draft
from motcua.portal.filing import filing_page, listed_files, onward
from motcua.portal.forms import PapersForm, is_owed
from motcua.portal.steps import missing_papers


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
            for component in missing_papers(draft):
                form.add_error(form.slot(component), _("Hãy tải lên giấy tờ bắt buộc này."))
        if not form.errors:
            return onward(request, draft, "papers")
    listed = listed_files(draft)
    slots: dict[bool, list[Any]] = {True: [], False: []}
    for component in form.components:
        slot = (form[form.slot(component)], listed.get(component.pk, []))
        slots[is_owed(component)].append(slot)
    return filing_page(request, draft, "papers", form, owed=slots[True], others=slots[False])


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
