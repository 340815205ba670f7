"""Editing a draft of a procedure, part by part: text, case, papers, fees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua import history
from motcua.administration import procedure_forms as forms
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.keeping import look_again
from motcua.administration.publishing import about, changed_by_another
from motcua.administration.row_table import RowTable
from motcua.administration.texts import PROCEDURES
from motcua.catalog.models import Component, Fee, ProcedureCase, ProcedureVersion
from motcua.forms import service as eforms


@province_only
def text(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    draft = _draft(code, number)
    return _form_page(request, draft, forms.TextForm, draft, _("Nội dung chung"))


@province_only
def case(request: AdministratorRequest, code: str, number: int, case_id: int) -> HttpResponse:
    draft = _draft(code, number)
    found = get_object_or_404(ProcedureCase, pk=case_id, version=draft)
    title = _("Trường hợp: %(case)s") % {"case": found.name or found.code}
    return _form_page(request, draft, forms.CaseForm, found, title)


@province_only
def new_case(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    draft = _draft(code, number)
    blank = ProcedureCase(version=draft, code="")
    return _form_page(request, draft, forms.CaseForm, blank, _("Thêm trường hợp"))


@province_only
@require_POST
def drop_case(request: AdministratorRequest, code: str, number: int, case_id: int) -> HttpResponse:
    """A case with its papers and fees; the last one stays."""
    draft = _draft(code, number)
    found = get_object_or_404(ProcedureCase, pk=case_id, version=draft)
    if draft.cases.count() == 1:
        messages.warning(request, _("Thủ tục phải có ít nhất một trường hợp."))
    elif request.POST.get("seen") != PROCEDURES.mark(draft):
        messages.warning(request, changed_by_another(PROCEDURES, draft))
    else:
        with transaction.atomic(), history.by(request.user, _("Soạn bản nháp")):
            Fee.objects.filter(case=found).delete()
            found.components.all().delete()
            found.delete()
        messages.success(request, _("Đã bỏ trường hợp."))
    return redirect(PROCEDURES.version_url(draft))


@province_only
def papers(request: AdministratorRequest, code: str, number: int, case_id: int) -> HttpResponse:
    draft = _draft(code, number)
    found = get_object_or_404(ProcedureCase, pk=case_id, version=draft)
    known = list(found.components.order_by("order").values())
    title = _("Thành phần hồ sơ")
    if found.name:
        title += f": {found.name}"

    def write(rows: list[dict[str, Any]]) -> None:
        ordered = [{**row, "order": order} for order, row in enumerate(_with_codes(rows), start=1)]
        _write_rows(Component.objects.filter(case=found), ordered, case=found)

    # A code written before its form was there stays until another is chosen; `check` says it.
    named = {each["e_form"]: each["e_form"] for each in known if each["e_form"]}
    options = {"e_forms": named | eforms.titles()}
    table = RowTable(forms.PaperRow, data=_posted(request), known=known, options=options)
    return _table_page(request, draft, table, write, title, _("Giấy tờ"))


@province_only
def fees(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    draft = _draft(code, number)
    known = [each | {"case": each["case_id"]} for each in draft.fees.values()]

    def write(rows: list[dict[str, Any]]) -> None:
        ordered = [{**row, "order": order} for order, row in enumerate(rows, start=1)]
        _write_rows(Fee.objects.filter(version=draft), ordered, version=draft)

    table = RowTable(forms.FeeRow, data=_posted(request), known=known, options={"version": draft})
    return _table_page(request, draft, table, write, _("Phí, lệ phí"), _("Khoản thu"))


def _draft(code: str, number: int) -> ProcedureVersion:
    """A draft; what is published is never rewritten."""
    version: ProcedureVersion = PROCEDURES.version(code, number)
    if not version.is_draft:
        raise Http404
    return version


def _posted(request: AdministratorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: AdministratorRequest,
    draft: ProcedureVersion,
    kind: type[forms.DraftForm],
    row: models.Model,
    title: str,
) -> HttpResponse:
    initial = {"seen": PROCEDURES.mark(draft)}
    form = kind(_posted(request), instance=row, initial=initial)
    if form.is_bound and form.is_valid() and _keep(request, draft, form, form.save):
        return redirect(PROCEDURES.version_url(draft))
    context = about(PROCEDURES, draft) | {"form": form, "title": title}
    status = 422 if form.errors else 200
    return page(request, "draft_form.html", "procedures", context, status=status)


def _table_page(
    request: AdministratorRequest,
    draft: ProcedureVersion,
    table: RowTable,
    write: Callable[[list[dict[str, Any]]], None],
    title: str,
    legend: str,
) -> HttpResponse:
    """A table of rows. Only “Lưu” saves; the other buttons change the page alone."""
    seen = forms.SeenForm(_posted(request), initial={"seen": PROCEDURES.mark(draft)})
    saving = seen.is_bound and table.is_saving
    sound = saving and table.is_valid() and seen.is_valid()
    if sound and _keep(request, draft, seen, lambda: write(table.values)):
        return redirect(PROCEDURES.version_url(draft))
    context = about(PROCEDURES, draft) | {
        "table": table,
        "seen": seen,
        "title": title,
        "legend": legend,
    }
    wrong = saving and (table.wrong or seen.errors)
    return page(request, "draft_table.html", "procedures", context, status=422 if wrong else 200)


def _keep(
    request: AdministratorRequest, draft: ProcedureVersion, form: Any, write: Callable[[], Any]
) -> bool:
    """Save part of the draft; False when a colleague was quicker, the form then says so."""
    with transaction.atomic(), history.by(request.user, _("Soạn bản nháp")):
        locked = ProcedureVersion.objects.select_for_update().get(pk=draft.pk)
        if not locked.is_draft:
            form.add_error(None, _("Chưa lưu: bản này vừa được công bố. Hãy soạn bản mới."))
            return False
        if form.cleaned_data["seen"] != PROCEDURES.mark(draft):
            form.add_error(None, changed_by_another(PROCEDURES, draft))
            look_again(form, PROCEDURES.mark(draft))
            return False
        write()
    messages.success(request, _("Đã lưu bản nháp."))
    return True


def _with_codes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A paper without a code gets one from its name, told apart from the others."""
    taken = {row["code"] for row in rows}
    for row in rows:
        if not row["code"]:
            row["code"] = forms.code_from(row["name"], taken)
            taken.add(row["code"])
    return rows


def _write_rows(
    saved: models.QuerySet[Any], rows: list[dict[str, Any]], **parent: models.Model
) -> None:
    """Make the saved rows say what the table says: change, add, take away."""
    there = {each.pk: each for each in saved}
    for row in rows:
        kept = there.pop(row.pop("id", None), None) or saved.model(**parent)
        for name, given in row.items():
            setattr(kept, name, given)
        kept.save()
    for gone in there.values():
        gone.delete()
