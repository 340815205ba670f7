"""Asking to have a dossier back: a reason, a warning, one press."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.dossiers import acts, policies
from motcua.dossiers.models import Charge, Dossier
from motcua.portal.access import account_of, own_dossiers
from motcua.portal.forms import DossierForm, new_key

ACT = "ask_withdrawal"


class WithdrawalForm(DossierForm):
    reason = forms.CharField(
        label=gettext_lazy("Vì sao bạn rút hồ sơ?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": gettext_lazy("Hãy ghi lý do rút hồ sơ."),
            "max_length": gettext_lazy("Lý do dài quá 2.000 ký tự. Hãy rút gọn."),
        },
    )


def may_withdraw(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether it is one's own, by mandate or not, and can still be asked back."""
    if not request.user.is_authenticated:
        return False
    rule = acts.RULES[ACT]
    account = account_of(request)
    return policies.is_submitter(account, dossier) and rule.may(account, dossier, ())


@login_required
@never_cache
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    dossier = get_object_or_404(own_dossiers(request).with_names(), reference=reference)
    if request.method == "GET" and not may_withdraw(request, dossier):
        messages.info(request, _("Lúc này không rút được hồ sơ."))
        return redirect("portal:dossier", reference)
    form = WithdrawalForm(
        request.POST if request.method == "POST" else None,
        initial={"version": dossier.version, "key": new_key()},
    )
    if form.is_bound and form.is_valid() and _ask(request, dossier, form):
        messages.success(request, _done(dossier))
        return redirect("portal:dossier", reference)
    paid = dossier.charges.filter(status=Charge.Status.PAID).exists()
    context = {"section": "my_dossiers", "dossier": dossier, "form": form, "paid": paid}
    return render(request, "portal/withdraw.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, dossier: Dossier, form: WithdrawalForm) -> bool:
    given = form.cleaned_data
    try:
        acts.ask_withdrawal(
            dossier,
            account=account_of(request),
            version=given["version"],
            key=str(given["key"]),
            reason=given["reason"],
        )
    except acts.Refused as refused:
        form.refuse(refused)
        form.renew(dossier.version)
    return not form.errors


def _done(dossier: Dossier) -> str:
    if dossier.received_at is None:
        return _("Đã rút hồ sơ.")
    return _("Đã gửi yêu cầu rút hồ sơ. Bộ phận Một cửa sẽ trả lời bạn.")
