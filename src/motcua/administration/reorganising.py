"""Reorganisations: a plan file is looked at, done, and undone while nobody acted on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.reorganisation import service
from motcua.reorganisation.models import Reorganisation
from motcua.reorganisation.plan import BadPlan, Plan, read_plan

MOST_BYTES = 1024 * 1024
MOST_LINES = 40


class PlanForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch (JSON)"),
        widget=forms.FileInput({"accept": ".json"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp này trống. Hãy chọn tệp khác."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].max_bytes = MOST_BYTES  # type: ignore[attr-defined]


@province_only
def reorganisations(request: AdministratorRequest) -> HttpResponse:
    """What was done, and the form for the next plan."""
    form = PlanForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise BadPlan([_("Tệp lớn hơn 1 MB.")])
            return _preview(request, _read(file.read()))
        except BadPlan as wrong:
            for problem in wrong.problems:
                form.add_error("file", problem)
    context = {"form": form, "done": Reorganisation.objects.select_related("applied_by")[:50]}
    status = 422 if form.errors else 200
    return page(request, "reorganisations.html", "reorganise", context, status=status)


def _read(content: bytes) -> Plan:
    try:
        return read_plan(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as wrong:
        if isinstance(wrong, BadPlan):
            raise
        raise BadPlan([_("Tệp không phải là JSON hợp lệ.")]) from wrong


def _preview(
    request: AdministratorRequest, plan: Plan, refused: list[str] | None = None
) -> HttpResponse:
    report = service.preview(plan)
    context = {
        "plan": plan,
        "written": plan.model_dump_json(),
        "report": report,
        "totals": _counted(report.totals),
        "sections": _sections(report.sections),
        "ways": sorted((*way, count) for way, count in report.dossiers.items()),
        "refused": refused or [],
        "too_early": timezone.localdate() < plan.ngay,
        "applied": service.applied(plan),
    }
    status = 409 if refused else 200
    return page(request, "reorganisation_preview.html", "reorganise", context, status=status)


def _sections(sections: dict[str, list[str]]) -> list[tuple[str, list[str], list[str]]]:
    """Each heading with the lines in sight and those behind a click."""
    return [
        (heading, lines[:MOST_LINES], lines[MOST_LINES:]) for heading, lines in sections.items()
    ]


def _counted(totals: Mapping[str, int]) -> list[tuple[str, int]]:
    """What there is any of."""
    return [(what, count) for what, count in totals.items() if count]


@province_only
@require_POST
def apply(request: AdministratorRequest) -> HttpResponse:
    """Do the plan that was looked at."""
    try:
        plan = _read(request.POST.get("plan", "").encode())
    except BadPlan:
        messages.warning(request, _("Kế hoạch gửi lên không đọc được. Hãy chọn lại tệp."))
        return redirect("administration:reorganisations")
    try:
        done = service.apply(plan, request.user)
    except service.NotDone as refused:
        return _preview(request, plan, refused.reasons)
    messages.success(request, _("Đã thực hiện: %(plan)s.") % {"plan": done})
    return redirect("administration:reorganisation", done.pk)


@province_only
def reorganisation(request: AdministratorRequest, pk: int) -> HttpResponse:
    """One that was done: its report, and undoing it."""
    done = get_object_or_404(
        Reorganisation.objects.select_related("applied_by", "undone_by"), pk=pk
    )
    refused: list[str] = []
    if request.method == "POST":
        try:
            service.undo(done, request.user)
        except service.NotDone as reasons:
            refused = reasons.reasons
        else:
            messages.success(request, _("Đã hoàn tác: %(plan)s.") % {"plan": done})
            return redirect("administration:reorganisation", done.pk)
    report = done.report
    context = {
        "done": done,
        "sections": _sections(report.get("sections", {})),
        "ways": report.get("dossiers", []),
        "warnings": report.get("warnings", []),
        "totals": _counted(report.get("totals", {})),
        "refused": refused,
        "can_undo": done.status == Reorganisation.Status.APPLIED,
    }
    status = 409 if refused else 200
    return page(request, "reorganisation.html", "reorganise", context, status=status)
