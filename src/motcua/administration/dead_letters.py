"""Messages that could not be delivered: which, why, and sending them again."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from motcua.administration.access import AdministratorRequest, administrators_only
from motcua.administration.areas import page
from motcua.administration.paging import page_of
from motcua.dossiers import outbox
from motcua.dossiers.models import Outbox
from motcua.messages.channels import CHANNELS

log = structlog.get_logger(__name__)


def _in_reach(request: AdministratorRequest) -> QuerySet[Outbox]:
    return request.reach.within(outbox.dead_letters(), "dossier__agency")


@administrators_only
def dead_letters(request: AdministratorRequest) -> HttpResponse:
    found = _in_reach(request).select_related("dossier__agency", "event", "account")
    shown = page_of(request, found)
    labels = {name: channel.label for name, channel in CHANNELS.items()}
    rows = [(row, labels.get(row.channel, row.channel)) for row in shown]
    return page(request, "dead_letters.html", "dead_letters", {"page": shown, "rows": rows})


@administrators_only
@require_POST
def send_again(request: AdministratorRequest) -> HttpResponse:
    """The rows that were ticked; all of them at the other button."""
    rows = _in_reach(request)
    if "all" not in request.POST:
        ticked = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal()]
        rows = rows.filter(pk__in=ticked)
    count = outbox.send_again(rows)
    log.info("dead letters sent again", count=count, by=request.user.pk)
    told = ngettext("Đang gửi lại %(count)s thông báo.", "Đang gửi lại %(count)s thông báo.", count)
    messages.success(request, told % {"count": count})
    return redirect("administration:dead_letters")
