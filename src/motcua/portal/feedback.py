"""Phản ánh, kiến nghị: send one, follow one's own, read the published answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier
from motcua.feedback import acts
from motcua.feedback.models import Feedback
from motcua.feedback.rights import addressees
from motcua.organization.models import Agency
from motcua.people.models import Account
from motcua.portal.access import find_dossier
from motcua.portal.throttling import PerAddress

PER_PAGE = 20
SENDING = "10/hour"
_SENT = "sent_feedback"


class FeedbackForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(
        label=gettext_lazy("Bạn muốn nói về điều gì?"),
        choices=Feedback.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn một loại.")},
    )
    agency = forms.ModelChoiceField(
        label=gettext_lazy("Gửi đến cơ quan"),
        queryset=Agency.objects.none(),
        error_messages={"required": gettext_lazy("Hãy chọn cơ quan.")},
    )
    content = forms.CharField(
        label=gettext_lazy("Nội dung"),
        widget=forms.Textarea({"rows": 8}),
        max_length=acts.LONGEST,
        help_text=gettext_lazy(
            "Nêu rõ việc gì, ở đâu, khi nào. Cơ quan trả lời trong 15 ngày làm việc."
        ),
        error_messages={"required": gettext_lazy("Hãy ghi nội dung phản ánh, kiến nghị.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        error_messages={"required": gettext_lazy("Hãy ghi họ và tên.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Số điện thoại hoặc thư điện tử"),
        max_length=120,
        help_text=gettext_lazy("Chỉ người xử lý nhìn thấy, không công khai."),
        error_messages={"required": gettext_lazy("Hãy ghi cách liên hệ để nhận trả lời.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 declared above
        field.queryset = addressees()


class CompletionForm(forms.Form):
    use_required_attribute = False
    content = forms.CharField(
        label=gettext_lazy("Nội dung bổ sung"),
        widget=forms.Textarea({"rows": 5}),
        max_length=acts.LONGEST,
        error_messages={"required": gettext_lazy("Hãy ghi nội dung bổ sung.")},
    )


def published(request: HttpRequest) -> HttpResponse:
    """What others asked, and what was answered."""
    found = Feedback.objects.filter(state=Feedback.State.PUBLISHED).select_related("agency")
    page = Paginator(found.order_by("-published_at"), PER_PAGE).get_page(request.GET.get("page"))
    own = _own(request)
    context = {"section": "feedback", "page": page, "own": own.order_by("-filed_at")[:PER_PAGE]}
    return render(request, "portal/feedback_published.html", context)


@never_cache
def send(request: HttpRequest) -> HttpResponse:
    dossier = _about(request)
    if request.method != "POST":
        return _sending(request, FeedbackForm(initial=_known(request, dossier)), dossier)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _sending(request, form, dossier)
    if not PerAddress("feedback", SENDING).allow_request(request):
        form.add_error(None, _("Bạn đã gửi nhiều phản ánh trong một giờ. Hãy thử lại sau."))
        return _sending(request, form, dossier)
    author = request.user if isinstance(request.user, Account) else None
    try:
        sent = acts.send(**form.cleaned_data, author=author, dossier=dossier)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _sending(request, form, dossier)
    request.session[_SENT] = [*request.session.get(_SENT, []), sent.reference][-20:]
    return redirect("portal:feedback", sent.reference)


@never_cache
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One's own, with what was done about it; to anyone else it does not exist."""
    feedback = _own(request).filter(reference=reference).first()
    if feedback is None:
        raise Http404
    form = CompletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = request.user if isinstance(request.user, Account) else None
        try:
            acts.complete(feedback, account=account, content=form.cleaned_data["content"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("portal:feedback", reference)
    context = {
        "section": "feedback",
        "feedback": feedback,
        "asked": feedback.steps.filter(act="ask_more").last(),
        "refused": feedback.steps.filter(act="refuse").last(),
        "form": form if feedback.state == Feedback.State.ASKED else None,
    }
    return render(request, "portal/feedback.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest) -> Any:
    """What this account sent, and what this browser sent without signing in."""
    remembered = request.session.get(_SENT, [])
    found = Feedback.objects.filter(reference__in=remembered, author=None)
    if isinstance(request.user, Account):
        found = found | Feedback.objects.filter(author=request.user)
    return found.select_related("agency", "dossier")


def _about(request: HttpRequest) -> Dossier | None:
    reference = request.GET.get("ho-so") or request.POST.get("ho-so") or ""
    return find_dossier(request, reference)


def _known(request: HttpRequest, dossier: Dossier | None) -> dict[str, Any]:
    """What need not be asked: whom it concerns where a dossier says so, and who is signed in."""
    known: dict[str, Any] = {}
    if dossier is not None:
        known = {"agency": dossier.agency_id, "kind": Feedback.Kind.CONDUCT}
    if isinstance(request.user, Account):
        citizen = getattr(request.user, "citizen", None)
        known["name"] = str(request.user)
        known["contact"] = (citizen.phone if citizen else "") or request.user.email
    return known


def _sending(request: HttpRequest, form: FeedbackForm, dossier: Dossier | None) -> HttpResponse:
    context = {"section": "feedback", "form": form, "dossier": dossier}
    status = 422 if form.errors else 200
    return render(request, "portal/feedback_send.html", context, status=status)
