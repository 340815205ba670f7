"""Writing what happened, and what is owed to the outside, inside the act's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from motcua.chain import GENESIS, event_hash
from motcua.dossiers import policies
from motcua.dossiers.models import Dossier, Event, Outbox
from motcua.people.models import Account


def append(
    act: str,
    dossier: Dossier,
    account: Account | None,
    detail: dict[str, Any],
    at: datetime,
    key: str | None = None,
) -> Event:
    """Add the next event to the dossier's chain. The dossier row must be locked.

    An event is never dated before the one it follows, even where two servers' clocks differ:
    whoever checks the chain would take it for altered.
    """
    sequence, previous, not_before = _head(dossier) or (0, GENESIS, at)
    event = Event(
        dossier=dossier,
        sequence=sequence + 1,
        at=max(at, not_before),
        act=act,
        actor=account,
        actor_post=policies.post_line(account, dossier),
        detail=detail,
        key=key,
        previous_hash=bytes(previous),
    )
    event.hash = event_hash(bytes(previous), event.record())
    event.save(force_insert=True)
    return event


def _head(dossier: Dossier) -> tuple[int, bytes, datetime] | None:
    # In SQL: every act asks, and the same by the model layer costs four times as much.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequence, hash, at FROM dossiers_event WHERE dossier_id = %s"
            " ORDER BY sequence DESC LIMIT 1",
            [dossier.pk],
        )
        return cursor.fetchone()


def owe(event: Event) -> None:
    """Put a message about the event in the outbox and ask the worker to deliver it.

    Both rows belong to the act's transaction: delivered if and only if the act holds.
    """
    from motcua.dossiers.tasks import deliver

    row = Outbox.objects.create(dossier=event.dossier, event=event, kind=event.act)
    deliver.defer(outbox_id=row.pk)
