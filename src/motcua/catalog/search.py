"""Finding procedures as people type: everyday words, without diacritics, with a typo.

A procedure is found by its name, domain and code, and by the everyday words that `synonyms.json`
has for what its name says. A word counts by how rare it is: the one that tells procedures apart
decides, not those that all of them share.
"""

from __future__ import annotations

import json
import re
from functools import cache, reduce
from importlib.resources import files
from math import log
from operator import add, or_

from django.contrib.postgres.search import (
    TrigramSimilarity,
    TrigramStrictWordSimilarity,
    TrigramWordSimilarity,
)
from django.db.models import Case, Count, FloatField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Left, Length

from motcua.search import Searchable, plain

__all__ = ["ProcedureSearch", "Searchable", "plain", "search_text"]

# Said around what is looked for and never what is looked for; plain, as `plain` leaves them.
_SAID_AROUND = (
    "a ai anh bac bao chau chi cho chu co da de duoc em gi giup hoi la lam minh muon nao nay nhu oi"
    " phai thi thu toi tuc va ve voi vo xin"
)
FILLERS = frozenset(_SAID_AROUND.split())
# Shares of a score: the wording as a whole, its words one by one, and how like the name it is.
WHOLE, EACH, NAMED = 0.45, 0.45, 0.1
# A hit below is noise while there are better ones, and always; measured (docs/reach.md).
GOOD_ENOUGH, NOISE = 0.5, 0.34
# A word that is not there but much like one that is: a slip of the finger.
SLIP = 0.9
# The rarest words alone choose what is ranked, up to so many rows; and no more are shown.
FEW, MOST = 150, 100


class ProcedureSearch(Searchable):
    def matching(self, words: str) -> ProcedureSearch:
        """The procedures that answer these words, best first; all of them when there are none."""
        wanted = _spaced(words)
        if not wanted:
            return self
        rarity = self._rarity(wanted.split())
        likely = self._closeness(_rarest(rarity), wanted, rarity)
        best = [(pk, close) for pk, close in likely if close >= GOOD_ENOUGH]
        if not best:  # a short wording with a slip shares few letters in a row with anything
            best = [row for row in self._closeness(Q(), wanted, rarity) if row[1] >= NOISE]
        best = best[:MOST]
        place = Case(*(When(pk=pk, then=at) for at, (pk, _close) in enumerate(best)), default=MOST)
        return self.filter(pk__in=[pk for pk, _close in best]).order_by(place)

    def _closeness(self, which: Q, wanted: str, rarity: dict[str, int]) -> list[tuple[int, float]]:
        """Those rows by pk and how close they are, closest first, of equals the shortest name."""
        closeness = (
            Value(WHOLE) * TrigramWordSimilarity(wanted, "search_text")
            + Value(EACH) * _each(rarity)
            + Value(NAMED) * _like_the_name(wanted)
        )
        found = self.filter(which).order_by().values_list("pk", closeness, Length("name"))
        ranked = sorted(found, key=lambda row: (-row[1], row[2], row[0]))
        return [(pk, close) for pk, close, _length in ranked]

    def _rarity(self, words: list[str]) -> dict[str, int]:
        """How many procedures carry each word; what is said around the words is left out."""
        telling = [word for word in words if word not in FILLERS] or words
        counts = {f"n{i}": Count("pk", filter=_carries(word)) for i, word in enumerate(telling)}
        counted = self.model._default_manager.aggregate(**counts)
        return {word: counted[f"n{i}"] for i, word in enumerate(telling)}


def _rarest(rarity: dict[str, int]) -> Q:
    """Rows with one of the rarest words: the two rarest at least, more up to so many rows."""
    present = sorted((found, word) for word, found in rarity.items() if found)
    conditions, rows = [Q(pk=None)], 0
    for found, word in present:
        rows += found
        if rows <= FEW or len(conditions) < 3:
            conditions.append(_carries(word))
    return reduce(or_, conditions)


def _each(rarity: dict[str, int]) -> Combinable:
    """How much of the words is there, from 0 to 1, the rarer the heavier."""
    total = max(rarity.values()) + 1
    weights = {word: 1 + log(total / (found or 3)) for word, found in rarity.items()}
    whole = sum(weights.values())
    return reduce(add, (Value(weights[word] / whole) * _there(word) for word in rarity))


def _there(word: str) -> Combinable:
    slipped = Value(SLIP) * TrigramStrictWordSimilarity(word, "search_text")
    return Case(When(_carries(word), then=Value(1.0)), default=slipped, output_field=FloatField())


def _like_the_name(wanted: str) -> Combinable:
    """How like the name, which comes first in what is searched. Less than half like is chance."""
    name = Left("search_text", Length("name") + 2)
    return Greatest(TrigramSimilarity(name, wanted), Value(0.5), output_field=FloatField())


def _carries(word: str) -> Q:
    return Q(search_text__contains=f" {word} ")


def search_text(name: str, domain: str, code: str) -> str:
    """What a search looks in: name, domain, code, and the words people use for them.

    Words alone, one space before and after each.
    """
    published = f" {_spaced(f'{name} {domain} {code}')} "
    everyday = [words for official, words in _synonyms().items() if f" {official} " in published]
    return published + "".join(f"{words} " for words in everyday)


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"[\w.]*\w", plain(text)))


@cache
def _synonyms() -> dict[str, str]:
    """Official words -> everyday ones, both as a search reads them."""
    text = files("motcua.catalog").joinpath("synonyms.json").read_text("utf-8")
    return {
        _spaced(official): " ".join(_spaced(phrase) for phrase in words)
        for official, words in json.loads(text).items()
    }
