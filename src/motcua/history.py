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

    The library's own context puts a second statement before each one, which a server that
    prepares statements refuses; its triggers read these two settings all the same.
    """
    who = {"account": account.pk if account else None, "who": str(account or ""), "reason": reason}
    with transaction.atomic(), connection.cursor() as cursor:
        outer = _set(cursor, str(uuid.uuid4()), json.dumps(who, ensure_ascii=False))
        yield
        _set(cursor, *outer)


def _set(cursor: CursorWrapper, identity: str, who: str) -> tuple[str, str]:
    """Set both for the rest of the transaction; gives what they were."""
    names = ("pghistory.context_id", "pghistory.context_metadata")
    cursor.execute(
        "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), '')",
        names,
    )
    before = cursor.fetchone()
    cursor.execute(
        "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
        [names[0], identity, names[1], who],
    )
    return before
