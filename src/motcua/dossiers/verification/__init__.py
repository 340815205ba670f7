"""`motcua verify`: every history, day, book, clock and position, and the first wrong row of each.

Reads in a stream: what is held in memory is one dossier's last event and one day's hashes,
however large the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from motcua.dossiers.models import Dossier
from motcua.dossiers.outbox import outbox_problems
from motcua.dossiers.verification.books import wrong_books
from motcua.dossiers.verification.clocks import wrong_clocks
from motcua.dossiers.verification.days import wrong_days
from motcua.dossiers.verification.histories import broken_histories, dossiers_without_events
from motcua.dossiers.verification.papers import wrong_papers
from motcua.dossiers.verification.positions import wrong_positions
from motcua.dossiers.verification.wrong import Walked, Wrong, nobody

__all__ = [
    "Wrong",
    "broken_histories",
    "dossiers_without_events",
    "everything",
    "of_dossier",
    "one_moment",
    "wrong_books",
    "wrong_clocks",
    "wrong_days",
    "wrong_messages",
    "wrong_papers",
    "wrong_positions",
]


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, the database is seen as it was at one moment, whatever acts go on meanwhile."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def everything(walked: Walked = nobody) -> Iterator[Wrong]:
    """Every wrong row; a healthy database yields none.

    `walked` is told how many events were read since it was told last: each twice over all.
    """
    yield from broken_histories(walked)
    yield from dossiers_without_events()
    yield from wrong_days(walked)
    yield from wrong_books()
    yield from wrong_positions()
    yield from wrong_clocks()
    yield from wrong_papers()
    yield from wrong_messages()


def wrong_messages() -> Iterator[Wrong]:
    """Messages that do not agree with the events that owed them, or that wait too long."""
    for row, why in outbox_problems():
        yield Wrong(row, why)


def of_dossier(dossier: Dossier) -> Iterator[Wrong]:
    """What is wrong with one dossier; days, books and messages are left out."""
    yield from broken_histories(only=dossier)
    yield from wrong_positions(dossier)
    yield from wrong_clocks(dossier)
    yield from wrong_papers(dossier)
