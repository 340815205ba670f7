"""A leader reads the drafts that wait and signs several at once; each signature is its own act."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import Result, Task
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.batch import AT_ONCE, BatchForm, carry_out, rows
from motcua.office.clock import standing
from motcua.office.forms.base import note_field
from motcua.office.tools import to_sign, tools


class SigningForm(BatchForm):
    note = note_field(_("Ý kiến, ghi chú"))


@officers_only
def batch_signing(request: OfficerRequest) -> HttpResponse:
    form = SigningForm(request.POST if request.method == "POST" else None)
    outcomes = None
    if form.is_bound and form.is_valid():
        outcomes = carry_out(request, form, acts.sign, note=form.cleaned_data["note"])
        form = SigningForm()
    page = Paginator(to_sign(request.user), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "section": "worklist",
        "tools": tools(request.user, "batch_signing"),
        "form": form,
        "outcomes": outcomes,
        "page": page,
        "rows": rows(request, form, _drafts(list(page))),
    }
    status = 422 if form.errors else 200
    return render(request, "office/batch_signing.html", context, status=status)


def _drafts(tasks: list[Task]) -> list[tuple]:
    """Each dossier with its draft and its clock; one without a draft cannot be signed."""
    now = timezone.now()
    drafts = Result.objects.select_related("drafted_by__account").in_bulk(
        [task.dossier_id for task in tasks], field_name="dossier_id"
    )
    return [
        (
            task.dossier,
            {"draft": drafts[task.dossier_id], "clock": standing(task.dossier, now)},
        )
        for task in tasks
        if task.dossier_id in drafts
    ]
