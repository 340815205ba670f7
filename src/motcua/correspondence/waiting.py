"""The threads in which an applicant waits for an answer of a one-stop, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet

from motcua.calendars.service import calendar_of
from motcua.clock import WorkingCalendar, wording
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
    return next(waits_of([thread], now, language))[1]


def waits_of(
    threads: Iterable[Thread], now: datetime, language: str
) -> Iterator[tuple[Thread, str]]:
    """Each thread with how long it has waited; a calendar is asked for once, not for every row."""
    calendars: dict[int, WorkingCalendar] = {}
    for thread in threads:
        if thread.waiting_since is None:
            yield thread, ""
            continue
        one_stop = thread.dossier.one_stop
        if one_stop.pk not in calendars:
            calendars[one_stop.pk] = calendar_of(one_stop)
        calendar = calendars[one_stop.pk]
        yield thread, wording.in_working_time(thread.waiting_since, now, calendar, language)
