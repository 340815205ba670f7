"""Papers this province already issued to the person: filed again instead of uploaded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import Component
from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.dossiers.reusing import Reusable, reusable_for
from motcua.portal.access import account_of
from motcua.portal.drafts import on_draft
from motcua.portal.forms import PageForm
from motcua.portal.steps import papers_of


class ReuseForm(PageForm):
    """Which paper that is here already, and what it is filed as."""

    result = forms.TypedChoiceField(
        label=gettext_lazy("Giấy tờ đã có"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một giấy tờ đã có.")},
    )
    component = forms.TypedChoiceField(
        label=gettext_lazy("Dùng làm"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn giấy tờ của hồ sơ này.")},
    )

    def __init__(
        self, *args: Any, found: list[Reusable], papers: list[Component], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        told = {"result": [(each.result.pk, _named(each)) for each in found]}
        told["component"] = [(paper.pk, paper.name) for paper in papers]
        for name, choices in told.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 declared above
            field.choices = choices


def _named(each: Reusable) -> str:
    """Title, number, day, and until when it is valid."""
    result = each.result
    parts = [result.title, _("số %(number)s") % {"number": result.number} if result.number else ""]
    if result.released_at:
        parts.append(_("cấp ngày %(day)s") % {"day": f"{result.released_at:%d/%m/%Y}"})
    if each.until:
        parts.append(_("có giá trị đến %(day)s") % {"day": f"{each.until:%d/%m/%Y}"})
    return ", ".join(part for part in parts if part)


@on_draft
def reuse(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Choose one and where it belongs; the file of the agency is attached as it was issued."""
    papers, found = papers_of(draft), reusable_for(draft)
    posted = request.method == "POST"
    form = ReuseForm(request.POST if posted else None, found=found, papers=papers)
    if posted and form.is_valid():
        paper = next(each for each in papers if each.pk == form.cleaned_data["component"])
        try:
            result = form.cleaned_data["result"]
            acts.reuse_result(draft, paper, result, account=account_of(request))
        except acts.Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Đã dùng lại giấy tờ; bạn không phải tải lên nữa."))
            return redirect("portal:papers", draft.pk)
    context = {
        "draft": draft,
        "procedure": draft.case.version.procedure,
        "form": form,
        "found": found,
        "back": reverse("portal:papers", args=[draft.pk]),
        "section": "my_dossiers",
    }
    return render(request, "portal/reuse.html", context, status=422 if form.errors else 200)
