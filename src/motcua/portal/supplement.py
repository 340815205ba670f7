"""Answering the one request for supplement."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, DossierComponent, State, SupplementRequest
from motcua.files import service as files
from motcua.files.models import StoredFile
from motcua.portal.access import account_of, own_dossiers
from motcua.portal.answering import SupplementForm
from motcua.portal.forms import new_key


@login_required
@never_cache
def supplement(request: HttpRequest, reference: str) -> HttpResponse:
    dossier = get_object_or_404(own_dossiers(request).with_names(), reference=reference)
    if request.method == "GET" and dossier.state != State.SUPPLEMENT:
        messages.info(request, _("Hồ sơ này không chờ bổ sung."))
        return redirect("portal:dossier", reference)
    parts = list(dossier.components.select_related("component"))
    asked = dossier.supplements.filter(sent_at__isnull=False).last()
    form = _form(request, dossier, parts, asked)
    if form.is_bound and form.is_valid() and _answer(request, dossier, form, parts):
        messages.success(request, _("Đã gửi phần bổ sung."))
        return redirect("portal:dossier", reference)
    context = {
        "section": "my_dossiers",
        "dossier": dossier,
        "form": form,
        "asked": asked,
    }
    status = 422 if form.errors else 200
    return render(request, "portal/supplement.html", context, status=status)


def _form(
    request: HttpRequest,
    dossier: Dossier,
    parts: Iterable[DossierComponent],
    asked: SupplementRequest | None,
) -> SupplementForm:
    posted = request.method == "POST"
    items = asked.asked_items.select_related("component") if asked else ()
    return SupplementForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        components=[part.component for part in parts],
        items=items,
        initial={"version": dossier.version, "key": new_key()},
    )


def _answer(
    request: HttpRequest,
    dossier: Dossier,
    form: SupplementForm,
    parts: Iterable[DossierComponent],
) -> bool:
    """Files and answer together, or nothing of either."""
    with transaction.atomic():
        handed_in = _store(form, {part.component_id: part.pk for part in parts})
        try:
            if not form.errors:
                acts.supplement(
                    dossier,
                    account=account_of(request),
                    version=form.cleaned_data["version"],
                    key=str(form.cleaned_data["key"]),
                    components=handed_in,
                    note=form.cleaned_data["note"],
                    answers=form.answers(),
                )
        except acts.Refused as refused:
            form.refuse(refused)
            form.renew(dossier.version)
        if form.errors:
            transaction.set_rollback(True)
    return not form.errors


def _store(form: SupplementForm, part_of: dict[int, int]) -> dict[int, acts.HandedIn]:
    """Keep the chosen files, by part of the dossier; say of each other why it is not taken."""
    stored: dict[int, list[tuple[StoredFile, str]]] = {}
    for component, upload in form.chosen():
        try:
            kept = files.store(upload)
        except files.UploadRefused as refused:
            form.refuse(refused, form.slot(component))
        else:
            name = (upload.name or "")[-200:]
            stored.setdefault(part_of[component.pk], []).append((kept, name))
    return {part: acts.HandedIn(files=tuple(sent)) for part, sent in stored.items()}
