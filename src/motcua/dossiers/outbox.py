"""What is owed to people: written with the act, delivered by the worker, visible when it cannot be.

A row is one letter to one recipient by one channel. It is delivered in a transaction that holds
its lock, so two workers never send the same one; a worker killed between the mail server's "250"
and its own commit sends an e-mail again, under the same Message-ID (docs/messages.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from procrastinate.types import JSONDict

from motcua.dossiers import letters
from motcua.dossiers.models import Draft, Event, Outbox
from motcua.dossiers.notices import TOLD
from motcua.dossiers.recipients import Occasion, addressed, channels_of
from motcua.messages.channels import CHANNELS, IN_APP, Permanent, Temporary
from motcua.messages.models import Notice

log = structlog.get_logger(__name__)

# Tries, the waits between them growing from 4 seconds (tasks.deliver): 6 hours in all.
TRIES = 8
# By then every row is delivered or given up; else nobody works on the queue.
SETTLED_WITHIN = timedelta(hours=12)


def put(occasion: Occasion) -> list[Outbox]:
    """The rows of an act, in its transaction; the worker is asked to deliver each."""
    event = occasion.event
    rows = Outbox.objects.bulk_create(
        Outbox(
            dossier_id=event.dossier_id,
            event=event,
            kind=each.letter,
            account_id=each.account,
            channel=each.channel,
        )
        for each in addressed(occasion)
    )
    _ask_worker(rows)
    return rows


def put_about_draft(draft: Draft, letter: str) -> list[Outbox]:
    """The rows of a letter about a draft to who began it, in the caller's transaction."""
    rows = Outbox.objects.bulk_create(
        Outbox(draft=draft, kind=letter, account_id=draft.account_id, channel=channel)
        for channel in channels_of(draft.account_id)
    )
    _ask_worker(rows)
    return rows


def deliver(number: int) -> None:
    """Send one row, unless it was sent or given up. Raises whatever kept it from being sent."""
    with transaction.atomic():
        row = _locked(number)
        # What was owed about a draft goes with the draft.
        if row is None or row.sent_at or row.failed_at:
            return
        channel = CHANNELS.get(row.channel)
        if channel is None:
            raise Permanent(f"Kênh “{row.channel}” không còn được dùng.")
        channel.send(letters.message_of(row))
        row.sent_at, row.reason = timezone.now(), ""
        row.save(update_fields=["sent_at", "reason"])


def note_failure(number: int, error: Exception) -> bool:
    """Count a try that failed; whether to try again. After the last the row is a dead letter."""
    with transaction.atomic():
        row = _locked(number)
        if row is None:
            return False
        row.tries += 1
        row.reason = _reason(error)
        if isinstance(error, Permanent) or row.tries >= TRIES:
            row.failed_at = timezone.now()
        row.save(update_fields=["tries", "reason", "failed_at"])
    log.warning(
        "message not delivered",
        outbox=number,
        channel=row.channel,
        tries=row.tries,
        given_up=row.failed_at is not None,
        why=type(error).__name__,
    )
    return row.failed_at is None


def dead_letters() -> QuerySet[Outbox]:
    """What could not be delivered, the latest first."""
    return Outbox.objects.exclude(failed_at=None).order_by("-failed_at", "-id")


def send_again(rows: QuerySet[Outbox]) -> int:
    """Give dead letters another round of tries; how many they were."""
    with transaction.atomic():
        dead = rows.exclude(failed_at=None).select_for_update(of=("self",))
        again = list(dead.order_by("id"))
        chosen = Outbox.objects.filter(pk__in=[row.pk for row in again])
        chosen.update(failed_at=None, tries=0, reason="")
        _ask_worker(again)
    return len(again)


def outbox_problems(settled_within: timedelta = SETTLED_WITHIN) -> Iterator[tuple[str, str]]:
    """For `motcua verify`: what of the outbox disagrees with events or notices, and why.

    A dead letter is no such problem: it is counted, shown, and somebody's to decide.
    """
    for event in _untold().iterator(chunk_size=2000):
        yield f"Hồ sơ {event.dossier}, sự kiện số {event.sequence}", "chưa có thông báo nào"
    rows = Outbox.objects.select_related("dossier").order_by("id")
    of_events = rows.exclude(event=None)
    for row in of_events.exclude(dossier=F("event__dossier")).iterator():
        yield f"Thông báo số {row.pk}", "thuộc hồ sơ khác với sự kiện của nó"
    notices = Notice.objects.filter(outbox_id=OuterRef("pk"), account=OuterRef("account"))
    sent = rows.filter(channel=IN_APP).exclude(sent_at=None)
    for row in sent.exclude(Exists(notices)).iterator(chunk_size=2000):
        yield f"Thông báo số {row.pk}", "ghi là đã gửi nhưng người nhận không có"
    before = timezone.now() - settled_within
    late = rows.filter(sent_at=None, failed_at=None, created_at__lt=before)
    for row in late.iterator(chunk_size=2000):
        yield f"Thông báo số {row.pk}", f"chờ gửi từ {row.created_at:%d/%m/%Y %H:%M} UTC"


def _untold() -> QuerySet[Event]:
    """Acts that always tell who filed, of whom no row says so."""
    always = [act for act, told in TOLD.items() if told.applicant]
    told = Outbox.objects.filter(event=OuterRef("pk"), account=OuterRef("dossier__submitter"))
    # Filed by mandate: who is told depends on who still may open it.
    own = Event.objects.filter(act__in=always, dossier__mandate=None)
    events = own.exclude(dossier__submitter=None)
    return events.exclude(Exists(told)).select_related("dossier").order_by("id")


def _ask_worker(rows: list[Outbox]) -> None:
    """A job for each; those that wait for other machines stand behind those that do not."""
    from motcua.dossiers.tasks import deliver as job

    near = [row for row in rows if row.channel == IN_APP]
    far = [row for row in rows if row.channel != IN_APP]
    for queue, priority, chosen in (("messages", 0, near), ("outside", -10, far)):
        jobs: list[JSONDict] = [{"outbox_id": row.pk} for row in chosen]
        if jobs:
            job.configure(queue=queue, priority=priority).batch_defer(*jobs)


def _locked(number: int) -> Outbox | None:
    return Outbox.objects.select_for_update(of=("self",)).filter(pk=number).first()


def _reason(error: Exception) -> str:
    """A channel's own words, which name nobody; of anything else the kind alone."""
    if isinstance(error, Temporary | Permanent):
        return str(error)[:300]
    return f"Lỗi hệ thống: {type(error).__name__}"
