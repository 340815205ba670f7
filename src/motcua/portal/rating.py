"""Đánh giá: once, after the result, by who filed or who holds the secret of the receipt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier
from motcua.feedback import ratings
from motcua.feedback.models import Level, Rating
from motcua.portal.access import on_dossier
from motcua.portal.forms import PageForm


class RatingForm(PageForm):
    """One question that must be answered, the contents of the law, a word of one's own."""

    overall = forms.TypedChoiceField(
        label=gettext_lazy("Nhìn chung, bạn có hài lòng với việc giải quyết hồ sơ này không?"),
        choices=Level.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một mức.")},
    )
    comment = forms.CharField(
        label=gettext_lazy("Bạn muốn nói thêm điều gì?"),
        help_text=gettext_lazy("Không ghi tên, số điện thoại hay dữ liệu cá nhân."),
        required=False,
        max_length=ratings.LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": gettext_lazy("Ý kiến dài quá 2.000 ký tự. Hãy rút gọn.")},
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = ratings.contents_of(dossier)
        for content in self._asked:
            self.fields[content.value] = forms.TypedChoiceField(
                label=content.label,
                choices=Level.choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def asked(self) -> list[BoundField]:
        """The contents that may be rated."""
        return [self[content.value] for content in self._asked]

    def is_opened(self) -> bool:
        """Whether a content was rated already, or wrongly: then all of them are shown."""
        return any(field.errors or field.data for field in self.asked())

    def details(self) -> dict[str, Any]:
        """What is kept: contents without an opinion are left out."""
        given = self.cleaned_data
        contents = {each.value: given[each.value] for each in self._asked if given[each.value]}
        return {"overall": given["overall"], "contents": contents, "comment": given["comment"]}


@on_dossier
def rating(request: HttpRequest, opened: Dossier) -> HttpResponse:
    form = RatingForm(request.POST if request.method == "POST" else None, dossier=opened)
    if form.is_bound and form.is_valid():
        try:
            ratings.rate(opened, **form.details())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("portal:rating", opened.reference)
    given = Rating.objects.filter(dossier=opened).first()
    context = {
        "section": "my_dossiers",
        "dossier": opened,
        "given": given,
        "low": given is not None and _is_low(given),
        "form": form,
        "open": given is None and ratings.may_rate(opened),
    }
    return render(request, "portal/rating.html", context, status=422 if form.errors else 200)


def _is_low(given: Rating) -> bool:
    low = given.contents.filter(level=Level.NOT_SATISFIED)
    return given.overall == Level.NOT_SATISFIED or low.exists()
