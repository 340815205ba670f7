"""Notices to an official about the work on their desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.face import notices
from motcua.office.access import OfficerRequest, officers_only

INBOX = notices.Inbox("office", for_desk=True)


@officers_only
def listed(request: OfficerRequest) -> HttpResponse:
    return notices.listed(request, request.user, INBOX)


@officers_only
def shown(request: OfficerRequest, notice_id: int) -> HttpResponse:
    return notices.shown(request, request.user, INBOX, notice_id)


@officers_only
@require_POST
def read_all(request: OfficerRequest) -> HttpResponse:
    return notices.read_all(request, request.user, INBOX)


@officers_only
def chosen(request: OfficerRequest) -> HttpResponse:
    return notices.chosen(request, request.user, INBOX)
