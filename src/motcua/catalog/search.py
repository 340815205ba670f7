"""Finding procedures as people type: without diacritics, with a typo."""

from __future__ import annotations

import unicodedata

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Q

# Below this share of matching trigrams a hit is noise; measured on the seed catalogue.
CLOSE_ENOUGH = 0.45


def plain(text: str) -> str:
    """Lower case without diacritics: "Đăng ký khai sinh" -> "dang ky khai sinh"."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = (c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


class Searchable(models.QuerySet):
    def matching(self, words: str) -> Searchable:
        """Procedures whose name, domain or code is like the words, closest first."""
        wanted = plain(words)
        if not wanted:
            return self
        every_word = Q()
        for word in wanted.split():
            every_word &= Q(search_text__contains=word)
        return (
            self.annotate(closeness=TrigramWordSimilarity(wanted, "search_text"))
            .filter(Q(closeness__gte=CLOSE_ENOUGH) | every_word)
            .order_by("-closeness", "name")
        )
