"""Người nộp thay at the counter: a person says yes, or takes it back, before a clerk."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.codes import MalformedCode, normalise_reference
from motcua.dossiers import acts, readings
from motcua.files.sending import sent_file
from motcua.mandates import consents
from motcua.mandates.models import Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.mandates.wording import agreement
from motcua.office.access import OfficerRequest, find_dossier, officers_only
from motcua.organization.models import Role


class NumberForm(forms.Form):
    """The number stands on the consent form, and on the page of who files for another."""

    use_required_attribute = False
    number = forms.CharField(
        label=gettext_lazy("Số phiếu đồng ý"),
        max_length=20,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Hãy ghi số phiếu."),
            "max_length": gettext_lazy("Số phiếu gồm 12 chữ và số."),
        },
    )

    def clean_number(self) -> Mandate:
        try:
            number = normalise_reference(self.cleaned_data["number"])
        except MalformedCode as malformed:
            raise forms.ValidationError(_("Số phiếu gồm 12 chữ và số.")) from malformed
        found = Mandate.objects.with_all().filter(reference=number).first()
        if found is None:
            raise forms.ValidationError(_("Không có phiếu nào mang số này."))
        return found


@officers_only
def counter(request: OfficerRequest) -> HttpResponse:
    """Found by its number; the clerk has seen the person's identity card before pressing."""
    if not any(post.role == Role.RECEPTION for post in request.user.desks):
        raise PermissionDenied(_("Trang này dành cho công chức tiếp nhận."))
    given = request.POST if request.method == "POST" else request.GET
    form = NumberForm(given if "number" in given else None)
    mandate = form.cleaned_data["number"] if form.is_bound and form.is_valid() else None
    if mandate is not None and request.method == "POST" and _done(request, mandate, form):
        return redirect(f"{reverse('office:mandates')}?number={mandate.reference}")
    context = {
        "section": "worklist",
        "form": form,
        "mandate": mandate,
        "agreement": agreement(mandate) if mandate else None,
        "states": Mandate.State,
    }
    return render(request, "office/mandates.html", context, status=422 if form.errors else 200)


def _done(request: OfficerRequest, mandate: Mandate, form: NumberForm) -> bool:
    """Write down what the person says; whether it was."""
    try:
        if request.POST.get("do") == "consent":
            consents.consent_at_counter(mandate, account=request.user)
            messages.success(request, _("Đã ghi nhận đồng ý."))
        elif request.POST.get("do") == "withdraw":
            acts.withdraw_consent(mandate, account=request.user)
            messages.success(request, _("Đã rút lại đồng ý."))
    except MandateRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@officers_only
def consent_file(request: OfficerRequest, reference: str) -> FileResponse:
    """The signed paper, or the one that shows the right to act, of a dossier one may read."""
    dossier = find_dossier(request, reference)
    if dossier.mandate is None or dossier.mandate.consent.file is None:
        raise Http404
    readings.record(dossier, request.user)
    return sent_file(dossier.mandate.consent.file, f"can-cu-nop-thay-{dossier}")
