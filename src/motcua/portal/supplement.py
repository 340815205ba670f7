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

from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Dossier, DossierComponent, State, SupplementRequest
from motcua.files import service as files
from motcua.files.binding import Sent, bound
from motcua.portal import uploads
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
        "answer_by": clocks.closes_at(dossier) if dossier.state == State.SUPPLEMENT else None,
        "place": uploads.place_of(dossier),
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
        uploads.files_of(request, dossier) if posted else None,
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
    checked = _check(form)
    if form.errors:
        return False
    part_of = {part.component_id: part.pk for part in parts}
    try:
        with transaction.atomic():
            acts.supplement(
                dossier,
                account=account_of(request),
                version=form.cleaned_data["version"],
                key=str(form.cleaned_data["key"]),
                components={part_of[paper]: _keep(found) for paper, found in checked.items()},
                note=form.cleaned_data["note"],
                answers=form.answers(),
            )
    except acts.Refused as refused:
        form.refuse(refused)
        form.renew(dossier.version)
        return False
    for _component, upload in form.chosen():
        uploads.let_go(upload)
    return True


def _check(form: SupplementForm) -> dict[int, list[files.Checked]]:
    """Look at the chosen files, by component; say of each other why it is not taken."""
    checked: dict[int, list[files.Checked]] = {}
    for component, upload in form.chosen():
        try:
            checked.setdefault(component.pk, []).append(files.check(upload))
        except files.TryLater as later:
            form.refuse(later, form.slot(component))
        except files.UploadRefused as refused:
            uploads.let_go(upload)
            form.refuse(refused, form.slot(component))
    return checked


def _keep(checked: list[files.Checked]) -> acts.HandedIn:
    return acts.HandedIn(files=bound([Sent(files.keep(each), each.name) for each in checked]))
