"""Running dossiers to the newer text of their procedure: papers and due moment of each."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.moving import MovingForm, group_of, move_each
from motcua.administration.texts import PROCEDURES
from motcua.catalog.models import ProcedureCase, ProcedureVersion
from motcua.clock import ClockError
from motcua.dossiers import acts, clocks, rebasing
from motcua.dossiers.models import Dossier


@dataclass(frozen=True)
class Look:
    """One dossier, what the newer text changes of it, or why it cannot be moved."""

    dossier: Dossier
    change: rebasing.Rebase | None = None
    due: dt.datetime | None = None
    trouble: str = ""


def running_on(version: ProcedureVersion) -> QuerySet[Dossier]:
    """Received dossiers not yet decided that keep this text."""
    return (
        Dossier.objects.filter(case__version=version, state__in=clocks.OWED)
        .select_related("case__version__procedure", "one_stop")
        .prefetch_related("pauses", "extensions")
    )


def newer_text(version: ProcedureVersion) -> ProcedureVersion | None:
    """The official text in force that running dossiers of this one could follow."""
    newer = version.siblings().in_force().filter(number__gt=version.number, trial=False)
    return newer.order_by("-number").first()


@province_only
def move(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    old = PROCEDURES.version(code, number)
    new = newer_text(old)
    if old.is_draft or new is None:
        messages.warning(request, _("Chưa có bản mới hơn đang áp dụng để chuyển hồ sơ sang."))
        return redirect(PROCEDURES.version_url(old))
    group = group_of(request, running_on(old))
    cases = {each.code: each for each in new.cases.prefetch_related("components")}
    looks = [_look(dossier, cases.get(dossier.case.code)) for dossier in group.dossiers]
    form = MovingForm(
        request.POST if request.method == "POST" else None, initial={"after": group.after}
    )
    outcome = None
    if form.is_valid():
        reason, able = form.cleaned_data["reason"], [each for each in looks if each.change]
        outcome = move_each(
            [each.dossier for each in able],
            lambda dossier: acts.move_to_version(
                dossier, account=request.user, case=cases[dossier.case.code], reason=reason
            ),
        )
        outcome.refused += [(each.dossier, each.trouble) for each in looks if each.trouble]
    context: dict[str, Any] = {
        "thing": old.procedure,
        "version": old,
        "new": new,
        "version_url": PROCEDURES.version_url(old),
        "group": group,
        "looks": looks,
        "able": [each for each in looks if each.change],
        "outcome": outcome,
        "form": form,
    }
    status = 422 if form.errors else 200
    return page(request, "procedure_moving.html", "procedures", context, status=status)


def _look(dossier: Dossier, case: ProcedureCase | None) -> Look:
    if case is None:
        return Look(dossier, trouble=_("Bản mới không còn trường hợp của hồ sơ này."))
    if not case.limit:
        return Look(dossier, trouble=_("Bản mới chưa có thời hạn giải quyết."))
    moved = copy.copy(dossier)
    moved.case = case
    try:
        due = clocks.due(moved)
    except ClockError:
        return Look(dossier, trouble=_("Không tính được hạn theo bản mới."))
    return Look(dossier, rebasing.compare(dossier, case), due)
