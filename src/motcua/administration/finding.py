"""Finding rows of small tables as people type, without diacritics: every word somewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat

from motcua.search import plain

MOST_WORDS = 8


class Plain(Func):
    """Lower case without diacritics, in the database."""

    template = (
        "replace(regexp_replace(normalize(lower(%(expressions)s), NFD),"
        " '[\u0300-\u036f]', '', 'g'), 'đ', 'd')"
    )
    output_field = TextField()


def matching(rows: QuerySet[Any], words: str, *fields: str) -> QuerySet[Any]:
    """The rows that carry every word in one of the fields."""
    wanted = plain(words).split()[:MOST_WORDS]
    if not wanted:
        return rows
    parts: list[Any] = [Value("")]
    for each in fields:
        parts += [Coalesce(F(each), Value(""), output_field=TextField()), Value(" ")]
    carries = Q()
    for word in wanted:
        carries &= Q(said__contains=word)
    return rows.annotate(said=Plain(Concat(*parts, output_field=TextField()))).filter(carries)
