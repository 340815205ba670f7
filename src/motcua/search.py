"""Finding rows as people type: without diacritics, with a typo.

A searchable model has a `search_text`, plain, under a trigram index, and a `name`.
"""

from __future__ import annotations

import unicodedata

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

# Below this share of matching trigrams a hit is noise; measured on the seed catalogue.
CLOSE_ENOUGH = 0.45


def plain(text: str) -> str:
    """Lower case without diacritics: "Đăng ký khai sinh" -> "dang ky khai sinh"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


class Searchable(models.QuerySet):
    def matching(self, words: str) -> Searchable:
        """Rows that carry every word, closest first; those much alike when none does."""
        wanted = plain(words)
        if not wanted:
            return self
        every_word = Q()
        for word in wanted.split():
            every_word &= Q(search_text__contains=word)
        ranked = self.annotate(closeness=TrigramWordSimilarity(wanted, "search_text")).order_by(
            "-closeness", Length("name")
        )
        exact = ranked.filter(every_word)
        return exact if exact.exists() else ranked.filter(closeness__gte=CLOSE_ENOUGH)
