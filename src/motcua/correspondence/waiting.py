"""The threads in which an applicant waits for an answer of a one-stop, and for how long."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from motcua.calendars.service import calendar_of
from motcua.clock import wording
from motcua.correspondence.models import Thread
from motcua.organization.models import Role
from motcua.people.models import Account


def waiting_for(account: Account) -> QuerySet[Thread]:
    """At the one-stops whose clerk the account is, the longest waiting first."""
    units = {post.unit_id for post in account.desks if post.role == Role.RECEPTION}
    waiting = Thread.objects.filter(waiting_since__isnull=False, dossier__one_stop__in=units)
    names = ("dossier__case__version__procedure", "dossier__one_stop", "dossier__applicant")
    return waiting.select_related(*names).order_by("waiting_since")


def waited(thread: Thread, now: datetime, language: str) -> str:
    """How long in working time, as "3 giờ làm việc"; empty where the office was closed."""
    if thread.waiting_since is None:
        return ""
    calendar = calendar_of(thread.dossier.one_stop)
    return wording.in_working_time(thread.waiting_since, now, calendar, language)
