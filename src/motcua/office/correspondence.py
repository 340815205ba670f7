"""Trao đổi at the desk: the one-stop answers; whoever may read the dossier reads along."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.correspondence import acts
from motcua.correspondence.limits import closes_at, is_open
from motcua.correspondence.models import Message, MessageFile, Thread
from motcua.correspondence.waiting import waited, waiting_for, waits_of
from motcua.dossiers import policies, readings
from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier
from motcua.face.correspondence import MessageForm, messages_of
from motcua.files.sending import sent_file
from motcua.files.service import UploadRefused
from motcua.office.access import OfficerRequest, find_dossier, officers_only, readable
from motcua.office.clock import standing
from motcua.office.tools import tools

PER_PAGE = 50


@dataclass(frozen=True)
class Card:
    """What a dossier's page says of its thread."""

    count: int
    waits: bool
    # In working time; empty where the office was closed since.
    waited: str


@officers_only
def listed(request: OfficerRequest) -> HttpResponse:
    """Threads in which an applicant waits, the longest waiting first."""
    page = Paginator(waiting_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "worklist",
        "tools": tools(request.user, "correspondence_list"),
        "page": page,
        "rows": list(waits_of(page, timezone.now(), _language())),
    }
    return render(request, "office/correspondence_list.html", context)


@officers_only
def correspondence(request: OfficerRequest, reference: str) -> HttpResponse:
    dossier = find_dossier(request, reference)
    readings.record(dossier, request.user)
    is_clerk = policies.is_reception_clerk(request.user, dossier)
    if request.method == "POST" and "settle" in request.POST:
        return _settled(request, dossier)
    posted = request.method == "POST"
    form = MessageForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid() and _sent(request, dossier, form):
        messages.success(request, _("Đã gửi tin cho người nộp."))
        return redirect("office:correspondence", reference)
    if is_clerk:
        acts.mark_read(dossier, by_office=True)
    context = {
        "section": "worklist",
        "dossier": dossier,
        "clock": standing(dossier, timezone.now()),
        "heading": _("Trao đổi với người nộp"),
        "messages_shown": messages_of(dossier, at_desk=True),
        "is_clerk": is_clerk,
        "form": form if is_clerk and is_open(dossier) else None,
        "closes_at": closes_at(dossier),
        "card": card_of(dossier),
    }
    status = 422 if form.errors else 200
    return render(request, "office/correspondence.html", context, status=status)


@officers_only
def message_file(request: OfficerRequest, reference: str, file_id: int) -> FileResponse:
    found = get_object_or_404(
        MessageFile.objects.select_related("stored", "message__thread__dossier"),
        pk=file_id,
        message__thread__dossier__in=readable(request).filter(reference=reference),
    )
    readings.record(found.message.thread.dossier, request.user)
    return sent_file(found.stored, found.name)


def card_of(dossier: Dossier) -> Card:
    """How many messages there are, and how long the applicant has waited for an answer."""
    count = Message.objects.filter(thread=dossier.pk).count()
    thread = Thread.objects.filter(pk=dossier.pk).first() if count else None
    if thread is None:
        return Card(0, waits=False, waited="")
    thread.dossier = dossier
    said = waited(thread, timezone.now(), _language())
    return Card(count, waits=thread.waiting_since is not None, waited=said)


def _settled(request: OfficerRequest, dossier: Dossier) -> HttpResponse:
    try:
        acts.settle(dossier, account=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Đã ghi nhận tin này không cần trả lời."))
    return redirect("office:correspondence", dossier.reference)


def _sent(request: OfficerRequest, dossier: Dossier, form: MessageForm) -> bool:
    try:
        acts.write_to_applicant(dossier, account=request.user, **form.details())
    except UploadRefused as refused:
        form.add_error("attachments", str(refused))
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _language() -> str:
    return (get_language() or "vi")[:2]
