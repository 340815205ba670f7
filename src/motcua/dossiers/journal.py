"""Writing what happened, and what is owed to the outside, inside the act's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.chain import GENESIS, event_hash
from motcua.dossiers import policies
from motcua.dossiers.models import Dossier, Event, Task
from motcua.people.models import Account, Officer

# Events that move nothing: whoever looks for the last thing done passes over them.
BESIDE_THE_WORK = ("write_to_one_stop", "write_to_applicant", "invite_rating")


def append(
    act: str,
    dossier: Dossier,
    account: Account | None,
    detail: dict[str, Any],
    at: datetime,
    key: str | None = None,
    task: Task | None = None,
) -> Event:
    """Add the next event to the dossier's chain. The dossier row must be locked.

    task: what the act was done on; it tells in which of several posts the officer acted.
    An event is never dated before the one it follows, even where two servers' clocks differ:
    whoever checks the chain would take it for altered.
    """
    post = policies.post_line(account, dossier, task)
    event = _next(act, dossier, account, post, detail, at, _head(dossier))
    event.key = key
    event.save(force_insert=True)
    return event


def append_all(
    act: str,
    details: Iterable[tuple[Dossier, dict[str, Any]]],
    account: Account,
    post: str,
    at: datetime,
) -> list[Event]:
    """Add one event to each of many chains at once. The dossier rows must be locked."""
    changes = list(details)
    heads = _heads([dossier.pk for dossier, _detail in changes])
    events = [
        _next(act, dossier, account, post, detail, at, heads.get(dossier.pk))
        for dossier, detail in changes
    ]
    return Event.objects.bulk_create(events, batch_size=1000)


Head = tuple[int, bytes, datetime]


def _next(
    act: str,
    dossier: Dossier,
    account: Account | None,
    post: str,
    detail: dict[str, Any],
    at: datetime,
    head: Head | None,
) -> Event:
    """The event that follows the head of a chain, sealed to it."""
    sequence, previous, not_before = head or (0, GENESIS, at)
    event = Event(
        dossier=dossier,
        sequence=sequence + 1,
        at=max(at, not_before),
        act=act,
        actor=account,
        actor_post=post,
        detail=detail,
        previous_hash=bytes(previous),
    )
    event.hash = event_hash(bytes(previous), event.record())
    return event


def _heads(dossiers: list[int]) -> dict[int, Head]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (dossier_id) dossier_id, sequence, hash, at FROM dossiers_event"
            " WHERE dossier_id = ANY(%s) ORDER BY dossier_id, sequence DESC",
            [dossiers],
        )
        return {row[0]: row[1:] for row in cursor.fetchall()}


def _head(dossier: Dossier) -> Head | None:
    # In SQL: every act asks, and the same by the model layer costs four times as much.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, hash, at FROM dossiers_event WHERE dossier_id = %s"
            " ORDER BY sequence DESC LIMIT 1",
            [dossier.pk],
        )
        return cursor.fetchone()


def owe(
    event: Event,
    *,
    at: datetime | None = None,
    takes_up: bool = False,
    relieved: Officer | None = None,
) -> None:
    """Put what the act owes to people in the outbox, and ask the worker to deliver it.

    All of it belongs to the act's transaction: delivered if and only if the act holds. Who is
    told is for `notices.TOLD` to say. at: the moment of the act where it is not the event's.
    takes_up: by it the agency takes the work up. relieved: whose work it was until now.
    """
    from motcua.dossiers import outbox
    from motcua.dossiers.recipients import Occasion

    outbox.put(Occasion(event, at or event.at, takes_up, relieved))
