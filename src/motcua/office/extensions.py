"""Sắp hết hạn: what a head or leader may still propose to extend, several at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.face.forms import DayMonthYearField
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.batch import AT_ONCE, BatchForm, carry_out, rows
from motcua.office.clock import end_of_today, standing
from motcua.office.forms.base import long_text
from motcua.office.tools import decided_by, tools

SOON = timedelta(days=7)


class ExtensionsForm(BatchForm):
    reason = long_text(
        _("Lý do chậm"),
        _("Hãy ghi lý do chậm."),
        help_text=_("In trong thư xin lỗi gửi từng người nộp. Mỗi hồ sơ chỉ gia hạn một lần."),
    )
    until = DayMonthYearField(
        label=_("Ngày hẹn mới"), error_messages={"required": _("Hãy ghi ngày hẹn mới.")}
    )


@officers_only
def extensions(request: OfficerRequest) -> HttpResponse:
    form = ExtensionsForm(request.POST if request.method == "POST" else None)
    outcomes = None
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("reason", "until")}
        outcomes = carry_out(request, form, acts.propose_extension, **told)
        form = ExtensionsForm()
    now = timezone.now()
    found = (
        decided_by(request.user)
        .filter(due_at__range=(now, now + SOON), extensions=None)
        .with_names()
        .order_by("due_at", "pk")
        .distinct()
    )
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "section": "worklist",
        "tools": tools(request.user, "extensions"),
        "form": form,
        "outcomes": outcomes,
        "page": page,
        "rows": rows(request, form, [(each, _facts(each, now)) for each in page]),
    }
    return render(request, "office/extensions.html", context, status=422 if form.errors else 200)


def _facts(dossier: Dossier, now: datetime) -> dict[str, Any]:
    """On its last day a limit can no longer be moved (NĐ 61/2018 Art. 19.9)."""
    assert dossier.due_at is not None  # noqa: S101 filtered by it
    return {"clock": standing(dossier, now), "possible": dossier.due_at > end_of_today(now)}
