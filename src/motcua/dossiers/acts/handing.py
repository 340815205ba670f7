"""Papers go from the one-stop to the division, acknowledged on both sides (NĐ 61/2018 Art. 18).

Electronic dossiers need no hand-over: they are with the division at once.
"""

from __future__ import annotations

from datetime import datetime, time

import rules
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from motcua.calendars.service import calendar_of
from motcua.clock import WorkingCalendar, add_working_time, close_of_day
from motcua.dossiers import issuing, policies
from motcua.dossiers.acts.base import IN_HAND, Work, act
from motcua.dossiers.models import Channel, Dossier, HandOver
from motcua.people.models import Account

# Received later than this, papers may wait for the next morning.
LAST_HAND_OVER = time(15, 0)


def owe_hand_over(dossier: Dossier, now: datetime) -> None:
    """Note that the papers must reach the division: today, or next morning after 15:00."""
    if dossier.channel == Channel.ONLINE or dossier.one_stop_id == dossier.division_id:
        return
    HandOver.objects.create(
        dossier=dossier,
        from_unit_id=dossier.one_stop_id,
        to_unit_id=dossier.division_id,
        due_at=hand_over_by(now, calendar_of(dossier.one_stop)),
    )


def hand_over_by(received: datetime, calendar: WorkingCalendar) -> datetime:
    """The moment by which papers received at `received` must have been handed over."""
    moment = timezone.localtime(received)
    if calendar.day(moment.date()).works and moment.time() <= LAST_HAND_OVER:
        return close_of_day(moment.date(), calendar)
    tonight = moment.replace(hour=23, minute=59)
    # The first office minute after tonight ends one minute into the next working morning.
    return add_working_time(tonight, 1, calendar)


def _to_give(dossier: Dossier) -> bool:
    return dossier.hand_overs.filter(given_at=None).exists()


def _on_their_way(dossier: Dossier, account: Account) -> QuerySet[HandOver]:
    """Papers given and not yet taken, to a unit of the account's."""
    units = {post.unit_id for post in account.desks}
    given = dossier.hand_overs.exclude(given_at=None)
    return given.filter(taken_at=None, to_unit__in=units)


@rules.predicate
def is_of_the_unit_waiting(account: Account, dossier: Dossier) -> bool:
    """Of the unit to which papers are on their way."""
    return bool(account.desks) and _on_their_way(dossier, account).exists()


@act(
    gettext_lazy("Bàn giao hồ sơ giấy"),
    done=gettext_lazy("Đã bàn giao hồ sơ giấy %(dossier)s, chờ bên nhận ký nhận."),
    states=IN_HAND,
    allowed=policies.is_reception_clerk,
    condition=_to_give,
)
def hand_over(work: Work) -> None:
    """The one-stop gives the papers, with a slip for both sides."""
    row = work.dossier.hand_overs.filter(given_at=None).select_related("from_unit", "to_unit")[0]
    row.given_at, row.given_by = work.now, work.officer
    row.save(update_fields=["given_at", "given_by"])
    paper = issuing.issue_hand_over_slip(work.dossier, row)
    work.detail = {"unit": str(row.to_unit), "paper": paper.number}


@act(
    gettext_lazy("Ký nhận hồ sơ giấy"),
    done=gettext_lazy("Đã ký nhận hồ sơ giấy %(dossier)s."),
    states=IN_HAND,
    allowed=is_of_the_unit_waiting,
)
def acknowledge_hand_over(work: Work, *, note: str = "") -> None:
    """The division takes the papers; `note` tells what was missing or damaged."""
    row = _on_their_way(work.dossier, work.account)[0]
    row.taken_at, row.taken_by, row.note = work.now, work.officer, note.strip()
    row.save(update_fields=["taken_at", "taken_by", "note"])
    work.detail = {"unit": str(row.to_unit), "note": row.note}
