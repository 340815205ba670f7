"""Trao đổi: a citizen writes to the one-stop about a dossier, and reads what it answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from motcua.correspondence import acts
from motcua.correspondence.limits import closes_at, is_open
from motcua.correspondence.models import Message, MessageFile
from motcua.dossiers.acts import Refused
from motcua.dossiers.models import Dossier
from motcua.face.correspondence import MessageForm, messages_of
from motcua.files.sending import sent_file
from motcua.files.service import UploadRefused
from motcua.people.models import Account
from motcua.portal.access import on_dossier, own_dossiers
from motcua.portal.throttling import PerAddress

SENDING = "30/hour"


@on_dossier
def correspondence(request: HttpRequest, opened: Dossier) -> HttpResponse:
    form = MessageForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_bound and form.is_valid() and _sent(request, opened, form):
        messages.success(request, _("Đã gửi tin đến %(unit)s.") % {"unit": opened.one_stop})
        return redirect("portal:correspondence", opened.reference)
    acts.mark_read(opened, by_office=False)
    context = {
        "section": "my_dossiers" if writer(request, opened) else "track",
        "dossier": opened,
        "messages_shown": messages_of(opened, at_desk=False),
        "form": form if is_open(opened) else None,
        "closes_at": closes_at(opened),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/correspondence.html", context, status=status)


@on_dossier
def message_file(request: HttpRequest, opened: Dossier, file_id: int) -> FileResponse:
    found = get_object_or_404(
        MessageFile.objects.select_related("stored"), pk=file_id, message__thread=opened.pk
    )
    return sent_file(found.stored, found.name)


def writer(request: HttpRequest, dossier: Dossier) -> Account | None:
    """In whose name this browser writes: its account's, or nobody's with the receipt's secret."""
    if not isinstance(request.user, Account):
        return None
    own = own_dossiers(request).filter(pk=dossier.pk).exists()
    return request.user if own else None


def unread(dossier: Dossier) -> int:
    """Messages of the one-stop the applicant has not opened."""
    return Message.objects.filter(thread=dossier.pk, from_office=True, read_at=None).count()


def _sent(request: HttpRequest, dossier: Dossier, form: MessageForm) -> bool:
    if not PerAddress("correspondence", SENDING).allow_request(request):
        form.add_error(None, _("Bạn đã gửi nhiều tin trong một giờ. Hãy thử lại sau."))
        return False
    try:
        acts.write_to_one_stop(dossier, account=writer(request, dossier), **form.details())
    except UploadRefused as refused:
        form.add_error("attachments", str(refused))
    except Refused as refused:
        form.add_error(None, str(refused))
    return not form.errors
