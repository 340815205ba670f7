"""Days off and days worked: what the calendar says, and decisions that change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua import history
from motcua.administration import past
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.calendars import service
from motcua.calendars.models import DayDecision
from motcua.clock import OutsideCalendarError, announced_through, official_days
from motcua.dossiers import acts, clocks
from motcua.dossiers.queries import DossierSet
from motcua.face.forms import DayMonthYearField

MOST_SHOWN = 50
A_BATCH = 200  # dossiers counted anew by one press of the button
MOST_LOOKED_AT = 3000  # dossiers a preview reads: about a second


@dataclass(frozen=True)
class SpecialDay:
    """One line of the year: a day off, or a weekend day that is worked."""

    day: dt.date
    worked: bool
    name: str
    source: str
    decision: DayDecision | None = None


@province_only
def days(request: AdministratorRequest) -> HttpResponse:
    """The special days of one year, decisions among them."""
    year = _year(request)
    return page(
        request,
        "days.html",
        "days",
        {
            "year": year,
            "rows": _special_days(year),
            "forecast": year > announced_through(),
        },
    )


def _year(request: AdministratorRequest) -> int:
    this_year = timezone.localdate().year
    wanted = request.GET.get("nam", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else this_year
    return min(max(year, 2016), 2039)


def _special_days(year: int) -> list[SpecialDay]:
    official = official_days(year, year)
    found = {
        day: SpecialDay(day, worked=False, name=name, source=official.sources.get(day, ""))
        for day, name in official.days_off.items()
    }
    for swap in official.swaps:
        made_up = _("làm bù cho ngày %(day)s") % {"day": f"{swap.off:%d/%m/%Y}"}
        found[swap.worked] = SpecialDay(swap.worked, worked=True, name=made_up, source=swap.source)
    for each in DayDecision.objects.filter(day__year=year).select_related("author"):
        source = f"{each.decision_number}, {each.decided_on:%d/%m/%Y}"
        works = each.kind == DayDecision.Kind.WORKED
        found[each.day] = SpecialDay(each.day, works, each.reason, source, each)
    return [found[day] for day in sorted(found) if day.year == year]


class DaysField(forms.CharField):
    """One day a line, day/month/year; cleans to a sorted list of dates."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.Textarea({"rows": 3, "class": "govuk-input--width-10", "spellcheck": "false"})
        super().__init__(widget=box, required=False, max_length=2000, **kwargs)

    def clean(self, value: Any) -> list[dt.date]:
        written = super().clean(value)
        return sorted({_day(line) for line in written.splitlines() if line.strip()})


def _day(text: str) -> dt.date:
    try:
        day = dt.datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 no hour in it
        official_days(day.year, day.year)
    except (ValueError, OutsideCalendarError):
        raise ValidationError(
            _("“%(text)s” không phải là một ngày. Hãy ghi như 02/01/2026, mỗi ngày một dòng.")
            % {"text": text.strip()[:40]}
        ) from None
    return day


class DecisionForm(forms.Form):
    """One decision: its number, and the days it gives off or has worked."""

    use_required_attribute = False
    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định, công văn"),
        help_text=gettext_lazy("Ví dụ 12729/VPCP-KGVX."),
        max_length=60,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Hãy ghi số quyết định.")},
    )
    decided_on = DayMonthYearField(
        label=gettext_lazy("Ngày ký"),
        error_messages={"required": gettext_lazy("Hãy ghi ngày ký quyết định.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Ví dụ: hoán đổi ngày làm việc; nghỉ vì bão."),
        max_length=200,
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
    )
    off = DaysField(
        label=gettext_lazy("Những ngày được nghỉ"),
        help_text=gettext_lazy("Mỗi ngày một dòng, như 02/01/2026."),
    )
    worked = DaysField(
        label=gettext_lazy("Những ngày phải làm việc"),
        help_text=gettext_lazy("Ngày làm bù, mỗi ngày một dòng, như 10/01/2026."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        off, worked = given.get("off"), given.get("worked")
        if off is None or worked is None:
            return given
        if not off and not worked:
            self.add_error("off", _("Hãy ghi ít nhất một ngày nghỉ hoặc một ngày làm việc."))
        both = sorted(set(off) & set(worked))
        if both:
            self.add_error(
                "worked",
                _("Ngày %(day)s vừa ghi là nghỉ vừa ghi là làm việc. Hãy giữ một bên.")
                % {"day": f"{both[0]:%d/%m/%Y}"},
            )
        if given.get("decided_on") and given["decided_on"] > timezone.localdate():
            self.add_error("decided_on", _("Ngày ký còn ở phía trước. Hãy kiểm tra lại."))
        return given

    def decisions(self) -> list[DayDecision]:
        kinds = ((DayDecision.Kind.OFF, "off"), (DayDecision.Kind.WORKED, "worked"))
        return [
            DayDecision(
                day=day,
                kind=kind,
                reason=self.cleaned_data["reason"],
                decision_number=self.cleaned_data["decision_number"],
                decided_on=self.cleaned_data["decided_on"],
            )
            for kind, field in kinds
            for day in self.cleaned_data[field]
        ]


@province_only
def decide(request: AdministratorRequest) -> HttpResponse:
    """Write the decision, look at what it moves, then announce it."""
    if request.method != "POST":
        form = DecisionForm(initial={"seen": _mark()})
        return page(request, "day_decision.html", "days", {"form": form})
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return page(request, "day_decision.html", "days", {"form": form}, status=422)
    step = request.POST.get("step")
    if step == "announce" and form.cleaned_data["seen"] == _mark():
        return _announce(request, form)
    if step == "change":
        return page(request, "day_decision.html", "days", {"form": form})
    return _preview(request, form, stale=step == "announce")


def _preview(request: AdministratorRequest, form: DecisionForm, *, stale: bool) -> HttpResponse:
    decisions = form.decisions()
    replaced = DayDecision.objects.filter(day__in=[each.day for each in decisions])
    crossing = clocks.crossing(each.day for each in decisions)
    moved = clocks.first_moved(crossing, decisions, most=A_BATCH, looked_at=MOST_LOOKED_AT)
    context = {
        "form": form,
        "decisions": sorted(decisions, key=lambda each: each.day),
        "replaced": list(replaced),
        "stale": stale,
        "seen": _mark(),
        **_told(moved),
        "crossing": crossing.count() if moved.more else 0,
    }
    return page(request, "day_preview.html", "days", context, status=409 if stale else 200)


def _told(moved: clocks.Moved) -> dict[str, Any]:
    sooner = sum(move.after < move.before for move in moved.moves)
    return {
        "count": len(moved.moves),
        "more": moved.more,
        "sooner": sooner,
        "later": len(moved.moves) - sooner,
        "moved": moved.moves[:MOST_SHOWN],
    }


def _announce(request: AdministratorRequest, form: DecisionForm) -> HttpResponse:
    decisions = form.decisions()
    number = form.cleaned_data["decision_number"]
    with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
        service.decide(decisions, request.user)
    crossing = clocks.crossing(each.day for each in decisions)
    done, left = _recalculate(request, number, crossing)
    messages.success(
        request,
        _("Đã lưu %(days)s ngày theo %(number)s và tính lại hạn của %(count)s hồ sơ.")
        % {"days": len(decisions), "number": number, "count": done},
    )
    return redirect("administration:recalculate" if left else "administration:days")


class RecalculationForm(forms.Form):
    use_required_attribute = False
    decision = forms.CharField(
        label=gettext_lazy("Số quyết định làm thay đổi lịch"),
        help_text=gettext_lazy("In trong nhật ký của từng hồ sơ và gửi tới người nộp."),
        max_length=60,
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
        error_messages={"required": gettext_lazy("Hãy ghi số quyết định.")},
    )


@province_only
def recalculate(request: AdministratorRequest) -> HttpResponse:
    """Dossiers whose due moment the calendar no longer gives: so many at each press."""
    form = RecalculationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        done, _left = _recalculate(request, form.cleaned_data["decision"], clocks.owed())
        said = ngettext(
            "Đã tính lại hạn của %(count)s hồ sơ.", "Đã tính lại hạn của %(count)s hồ sơ.", done
        )
        messages.success(request, said % {"count": done})
        return redirect("administration:recalculate")
    if not form.is_bound:
        latest = DayDecision.objects.order_by("-pk").first()
        form = RecalculationForm(initial={"decision": latest.decision_number if latest else ""})
    moved = clocks.first_moved(clocks.owed(), most=A_BATCH)
    context = {"form": form, "batch": A_BATCH, **_told(moved)}
    return page(request, "recalculate.html", "days", context, status=422 if form.errors else 200)


def _recalculate(
    request: AdministratorRequest, decision: str, dossiers: DossierSet
) -> tuple[int, bool]:
    """Count the next of these anew, one act each: how many were, and whether some are left."""
    moved = clocks.first_moved(dossiers, most=A_BATCH)
    done = 0
    for move in moved.moves:
        try:
            acts.recalculate_due(move.key, account=request.user, decision=decision)
            done += 1
        except acts.Refused:
            # A colleague acted on it in between: it is counted right, or no longer owed.
            continue
    return done, moved.more


def _mark() -> str:
    """Changes whenever a decision about a day does."""
    kept = past.events_where(DayDecision).aggregate(latest=Max("pgh_id"))
    return str(kept["latest"] or 0)


@province_only
def days_past(request: AdministratorRequest) -> HttpResponse:
    context = {
        "title": _("Lịch sử quyết định về ngày nghỉ"),
        "changes": past.changes([past.events_where(DayDecision)]),
        "back": "administration:days",
    }
    return page(request, "past.html", "days", context)
