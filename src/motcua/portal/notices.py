"""Notices to a citizen about their dossiers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.face import notices
from motcua.portal.access import account_of

INBOX = notices.Inbox("portal", for_desk=False)


@login_required
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    return notices.listed(request, account_of(request), INBOX)


@login_required
@never_cache
def shown(request: HttpRequest, notice_id: int) -> HttpResponse:
    return notices.shown(request, account_of(request), INBOX, notice_id)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    return notices.read_all(request, account_of(request), INBOX)


@login_required
@never_cache
def chosen(request: HttpRequest) -> HttpResponse:
    return notices.chosen(request, account_of(request), INBOX)
