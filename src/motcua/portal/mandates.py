"""Người tôi nộp thay, and who may file for me: seen, added, ended."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers import acts
from motcua.mandates.granting import grant
from motcua.mandates.models import Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.people.models import Account
from motcua.portal.access import account_of
from motcua.portal.consenting import next_page
from motcua.portal.forms import PageForm
from motcua.portal.mandate_forms import MandateForm

SHOWN = 50


@login_required
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    mine = Mandate.objects.with_all().held_by(account).filter(helper=None)
    context = {
        "section": "my_dossiers",
        "mine": mine[:SHOWN],
        "about_me": Mandate.objects.with_all().about(account).filter(consent__isnull=False)[:SHOWN],
        "verified": _is_verified(account),
        "states": Mandate.State,
    }
    return render(request, "portal/mandates.html", context)


@login_required
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    form = MandateForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            mandate = grant(
                form.party(),
                account=account_of(request),
                kind=given["relation"],
                scope=given["scope"],
                procedure_id=given["procedure"].pk if given["procedure"] else None,
                until=given["until"],
            )
            return redirect(next_page(mandate))
        except MandateRefused as refused:
            form.refuse(refused)
    context = {"section": "my_dossiers", "form": form}
    return render(request, "portal/mandate_add.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """Ended by who acts, or taken back by the person; what was filed goes on."""
    account = account_of(request)
    mandate = _of_either(account, reference)
    form = PageForm(request.POST if request.method == "POST" else None)
    is_actor = mandate.account_id == account.pk
    if form.is_bound and form.is_valid():
        if is_actor:
            acts.end_mandate(mandate, account=account)
            messages.success(request, _("Đã chấm dứt việc nộp thay."))
        else:
            acts.withdraw_consent(mandate, account=account)
            messages.success(request, _("Đã rút lại đồng ý."))
        return redirect("portal:helping" if is_actor and mandate.helper_id else "portal:mandates")
    context = {
        "section": "my_dossiers",
        "mandate": mandate,
        "form": form,
        "is_actor": is_actor,
        "begun": mandate.drafts.filter(dossier=None).exists(),
    }
    return render(request, "portal/mandate_finish.html", context)


def _of_either(account: Account, reference: str) -> Mandate:
    """One's own mandate, or one about oneself; others do not exist."""
    rows = Mandate.objects.with_all().filter(reference=reference)
    found = rows.held_by(account).first() or rows.about(account).first()
    over = {Mandate.State.ENDED, Mandate.State.WITHDRAWN}
    if found is None or found.state in over:
        raise Http404
    return found


def _is_verified(account: Account) -> bool:
    citizen = getattr(account, "citizen", None)
    return citizen is not None and citizen.is_verified
