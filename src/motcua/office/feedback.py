"""Phản ánh, kiến nghị at the desk: what waits for an answer, the oldest limit first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.acts import Refused
from motcua.feedback import acts, ratings
from motcua.feedback.limits import due_of, next_due
from motcua.feedback.models import Feedback
from motcua.feedback.rights import addressees, handled_by
from motcua.office.access import OfficerRequest, officers_only
from motcua.office.forms.base import long_text
from motcua.organization.models import Agency

PER_PAGE = 25
OPEN = (Feedback.State.NEW, Feedback.State.ASKED, Feedback.State.ANSWERED)


class AnswerForm(forms.Form):
    use_required_attribute = False
    text = long_text(gettext_lazy("Nội dung trả lời"), gettext_lazy("Hãy ghi nội dung trả lời."), 8)


class AskForm(forms.Form):
    use_required_attribute = False
    what = long_text(
        gettext_lazy("Nội dung cần người gửi bổ sung"),
        gettext_lazy("Hãy ghi nội dung cần bổ sung."),
        4,
    )


class PassOnForm(forms.Form):
    use_required_attribute = False
    agency = forms.ModelChoiceField(
        label=gettext_lazy("Chuyển đến cơ quan"),
        queryset=Agency.objects.none(),
        error_messages={"required": gettext_lazy("Hãy chọn cơ quan nhận.")},
    )
    reason = long_text(gettext_lazy("Lý do chuyển"), gettext_lazy("Hãy ghi lý do chuyển."), 2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
        field.queryset = addressees()


class RefuseForm(forms.Form):
    use_required_attribute = False
    reason = long_text(gettext_lazy("Lý do không xử lý"), gettext_lazy("Hãy ghi lý do."), 4)


class PublishForm(forms.Form):
    use_required_attribute = False
    content = forms.CharField(
        label=gettext_lazy("Nội dung công khai của phản ánh"),
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Bỏ tên, số điện thoại, địa chỉ và mọi dữ liệu cá nhân."),
        error_messages={"required": gettext_lazy("Hãy ghi nội dung công khai.")},
    )


# What may be done in each state: the act, its words and its form.
DONE_IN: dict[str, list[tuple[str, Any, type[forms.Form]]]] = {
    Feedback.State.NEW: [
        ("answer", gettext_lazy("Trả lời"), AnswerForm),
        ("ask_more", gettext_lazy("Yêu cầu người gửi bổ sung"), AskForm),
        ("pass_on", gettext_lazy("Chuyển cơ quan có thẩm quyền"), PassOnForm),
        ("refuse", gettext_lazy("Không thuộc phạm vi xử lý"), RefuseForm),
    ],
    Feedback.State.ASKED: [
        ("answer", gettext_lazy("Trả lời"), AnswerForm),
        ("pass_on", gettext_lazy("Chuyển cơ quan có thẩm quyền"), PassOnForm),
    ],
    Feedback.State.ANSWERED: [("publish", gettext_lazy("Công khai"), PublishForm)],
}
_ACTS: dict[str, Callable[..., Feedback]] = {
    "answer": acts.answer,
    "ask_more": acts.ask_more,
    "pass_on": acts.pass_on,
    "refuse": acts.refuse,
    "publish": acts.publish,
}


@officers_only
def feedback_list(request: OfficerRequest) -> HttpResponse:
    waiting = handled_by(request.user).filter(state__in=OPEN).order_by("counted_from")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, next_due(each)) for each in page]
    return render(request, "office/feedback_list.html", {"page": page, "rows": rows})


@officers_only
def ratings_heard(request: OfficerRequest) -> HttpResponse:
    """What was written with ratings of the agencies this account answers for; nobody is named."""
    page = Paginator(ratings.comments_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [ratings.heard(each) for each in page]}
    return render(request, "office/ratings.html", context)


@officers_only
def feedback(request: OfficerRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(handled_by(request.user), reference=reference)
    offered = DONE_IN.get(found.state, [])
    wanted = request.POST.get("act", "") if request.method == "POST" else ""
    if wanted and wanted not in _ACTS:
        raise Http404
    shown = []
    for name, label, form_of in offered:
        form = form_of(request.POST if name == wanted else None, prefix=name)
        if name == wanted and form.is_valid() and _done(request, found, name, form):
            return redirect("office:feedback_list")
        if name == "publish" and not form.is_bound:
            form.initial = {"content": found.content}
        shown.append((name, label, form, due_of(found, name) if name != "pass_on" else None))
    context = {"feedback": found, "offered": shown, "steps": found.steps.select_related("by")}
    wrong = any(form.errors for _name, _label, form, _due in shown)
    return render(request, "office/feedback.html", context, status=422 if wrong else 200)


def _done(request: OfficerRequest, found: Feedback, name: str, form: forms.Form) -> bool:
    try:
        _ACTS[name](found, account=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Đã ghi nhận."))
    return True
