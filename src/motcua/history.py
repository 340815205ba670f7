"""Who changed which rule, when and why: the database keeps every state of a tracked row.

Models say `@pghistory.track()`; triggers copy each state into the model's history table. This
module adds who and why, which a trigger cannot know.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper


@contextmanager
def by(account: models.Model | None, reason: str = "") -> Iterator[None]:
    """Changes made inside are kept as this account's, for this reason. One transaction.

    Inside another of the same account it is part of that change, and its reason stands first:
    "Công bố: Quyết định 163/QĐ-BTP".

    The library's own context puts a second statement before each one, which a server that
    prepares statements refuses; its triggers read these two settings all the same.
    """
    who = {"account": account.pk if account else None, "who": str(account or ""), "reason": reason}
    with transaction.atomic(), connection.cursor() as cursor:
        outer, said = _now(cursor)
        around = json.loads(said) if said else {}
        if outer and around["account"] == who["account"]:
            who["reason"] = ": ".join(filter(None, (reason, around["reason"])))
        else:
            outer = ""
        _set(cursor, outer or str(uuid.uuid4()), json.dumps(who, ensure_ascii=False))
        yield
        _set(cursor, outer, said)


_NAMES = ("pghistory.context_id", "pghistory.context_metadata")


def _now(cursor: CursorWrapper) -> tuple[str, str]:
    """Identity and metadata in force in this transaction; empty outside of `by`."""
    cursor.execute(
        "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), '')",
        _NAMES,
    )
    now: tuple[str, str] = cursor.fetchone()
    return now


def _set(cursor: CursorWrapper, identity: str, who: str) -> None:
    """Set both for the rest of the transaction."""
    cursor.execute(
        "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
        [_NAMES[0], identity, _NAMES[1], who],
    )
