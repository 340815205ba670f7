"""Files in and out: looked at first, then taken whole; and what there is, as a file."""

from __future__ import annotations

import base64
import io
import json
import zlib
from collections import Counter
from datetime import date
from typing import Any

import xlsxwriter
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua import history
from motcua.administration.access import (
    AdministratorRequest,
    administrators_only,
    province_only,
)
from motcua.administration.areas import page
from motcua.administration.keeping import ReasonMixin
from motcua.administration.paging import words_of
from motcua.administration.registers import register_of
from motcua.catalog import service as catalog
from motcua.face.forms import DayMonthYearField
from motcua.people.models import Account
from motcua.processes import service as processes

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KEPT = "administration_import"


class FileForm(ReasonMixin):
    """A file of procedures or processes, and how it is to be taken."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Tệp chứa gì"),
        choices=[
            ("thu-tuc", gettext_lazy("Thủ tục (JSON hoặc Excel theo mẫu)")),
            ("quy-trinh", gettext_lazy("Quy trình nội bộ (JSON)")),
            ("so-do", gettext_lazy("Một quy trình vẽ bằng phần mềm BPMN (.bpmn)")),
        ],
        widget=forms.RadioSelect,
        initial="thu-tuc",
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        widget=forms.FileInput({"accept": ".json,.xlsx,.bpmn,.xml"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp này trống. Hãy chọn tệp khác."),
        },
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Nhận thế nào"),
        choices=[
            ("nhap", gettext_lazy("Thành bản nháp, để xem lại rồi công bố từng bản")),
            ("ngay", gettext_lazy("Công bố luôn, từ ngày ghi dưới đây")),
        ],
        widget=forms.RadioSelect,
        initial="nhap",
    )
    from_day = DayMonthYearField(label=gettext_lazy("Có hiệu lực từ ngày"), required=False)
    field_order = ("kind", "file", "how", "from_day", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].max_bytes = MOST_BYTES  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp."))
        return file

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day = given.get("from_day")
        if given.get("how") == "ngay" and "from_day" not in self.errors:
            if day is None:
                self.add_error("from_day", _("Hãy ghi ngày bắt đầu có hiệu lực."))
            elif day < timezone.localdate():
                self.add_error("from_day", _("Ngày này đã qua. Hãy chọn từ hôm nay trở đi."))
        return given


@province_only
def import_file(request: AdministratorRequest) -> HttpResponse:
    """Look at a file: what would become of each of its records. Nothing is saved."""
    if request.POST.get("do") == "take":
        return _take(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.errors else 200
        return page(request, "import.html", "import", {"form": form}, status=status)
    given = form.cleaned_data
    content = given["file"].read()
    kept = {
        "kind": given["kind"],
        "name": given["file"].name[:120],
        "content": base64.b64encode(zlib.compress(content)).decode(),
        "drafts": given["how"] == "nhap",
        "from_day": given["from_day"].isoformat() if given["how"] == "ngay" else "",
        "reason": given["reason"],
    }
    try:
        reports = _run(kept, request.user, only_check=True)
    except (catalog.BadFileError, processes.ProcessError, ValueError) as refused:
        form.add_error("file", str(refused))
        return page(request, "import.html", "import", {"form": form}, status=422)
    request.session[_KEPT] = kept
    return page(request, "import_report.html", "import", _told(kept, reports, taken=False))


def _take(request: AdministratorRequest) -> HttpResponse:
    """Take the file that was looked at."""
    kept = request.session.pop(_KEPT, None)
    if kept is None:
        messages.warning(request, _("Tệp xem trước không còn. Hãy chọn lại tệp."))
        return redirect("administration:import")
    reports = _run(kept, request.user, only_check=False)
    told = _told(kept, reports, taken=True)
    if told["refused"]:
        return page(request, "import_report.html", "import", told, status=409)
    said = ngettext("Đã nhận %(count)s mục.", "Đã nhận %(count)s mục.", told["changed"])
    messages.success(request, said % {"count": told["changed"]})
    return page(request, "import_report.html", "import", told)


def _run(kept: dict[str, Any], account: Account, *, only_check: bool) -> list[Any]:
    """All of the file or, with a mistake in it, none."""
    content = zlib.decompress(base64.b64decode(kept["content"]))
    day = date.fromisoformat(kept["from_day"]) if kept["from_day"] else None
    with transaction.atomic():
        with history.by(account, kept["reason"]):
            reports = _read(kept, content, day, account)
        if only_check or any(_is_refused(each) for each in reports):
            transaction.set_rollback(True)
    return reports


def _read(kept: dict[str, Any], content: bytes, day: date | None, account: Account) -> list[Any]:
    if kept["kind"] == "thu-tuc":
        terms = catalog.Terms(from_day=day, as_drafts=kept["drafts"], by=account)
        return list(catalog.import_file(content, terms=terms))
    text = content.decode("utf-8-sig", errors="replace")
    if kept["kind"] == "so-do":
        report, _problems = processes.import_drawing(text, from_day=day, as_draft=kept["drafts"])
        return [report]
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise ValueError(_("Tệp không phải là JSON hợp lệ.")) from wrong
    return list(processes.import_processes(data, from_day=day, as_draft=kept["drafts"]))


def _is_refused(report: Any) -> bool:
    return str(report.outcome) in (catalog.Outcome.REFUSED, catalog.Outcome.HELD)


def _told(kept: dict[str, Any], reports: list[Any], *, taken: bool) -> dict[str, Any]:
    """The report: mistakes first, then what changes, then what stays."""
    refused = [each for each in reports if str(each.outcome) == catalog.Outcome.REFUSED]
    unchanged = [each for each in reports if str(each.outcome) == catalog.Outcome.UNCHANGED]
    rest = [each for each in reports if each not in refused and each not in unchanged]
    return {
        "name": kept["name"],
        "tally": Counter(str(each.outcome) for each in reports).items(),
        "refused": refused,
        "rest": rest,
        "unchanged": unchanged,
        "changed": 0 if refused else len(rest),
        "taken": taken and not refused,
        "drafts": kept["drafts"],
        "from_day": date.fromisoformat(kept["from_day"]) if kept["from_day"] else None,
    }


@province_only
def template(request: AdministratorRequest) -> HttpResponse:
    return _download(catalog.template_xlsx(), "mau-thu-tuc.xlsx", XLSX)


@province_only
def export_procedures(request: AdministratorRequest, form: str) -> HttpResponse:
    """The procedures in force, as a file that can be imported again; `?ma=` for one."""
    codes = [code for code in request.GET.getlist("ma") if code]
    if form == "json":
        return _download(catalog.export_json(codes), "thu-tuc.json", "application/json")
    if form == "xlsx":
        return _download(catalog.export_xlsx(codes), "thu-tuc.xlsx", XLSX)
    raise Http404


@administrators_only
def export_register(request: AdministratorRequest, kind: str) -> HttpResponse:
    """The rows found, as a workbook."""
    register = register_of(kind, request.reach)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(
        0, 0, [str(column) for column in register.columns], book.add_format({"bold": 1})
    )
    for line, row in enumerate(register.found(request.reach, words_of(request))[:MOST_ROWS], 1):
        sheet.write_row(line, 0, [cell.text for cell in register.cells(row)])
    sheet.autofit(400)
    sheet.freeze_panes(1, 0)
    book.close()
    return _download(out.getvalue(), f"{kind}.xlsx", XLSX)


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
