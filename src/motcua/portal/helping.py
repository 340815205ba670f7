"""Điểm hỗ trợ: filing in a person's name, and what a helper has open. Nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.catalog.models import Procedure
from motcua.dossiers.helped import months_of
from motcua.dossiers.models import Dossier, Draft, State
from motcua.mandates.granting import grant_to_helper
from motcua.mandates.models import Helper, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.portal.access import account_of
from motcua.portal.consenting import next_page
from motcua.portal.mandate_forms import HelpedForm

PER_PAGE = 20
BEGUN_SHOWN = 50
# What a card tells, as the fields of the form are called.
_FROM_CARD = ("identity_number", "full_name", "birth_date", "address")

HelperView = Callable[..., HttpResponseBase]


def helpers_only(view: HelperView) -> HelperView:
    """Strangers sign in; who helps at no point today is told whose page this is."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        helps = Helper.objects.in_force().filter(account=account_of(request))
        found = list(helps.select_related("point__agency"))
        if not found:
            raise PermissionDenied(
                _(
                    "Trang này dành cho người hỗ trợ của điểm hỗ trợ. Nếu bạn được phân công, hãy"
                    " đề nghị quản trị của xã, phường ghi tên bạn."
                )
            )
        return view(request, found, *args, **kwargs)

    return guarded


@helpers_only
def home(request: HttpRequest, helps: list[Helper]) -> HttpResponse:
    account = account_of(request)
    waiting = (
        Mandate.objects.with_all()
        .held_by(account)
        .filter(helper__in=helps, consent=None, ended_at=None)
    )
    begun = Draft.objects.of(account).filter(mandate__helper__in=helps, dossier=None)
    filed = Dossier.objects.filed_by(account).filter(mandate__helper__in=helps)
    page = Paginator(filed.with_names().order_by("-submitted_at"), PER_PAGE)
    every = Dossier.objects.filter(submitter=account, mandate__helper__in=helps).count()
    context = {
        "section": "helping",
        "helps": helps,
        "waiting": waiting[:BEGUN_SHOWN],
        "begun": begun.select_related("mandate", "case__version__procedure")[:BEGUN_SHOWN],
        "page": page.get_page(request.GET.get("page")),
        "over": every - page.count,
        "months": months_of(each.point for each in helps),
        "states": State,
    }
    return render(request, "portal/helping.html", context)


@helpers_only
def begin(request: HttpRequest, helps: list[Helper], code: str) -> HttpResponse:
    """Who came, for which procedure: then their consent is asked for."""
    procedure = get_object_or_404(Procedure, code=code)
    form = HelpedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.reads_card:
        form = _filled_from_card(form)
    elif form.is_bound and form.is_valid():
        try:
            mandate = grant_to_helper(
                form.party(),
                account=account_of(request),
                helper=_chosen(request, helps),
                procedure_id=procedure.pk,
            )
            return redirect(next_page(mandate))
        except MandateRefused as refused:
            form.refuse(refused)
    context = {"section": "helping", "procedure": procedure, "form": form, "helps": helps}
    return render(request, "portal/helping_begin.html", context, status=422 if form.errors else 200)


def _filled_from_card(form: HelpedForm) -> HelpedForm:
    """The form anew: what the card tells, and what was typed besides."""
    if "card" in form.errors:
        for name in [name for name in form.errors if name != "card"]:
            del form.errors[name]
        return form
    card = form.cleaned_data["card"]
    known = {name: getattr(card, name) for name in _FROM_CARD}
    typed = {name: form.data.get(name, "") for name in ("phone", "email")}
    return HelpedForm(initial={**typed, **known})


def _chosen(request: HttpRequest, helps: list[Helper]) -> Helper:
    """The membership the page names; there is nothing to choose where there is one."""
    wanted = request.POST.get("point", "")
    return next((each for each in helps if str(each.pk) == wanted), helps[0])
