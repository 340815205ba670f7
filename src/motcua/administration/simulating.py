"""A process run on paper: what is asked on the way, who does what until when, and every way."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.publishing import about
from motcua.administration.texts import PROCESSES
from motcua.clock import ZONE
from motcua.face.forms import DayMonthYearField
from motcua.processes import service
from motcua.processes.models import ProcessVersion
from motcua.processes.service import ProcessError

OPENING = time(8)
MOST_WAYS = 20
_WORDS = {"có": True, "không": False, "true": True, "false": False}


class RunForm(forms.Form):
    """The day of reception, and the facts the process asks about."""

    use_required_attribute = False
    day = DayMonthYearField(
        label=gettext_lazy("Tiếp nhận lúc 8 giờ sáng ngày"),
        error_messages={"required": gettext_lazy("Hãy ghi ngày tiếp nhận.")},
    )

    def __init__(self, *args: Any, version: ProcessVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = service.questions(version)
        for name, label in asked.items():
            self.fields[f"q_{name}"] = forms.BooleanField(label=label, required=False)
        for name in service.asked_facts(version):
            if name not in asked and name not in ("decided", "fee"):
                self.fields[f"f_{name}"] = forms.CharField(
                    label=_("Dữ kiện “%(name)s”") % {"name": name},
                    help_text=_("Ghi có, không, một số hoặc chữ."),
                    required=False,
                    max_length=200,
                )

    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, given in self.cleaned_data.items():
            kind, _sep, fact = name.partition("_")
            if kind == "q":
                found[fact] = given
            elif kind == "f" and given:
                found[fact] = _read(given)
        return found


def _read(written: str) -> Any:
    said = written.strip().lower()
    if said in _WORDS:
        return _WORDS[said]
    try:
        return int(said)
    except ValueError:
        return written.strip()


@province_only
def simulate(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    version = PROCESSES.version(code, number)
    given = request.GET if "day_day" in request.GET else None
    try:
        form = RunForm(given, version=version, initial={"day": timezone.localdate()})
        ways = service.ways(version)
    except ProcessError as refused:
        context = about(PROCESSES, version) | {"refused": str(refused)}
        return page(request, "simulation.html", "processes", context, status=409)
    context = about(PROCESSES, version) | {
        "form": form,
        "ways": ways[:MOST_WAYS],
        "more_ways": max(0, len(ways) - MOST_WAYS),
    }
    day = timezone.localdate()
    facts: dict[str, Any] = {}
    if form.is_bound:
        if not form.is_valid():
            return page(request, "simulation.html", "processes", context, status=422)
        day, facts = form.cleaned_data["day"], form.facts()
    try:
        context["plan"] = service.simulate(
            version, facts, datetime.combine(day, OPENING, tzinfo=ZONE)
        )
    except ProcessError as refused:
        context["refused"] = str(refused) if form.is_bound else ""
    return page(request, "simulation.html", "processes", context)
