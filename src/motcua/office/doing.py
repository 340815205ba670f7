"""Doing an act: every act has a page of its own, and the dossier's page may hold its form."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.dossiers import acts, readings
from motcua.dossiers.models import Dossier
from motcua.files.service import UploadRefused
from motcua.office import wording
from motcua.office.access import OfficerRequest, find_dossier, officers_only
from motcua.office.dossier import essentials
from motcua.office.forms import FORMS, ActForm

# What ends a dossier, or takes something from somebody: the button says so.
DANGEROUS = {"refuse", "stop", "revoke_result", "accept_withdrawal"}


@officers_only
def do(request: OfficerRequest, reference: str, act: str) -> HttpResponse:
    if act not in FORMS:
        raise Http404
    dossier = find_dossier(request, reference)
    readings.record(dossier, request.user)
    if request.method == "POST":
        return _carry_out(request, dossier, act)
    if not _may(request, dossier, act):
        what = acts.RULES[act].label
        messages.warning(request, _("Lúc này không thể làm việc “%(act)s”.") % {"act": what})
        return redirect("office:dossier", dossier.reference)
    form = FORMS[act](dossier=dossier, account=request.user)
    return _page(request, dossier, act, form)


def _carry_out(request: OfficerRequest, dossier: Dossier, act: str) -> HttpResponse:
    """Do the act once. A refusal is shown beside what was typed; nothing is stored then."""
    form = FORMS[act](request.POST, request.FILES, dossier=dossier, account=request.user)
    sound = form.is_valid()
    if _was_done(dossier, form):
        return _after(request, dossier, act)
    if sound:
        try:
            with transaction.atomic():
                perform = getattr(acts, act)
                dossier = perform(
                    dossier,
                    account=request.user,
                    version=form.cleaned_data["version"],
                    key=str(form.cleaned_data["key"]),
                    **form.details(),
                )
        except (acts.Refused, UploadRefused) as refusal:
            form.refuse(refusal)
        else:
            return _after(request, dossier, act)
    return _page(request, find_dossier(request, dossier.reference), act, form)


def _was_done(dossier: Dossier, form: ActForm) -> bool:
    """A repeat of a click already answered; its form may no longer fit the dossier."""
    key = form.cleaned_data.get("key")
    return key is not None and dossier.events.filter(key=str(key)).exists()


def _after(request: OfficerRequest, dossier: Dossier, act: str) -> HttpResponse:
    """Back to the dossier; a paper just issued lies in the viewer, ready to print."""
    messages.success(request, wording.done(act, dossier))
    page = redirect("office:dossier", dossier.reference)
    latest = dossier.events.order_by("-sequence")[0]
    issued = dossier.papers.filter(number=latest.detail.get("paper")).last()
    if issued is not None:
        page["Location"] += f"?giay={issued.pk}"
    return page


def _may(request: OfficerRequest, dossier: Dossier, act: str) -> bool:
    return any(rule.name == act for rule in acts.offered(request.user, dossier))


def _page(request: OfficerRequest, dossier: Dossier, act: str, form: ActForm) -> HttpResponse:
    context = {
        **essentials(request, dossier),
        "act": act,
        "label": acts.RULES[act].label,
        "form": form,
        # A colleague may have done it meanwhile: what was typed is shown, but leads nowhere.
        "possible": _may(request, dossier, act),
        "danger": act in DANGEROUS,
    }
    return render(request, "office/act.html", context, status=422 if form.errors else 200)
