"""Office hours of a unit: what held, holds and will hold, and new hours from a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import history
from motcua.administration import past, wording
from motcua.administration.access import AdministratorRequest, administrators_only
from motcua.administration.areas import page
from motcua.administration.finding import matching
from motcua.administration.keeping import ReasonMixin, look_again
from motcua.administration.paging import page_of, words_of
from motcua.calendars.models import OfficeHours
from motcua.clock import DEFAULT_WEEK, ClockError, parse_hours
from motcua.dossiers import clocks
from motcua.face.forms import DayMonthYearField
from motcua.organization.models import Unit

MOST_MOVED = 200
USUAL = {str(day): [str(block) for block in blocks] for day, blocks in DEFAULT_WEEK.items()}


@administrators_only
def hours(request: AdministratorRequest) -> HttpResponse:
    """One-stop units first: theirs are the hours that dossiers are counted by."""
    words = words_of(request)
    found = _units(request).order_by("-kind", "code").select_related("agency")
    if words:
        found = matching(found, words, "code", "name", "agency__name")
    else:
        found = found.filter(kind=Unit.Kind.ONE_STOP, pk__in=Unit.objects.in_force())
    periods = Prefetch("office_hours", OfficeHours.objects.order_by("-valid_from"))
    units = page_of(request, found.prefetch_related(periods))
    rows = [(unit, _now(list(unit.office_hours.all()))) for unit in units]
    return page(request, "hours.html", "hours", {"page": units, "rows": rows, "words": words})


def _units(request: AdministratorRequest) -> QuerySet[Unit]:
    return request.reach.within(Unit.objects.all(), "agency")


def _now(periods: list[OfficeHours]) -> str:
    """The hours that hold today; the newest period comes first."""
    today = timezone.localdate()
    held = next((each.weekly for each in periods if each.valid_from <= today), USUAL)
    return wording.hours(held)


class HoursForm(ReasonMixin):
    """The whole week from a day on. An empty box is a day off."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    valid_from = DayMonthYearField(
        label=gettext_lazy("Áp dụng từ ngày"),
        error_messages={"required": gettext_lazy("Hãy ghi ngày bắt đầu áp dụng.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        for weekday, name in enumerate(wording.WEEKDAYS):
            box = forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"})
            self.fields[f"day{weekday}"] = forms.CharField(
                label=name, required=False, max_length=80, widget=box
            )
        self.fields["reason"] = reason

    @property
    def week(self) -> list[Any]:
        return [self[f"day{weekday}"] for weekday in range(len(wording.WEEKDAYS))]

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise ValidationError(_("Ngày này đã qua. Giờ làm việc chỉ đổi từ hôm nay trở đi."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        weekly = {}
        for weekday in range(len(wording.WEEKDAYS)):
            try:
                written = given.get(f"day{weekday}", "").strip().strip(",")
                blocks = parse_hours(written.replace(";", ",").replace("–", "-")) if written else ()
                weekly[str(weekday)] = [str(block) for block in blocks]
            except ClockError:
                self.add_error(
                    f"day{weekday}",
                    _("Chưa đúng cách ghi giờ. Hãy ghi như 07:30-11:30, 13:30-17:30."),
                )
        if not self.errors and not any(weekly.values()):
            self.add_error("day0", _("Cả tuần không có giờ làm việc nào. Hãy ghi ít nhất một."))
        given["weekly"] = weekly
        return given


@administrators_only
def unit_hours(request: AdministratorRequest, unit_id: int) -> HttpResponse:
    """The periods of one unit, and the form for the next."""
    unit = get_object_or_404(_units(request).select_related("agency"), pk=unit_id)
    if request.method != "POST":
        return _page(request, unit, HoursForm(initial=_known(unit)))
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, form, status=422)
    if form.cleaned_data["seen"] != _mark(unit):
        form.add_error(None, _conflict(unit))
        look_again(form, _mark(unit))
        return _page(request, unit, form, status=409)
    if request.POST.get("step") != "save":
        moved = _would_move(unit, form)
        return _page(
            request,
            unit,
            form,
            preview={"count": len(moved.moves), "more": moved.more, "moved": moved.moves[:20]},
        )
    with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
        _save(unit, form)
    messages.success(
        request,
        _("Đã lưu giờ làm việc của %(unit)s, áp dụng từ %(day)s.")
        % {"unit": unit, "day": f"{form.cleaned_data['valid_from']:%d/%m/%Y}"},
    )
    return redirect("administration:unit_hours", unit.pk)


def _save(unit: Unit, form: HoursForm) -> None:
    OfficeHours.objects.update_or_create(
        unit=unit,
        valid_from=form.cleaned_data["valid_from"],
        defaults={"weekly": form.cleaned_data["weekly"]},
    )


def _would_move(unit: Unit, form: HoursForm) -> clocks.Moved:
    """The unit's dossiers these hours would make due at another moment. Saves nothing."""
    with transaction.atomic():
        _save(unit, form)
        moved = clocks.first_moved(clocks.owed().filter(one_stop=unit), most=MOST_MOVED)
        transaction.set_rollback(True)
    return moved


def _known(unit: Unit) -> dict[str, Any]:
    latest = unit.office_hours.order_by("valid_from").last()
    weekly = latest.weekly if latest else USUAL
    boxes = {f"day{day}": ", ".join(weekly.get(str(day)) or ()) for day in range(7)}
    return {**boxes, "seen": _mark(unit)}


def _mark(unit: Unit) -> str:
    latest = past.events_where(OfficeHours, unit_id=unit.pk).order_by("pgh_id").last()
    return str(latest.pgh_id if latest else 0)


def _conflict(unit: Unit) -> str:
    told = past.changes([past.events_where(OfficeHours, unit_id=unit.pk)])
    return _(
        "Chưa lưu: %(who)s vừa đổi giờ làm việc của đơn vị này sau khi ông/bà mở trang."
        " Hãy xem các giai đoạn trên trang rồi gửi lại; những gì ông/bà đã ghi vẫn còn."
    ) % {"who": told[0].who if told else "?"}


def _page(
    request: AdministratorRequest,
    unit: Unit,
    form: HoursForm,
    preview: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    periods = list(unit.office_hours.order_by("-valid_from"))
    held = next((each for each in periods if each.valid_from <= today), None)
    context = {
        "unit": unit,
        "form": form,
        "preview": preview,
        "periods": [
            {
                "from": each.valid_from,
                "hours": wording.hours(each.weekly),
                "now": each == held,
                "to_come": each.valid_from > today,
            }
            for each in periods
        ],
        "usual": wording.hours(USUAL),
        "usual_now": held is None,
        "changes": past.changes([past.events_where(OfficeHours, unit_id=unit.pk)]),
    }
    return page(request, "unit_hours.html", "hours", context, status=status)
