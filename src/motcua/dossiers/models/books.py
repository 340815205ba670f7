"""Numbering books: one locked row per book and period."""

from django.db import connection, models


class BookSet(models.QuerySet):
    def next_number(self, name: str) -> int:
        """The next number of a book, from 1, without holes.

        The row stays locked until the act's transaction ends: a rolled back act gives
        its number back, and two acts never get the same one.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dossiers_book (name, last) VALUES (%s, 1)"
                " ON CONFLICT (name) DO UPDATE SET last = dossiers_book.last + 1"
                " RETURNING last",
                [name],
            )
            return int(cursor.fetchone()[0])


class Book(models.Model):
    """E.g. "dossier H24.05 2026-11-21": the day's dossiers of one agency."""

    name = models.CharField(max_length=100, primary_key=True)
    last = models.PositiveIntegerField()

    objects = BookSet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
