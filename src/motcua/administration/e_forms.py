"""E-forms: the list, one form with its editions, one edition tried and printed, a file taken."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from motcua import history
from motcua.administration import past
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.e_forms_read import pages_of
from motcua.administration.keeping import ReasonMixin
from motcua.administration.publishing import about
from motcua.administration.texts import E_FORMS
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.dossiers.declaring import print_specimen
from motcua.forms import service as eforms
from motcua.forms.models import EForm, EFormVersion
from motcua.papers.rendering import PaperError

MOST_BYTES = 2 * 1024 * 1024


@province_only
def e_forms(request: AdministratorRequest) -> HttpResponse:
    """Every form there is; a province has some hundreds, so all on one page."""
    used = _procedures_by_form()
    rows = E_FORMS.rows(list(EForm.objects.order_by("code")))
    for row in rows:
        shown = row["in_force"] or _newest(row)
        row["shown"] = shown
        row["questions"] = sum(1 for _each in shown.definition.questions())
        row["pages"] = len(shown.definition.pages)
        row["verified"] = bool(shown.definition.source.get("verified"))
        row["procedures"] = used[row["thing"].code]
    return page(request, "e_forms.html", "e_forms", {"rows": rows})


def _newest(row: dict[str, Any]) -> EFormVersion:
    """Of a form without edition in force: what is to come, or its draft."""
    found: EFormVersion = (row["to_come"] + row["drafts"])[0][0]
    return found


def _procedures_by_form() -> dict[str, list[Procedure]]:
    """By code of form: the procedures whose text in force is filed with it."""
    named = (
        ProcedureVersion.objects.in_force()
        .filter(cases__components__e_form__gt="")
        .values_list("cases__components__e_form", "procedure_id")
        .distinct()
    )
    pairs = list(named.order_by("procedure__code"))
    procedures = Procedure.objects.in_bulk({key for _code, key in pairs})
    found: dict[str, list[Procedure]] = defaultdict(list)
    for code, key in pairs:
        found[code].append(procedures[key])
    return found


@province_only
def e_form(request: AdministratorRequest, code: str) -> HttpResponse:
    found = E_FORMS.thing(code)
    versions = list(E_FORMS.versions(found).order_by("-number"))
    current = next((each for each in versions if not each.is_draft and each.is_in_force()), None)
    context = {
        "e_form": found,
        "current": current or versions[0],
        "pages": pages_of((current or versions[0]).definition),
        "versions": [(each, E_FORMS.version_url(each)) for each in versions],
        "version_url": E_FORMS.version_url(current or versions[0]),
        "procedures": _procedures_by_form()[code],
        "changes": past.changes(E_FORMS.kept_of(found))[:20],
    }
    return page(request, "e_form.html", "e_forms", context)


@province_only
def version(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """One edition: what it asks, what it changes, what may be done with it."""
    found = E_FORMS.version(code, number)
    context = about(E_FORMS, found) | {
        "pages": pages_of(found.definition),
        "changes": past.changes(E_FORMS.kept(found))[:20],
    }
    return page(request, "e_form_version.html", "e_forms", context)


@province_only
def preview(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """All pages as a citizen sees them, in either language; nothing typed here goes anywhere."""
    found = E_FORMS.version(code, number)
    language = request.GET.get("tieng", "")
    language = language if language in ("vi", "en") else str(get_language())
    with override(language):
        pages = pages_of(found.definition)
    tabs = [
        {"text": name, "url": f"?tieng={key}", "current": key == language}
        for key, name in (("vi", "Tiếng Việt"), ("en", "English"))
    ]
    context = about(E_FORMS, found) | {"pages": pages, "tabs": tabs, "language": language}
    return page(request, "e_form_preview.html", "e_forms", context)


@province_only
def paper(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The official paper with invented answers, as PDF."""
    found = E_FORMS.version(code, number)
    try:
        content = print_specimen(found)
    except (PaperError, KeyError, TypeError, ValueError) as refused:
        # A paper names answers the form does not ask: a mistake of the file.
        messages.warning(request, _("Chưa in được tờ khai: %(why)s.") % {"why": refused})
        return redirect(E_FORMS.version_url(found))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{code}-{number}.pdf"'
    return answer


@province_only
def file(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """The file of the edition, to be changed and sent back."""
    data = E_FORMS.version(code, number).data
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{code}.json"'
    return answer


class UploadForm(ReasonMixin):
    """The file of a form, and why it changes."""

    file = forms.FileField(
        label=gettext_lazy("Tệp JSON của mẫu"),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp này trống. Hãy chọn tệp khác."),
        },
    )
    field_order = ("file", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].max_bytes = MOST_BYTES  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The data of the file."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(_("Tệp lớn hơn 2 MB."))
        try:
            data = json.loads(sent.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as wrong:
            raise ValidationError(
                _("Tệp không phải là JSON hợp lệ (%(why)s).") % {"why": wrong}
            ) from wrong
        if not isinstance(data, dict):
            raise ValidationError(_("Tệp phải là một mẫu: một đối tượng JSON."))
        return data


@province_only
def upload(request: AdministratorRequest) -> HttpResponse:
    """A file becomes the draft of the next edition, or every mistake of it is named."""
    form = UploadForm(request.POST or None, request.FILES or None)
    mistakes: Iterable[str] = ()
    if form.is_bound and form.is_valid():
        data = form.cleaned_data["file"]
        mistakes = eforms.mistakes(data)
        if not mistakes:
            return _take(request, data, form.cleaned_data["reason"])
    context = {"form": form, "mistakes": mistakes, "back_url": reverse("administration:e_forms")}
    status = 422 if form.errors or mistakes else 200
    return page(request, "e_form_upload.html", "e_forms", context, status=status)


def _take(request: AdministratorRequest, data: dict[str, Any], reason: str) -> HttpResponse:
    with transaction.atomic(), history.by(request.user, reason):
        made = eforms.draft(data, by=request.user)
    if made is None:
        messages.info(request, _("Tệp giống hệt bản mới nhất, không có gì thay đổi."))
        return redirect("administration:e_form", code=data["code"])
    messages.success(
        request,
        _("Đã nhận tệp thành bản nháp số %(number)s. Xem thay đổi, điền thử, rồi công bố.")
        % {"number": made.number},
    )
    return redirect(E_FORMS.version_url(made))
