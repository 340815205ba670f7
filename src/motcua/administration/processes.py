"""Internal processes: the list, one process, one text with its steps, and editing the steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import history
from motcua.administration import past
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.fields import LimitField, limit_in_words
from motcua.administration.finding import matching
from motcua.administration.keeping import look_again
from motcua.administration.paging import page_of, words_of
from motcua.administration.procedures import searched
from motcua.administration.publishing import about, changed_by_another
from motcua.administration.row_table import RowTable
from motcua.administration.step_form import StepRowForm
from motcua.administration.texts import PROCESSES
from motcua.catalog.models import ProcedureCase
from motcua.processes import service
from motcua.processes.drawing import svg
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.service import ProcessError


@province_only
def processes(request: AdministratorRequest) -> HttpResponse:
    words, group = words_of(request), request.GET.get("nhom", "")
    found = matching(PROCESSES.grouped(InternalProcess.objects.all(), group), words, "code", "name")
    shown = page_of(request, found.order_by("code"))
    context = {
        "title": _("Quy trình nội bộ"),
        "here": reverse("administration:processes"),
        "new": reverse("administration:new_process"),
        "page": shown,
        "rows": [
            {**row, "name": row["thing"].name, "more": _limit(row["in_force"])}
            for row in PROCESSES.rows(list(shown))
        ],
        "more": _("Thời hạn"),
        **searched(words, group),
    }
    return page(request, "things.html", "processes", context)


def _limit(version: ProcessVersion | None) -> str:
    return limit_in_words(version.limit) if version else ""


@province_only
def process(request: AdministratorRequest, code: str) -> HttpResponse:
    found = PROCESSES.thing(code)
    versions = list(PROCESSES.versions(found).defer("bpmn").order_by("-number"))
    cases = ProcedureCase.objects.filter(process=found, version__valid_to=None)
    context = {
        "process": found,
        "versions": [(each, PROCESSES.version_url(each)) for each in versions],
        "newest": versions[0] if versions else None,
        "cases": cases.select_related("version__procedure").order_by("pk")[:50],
        "changes": past.changes(PROCESSES.kept_of(found))[:20],
    }
    return page(request, "process.html", "processes", context)


@province_only
def version(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The table of steps, the drawing, what is wrong, what differs."""
    found = PROCESSES.version(code, number)
    steps = list(found.steps.all())
    context = about(PROCESSES, found) | {
        "steps": [(each, limit_in_words(each.limit)) for each in steps],
        "limit": limit_in_words(found.limit),
        "document": PROCESSES.version_url(found, "drawing") if found.bpmn else "",
        "picture": PROCESSES.version_url(found, "picture") if found.bpmn else "",
        "changes": past.changes(PROCESSES.kept(found))[:20],
    }
    return page(request, "process_version.html", "processes", context)


@province_only
def drawing(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The BPMN document, for the drawing and for modellers."""
    found = PROCESSES.version(code, number)
    if not found.bpmn:
        raise Http404
    answer = HttpResponse(found.bpmn, content_type="application/xml")
    if "tai" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="{code}-{number}.bpmn"'
    return answer


@province_only
def picture(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The same as a picture, which needs no script."""
    found = PROCESSES.version(code, number)
    try:
        drawn = svg(found)
    except ProcessError as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/svg+xml")


class HeadForm(forms.Form):
    """Above the steps: the process's name and whole limit."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Tên quy trình"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    limit = LimitField(
        label=gettext_lazy("Thời hạn của cả quy trình"),
        help_text=gettext_lazy("Tổng thời hạn các bước phải bằng thời hạn này."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@province_only
def steps(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The table of steps of a draft, filled in without JavaScript."""
    draft = PROCESSES.version(code, number)
    if not draft.is_draft:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    rows = [service.row_of(each) for each in draft.steps.all()]
    table = RowTable(StepRowForm, data=posted, known=map(StepRowForm.known, rows))
    head = HeadForm(
        posted, initial={"name": draft.name, "limit": draft.limit, "seen": PROCESSES.mark(draft)}
    )
    saving = head.is_bound and table.is_saving
    sound = saving and all([head.is_valid(), table.is_valid()])
    if sound and _keep(request, draft, head, table):
        return redirect(PROCESSES.version_url(draft))
    context = about(PROCESSES, draft) | {
        "table": table,
        "seen": head,
        "title": _("Các bước của quy trình"),
        "legend": _("Bước"),
    }
    wrong = saving and (table.wrong or head.errors)
    return page(request, "draft_table.html", "processes", context, status=422 if wrong else 200)


def _keep(
    request: AdministratorRequest, draft: ProcessVersion, head: HeadForm, table: RowTable
) -> bool:
    """Save the steps; False when a colleague was quicker or the room refused."""
    given = head.cleaned_data
    rows = [form.row() for form in table.written() if isinstance(form, StepRowForm)]
    try:
        with transaction.atomic(), history.by(request.user, _("Soạn bản nháp")):
            ProcessVersion.objects.select_for_update().get(pk=draft.pk)
            if given["seen"] != PROCESSES.mark(draft):
                head.add_error(None, changed_by_another(PROCESSES, draft))
                look_again(head, PROCESSES.mark(draft))
                return False
            service.save_draft(draft, rows, request.user, name=given["name"], limit=given["limit"])
    except ProcessError as refused:
        head.add_error(None, str(refused))
        return False
    messages.success(request, _("Đã lưu bản nháp."))
    return True


class NewProcessForm(forms.Form):
    use_required_attribute = False
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=gettext_lazy("Mã quy trình"),
        help_text=gettext_lazy("Ví dụ QT-TP-05; không đổi về sau."),
        max_length=100,
        error_messages={"invalid": gettext_lazy("Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên quy trình"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    limit = LimitField(
        label=gettext_lazy("Thời hạn của cả quy trình"),
        help_text=gettext_lazy("Ví dụ: 5 ngày làm việc; 30 ngày; trong ngày."),
    )


@province_only
def new_process(request: AdministratorRequest) -> HttpResponse:
    """A draft with the usual seven steps, to be edited."""
    form = NewProcessForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = service.new_process(**form.cleaned_data, by=request.user)
        except ProcessError as refused:
            form.add_error("code", str(refused))
        else:
            messages.success(request, _("Đã lập quy trình với bảy bước thường dùng."))
            return redirect(PROCESSES.version_url(made))
    context: dict[str, Any] = {"form": form}
    status = 422 if form.errors else 200
    return page(request, "new_process.html", "processes", context, status=status)
