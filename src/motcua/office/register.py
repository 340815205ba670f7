"""Sổ theo dõi hồ sơ (Mẫu 07): per one-stop, sector and year; as page, PDF and Excel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import papers
from motcua.catalog.models import Domain
from motcua.dossiers import issuing
from motcua.dossiers.models import Dossier
from motcua.files.sending import sent_pdf
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.tools import one_stops, tools
from motcua.organization.models import Unit

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RegisterForm(forms.Form):
    """Which register; only what this one-stop has received is offered."""

    use_required_attribute = False
    noi = forms.ModelChoiceField(
        label=gettext_lazy("Nơi tiếp nhận"), queryset=Unit.objects.none(), empty_label=None
    )
    nam = forms.TypedChoiceField(label=gettext_lazy("Năm"), coerce=int)
    linh_vuc = forms.ModelChoiceField(
        label=gettext_lazy("Lĩnh vực"), queryset=Domain.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        received = _received(units)
        first = received.order_by("received_at").values_list("received_at", flat=True).first()
        this_year = timezone.localdate().year
        earliest = timezone.localtime(first).year if first else this_year
        years = [(year, str(year)) for year in range(this_year, earliest - 1, -1)]
        _choice(self, "nam").choices = years
        _rows(self, "noi").queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        _rows(self, "linh_vuc").queryset = _domains(received)
        if len(units) == 1:
            self.fields["noi"].widget = forms.HiddenInput()


def _choice(form: forms.Form, name: str) -> forms.TypedChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 declared above
    return field


def _rows(form: forms.Form, name: str) -> forms.ModelChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
    return field


def _received(units: list[Unit]) -> QuerySet[Dossier]:
    return Dossier.objects.filter(one_stop__in=units, received_at__isnull=False)


def _domains(received: QuerySet[Dossier]) -> QuerySet[Domain]:
    of_them = received.values("case__version__procedure__domain")
    return Domain.objects.filter(pk__in=of_them).order_by("name")


@officers_only
def register(request: OfficerRequest) -> HttpResponse:
    """Without a choice the register of this year's first sector; `dang` asks for a document."""
    units = one_stops(request.user)
    if not units:
        raise PermissionDenied(_("Sổ theo dõi hồ sơ dành cho cán bộ của Bộ phận Một cửa."))
    chosen = _chosen(request, units)
    form = RegisterForm(chosen, units=units)
    kept = issuing.register_of(**_which(form)) if form.is_valid() else None
    form_of_it = request.GET.get("dang", "")
    if kept is not None and form_of_it == "pdf":
        return sent_pdf(papers.render(papers.PaperKind.REGISTER, kept), f"{_name(kept)}.pdf")
    if kept is not None and form_of_it == "xlsx":
        return _workbook(kept)
    context = {
        "section": "worklist",
        "tools": tools(request.user, "register"),
        "form": form,
        "register": kept,
        "page": Paginator(kept.rows if kept else (), PER_PAGE).get_page(request.GET.get("page")),
        "query": chosen.urlencode(),
    }
    return render(request, "office/register.html", context)


def _chosen(request: OfficerRequest, units: list[Unit]) -> QueryDict:
    """What was chosen; what was not is this year's first sector of the first desk."""
    chosen = request.GET.copy()
    chosen.setdefault("noi", str(units[0].pk))
    chosen.setdefault("nam", str(timezone.localdate().year))
    first = _domains(_received(units)).first()
    if first is not None:
        chosen.setdefault("linh_vuc", str(first.pk))
    for name in ("page", "dang"):
        chosen.pop(name, None)
    return chosen


def _which(form: RegisterForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"one_stop": given["noi"], "domain": given["linh_vuc"], "year": given["nam"]}


def _name(kept: papers.Register) -> str:
    return f"So theo doi ho so {kept.sector} {kept.year}"


def _workbook(kept: papers.Register) -> HttpResponse:
    answer = HttpResponse(papers.register_workbook(kept), content_type=XLSX)
    named = content_disposition_header(True, f"{_name(kept)}.xlsx")
    answer["Content-Disposition"] = named or ""
    return answer
