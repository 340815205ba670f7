"""Pages of one's own notices, alike for citizens and at the desks."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.messages import channels, choices
from motcua.messages.models import Notice, NoticeSet
from motcua.people.models import Account

PER_PAGE = 20
# Above it the header says "99+": nobody counts further, the database least of all.
COUNTED = 99


@dataclass(frozen=True)
class Inbox:
    """Where notices are shown: the namespace of the pages, and whose notices they are."""

    place: str
    for_desk: bool

    def of(self, account: Account) -> NoticeSet:
        return Notice.objects.filter(account=account, for_desk=self.for_desk)


class ChoiceForm(forms.Form):
    """Language and channels; what the installation does not offer is not asked."""

    language = forms.ChoiceField(
        label=gettext_lazy("Ngôn ngữ của thông báo"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    by_email = forms.BooleanField(
        label=gettext_lazy("Gửi cả qua thư điện tử"),
        required=False,
    )

    def __init__(self, *args: object, email: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not email or channels.EMAIL not in channels.offered():
            del self.fields["by_email"]
        else:
            hint = _("Gửi đến %(address)s. Thông báo trên hệ thống thì luôn có.")
            self.fields["by_email"].help_text = hint % {"address": email}


def listed(request: HttpRequest, account: Account, inbox: Inbox) -> HttpResponse:
    mine = inbox.of(account)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "notices",
        "inbox": inbox,
        "page": page,
        "unread_here": mine.unread().exists(),
    }
    return render(request, f"{inbox.place}/notices.html", context)


def shown(request: HttpRequest, account: Account, inbox: Inbox, pk: int) -> HttpResponse:
    """One notice; opening it is reading it."""
    notice = get_object_or_404(inbox.of(account), pk=pk)
    Notice.objects.filter(pk=notice.pk).mark_read()
    context = {"section": "notices", "inbox": inbox, "notice": notice}
    return render(request, f"{inbox.place}/notice.html", context)


def read_all(request: HttpRequest, account: Account, inbox: Inbox) -> HttpResponse:
    inbox.of(account).mark_read()
    messages.success(request, _("Đã đánh dấu tất cả thông báo là đã đọc."))
    return redirect(f"{inbox.place}:notices")


def chosen(request: HttpRequest, account: Account, inbox: Inbox) -> HttpResponse:
    """How one is told, kept at the press of a button."""
    choice = choices.choice_of(account)
    now = choice.desk_by_email if inbox.for_desk else choice.by_email
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        email=account.email,
        initial={"language": choice.language, "by_email": now},
    )
    if form.is_bound and form.is_valid():
        by_email = form.cleaned_data.get("by_email", now)
        choices.choose(
            account,
            language=form.cleaned_data["language"],
            by_email=choice.by_email if inbox.for_desk else by_email,
            desk_by_email=by_email if inbox.for_desk else choice.desk_by_email,
        )
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect(f"{inbox.place}:notices")
    context = {"section": "notices", "inbox": inbox, "form": form, "email": account.email}
    status = 422 if form.errors else 200
    return render(request, f"{inbox.place}/notice_choice.html", context, status=status)


def unread(account: Account, *, for_desk: bool) -> str:
    """How many wait to be read, for the header; empty when none does."""
    mine = Notice.objects.filter(account=account, for_desk=for_desk)
    count = mine.unread().order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count or "")
