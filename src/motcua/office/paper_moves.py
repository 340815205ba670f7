"""Hồ sơ giấy: what the one-stop must give today, and what is on its way to a division."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import HandOver
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.batch import AT_ONCE, BatchForm, Outcomes, carry_out, rows
from motcua.office.forms.base import note_field
from motcua.office.tools import one_stops, to_give, to_take, tools


class TakingForm(BatchForm):
    note = note_field(_("Ghi chú khi nhận (giấy tờ thiếu, hư hỏng)"))


@officers_only
def paper_moves(request: OfficerRequest) -> HttpResponse:
    """Two lists, two forms; the button pressed says which of them came in."""
    giving, taking = BatchForm(prefix="giao"), TakingForm(prefix="nhan")
    outcomes: Outcomes | None = None
    if request.method == "POST" and "nhan-key" in request.POST:
        taking = TakingForm(request.POST, prefix="nhan")
        if taking.is_valid():
            note = taking.cleaned_data["note"]
            outcomes = carry_out(request, taking, acts.acknowledge_hand_over, note=note)
            taking = TakingForm(prefix="nhan")
    elif request.method == "POST":
        giving = BatchForm(request.POST, prefix="giao")
        if giving.is_valid():
            outcomes = carry_out(request, giving, acts.hand_over)
            giving = BatchForm(prefix="giao")
    wrong = giving.errors or taking.errors
    context = {
        "section": "worklist",
        "tools": tools(request.user, "paper_moves"),
        "giving": giving,
        "taking": taking,
        "gives": bool(one_stops(request.user)),
        "to_give": rows(request, giving, _listed(to_give(request.user))),
        "to_take": rows(request, taking, _listed(to_take(request.user))),
        "outcomes": outcomes,
        "slips": _slips(outcomes),
    }
    return render(request, "office/paper_moves.html", context, status=422 if wrong else 200)


def _listed(found: Any) -> list[tuple]:
    now = timezone.now()
    return [(row.dossier, {"row": row, "late": row.due_at < now}) for row in found[:AT_ONCE]]


def _slips(outcomes: Outcomes | None) -> list[int]:
    """The slips that go with the papers just given, to be printed in one go."""
    if outcomes is None:
        return []
    just_given = [each.dossier.pk for each in outcomes.done]
    waiting = HandOver.objects.filter(dossier__in=just_given, taken_at=None).exclude(given_at=None)
    given = waiting.filter(dossier__papers__kind="hand_over").order_by("dossier__papers__pk")
    return list(given.values_list("dossier__papers__pk", flat=True))
