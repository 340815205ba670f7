"""Walking the tree of agencies through time: who came after whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from motcua.organization.models import SuccessionKind

_PREDECESSORS = """
WITH RECURSIVE origin (id) AS (
    SELECT unnest(%s::bigint[])
  UNION
    SELECT predecessor_id FROM organization_succession JOIN origin ON successor_id = origin.id
    WHERE kind <> %s
)
SELECT id FROM origin
"""


def with_predecessors(agencies: Iterable[int]) -> set[int]:
    """Ids of these agencies and of all that went on in them. One query, none for no agency.

    A dissolved agency went on in nobody: its work was shared out.
    """
    ids = sorted(set(agencies))
    if not ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_PREDECESSORS, [ids, SuccessionKind.DISSOLVE])
        return {row[0] for row in cursor.fetchall()}
