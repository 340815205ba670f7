"""Real wordings of people, each also without diacritics and with a slip: how often found, how high.

The figures stand in docs/reach.md; SEARCH_FIGURES=1 prints them, and every wording that missed.
"""

import json
import os
import random
from pathlib import Path

import pytest

from motcua.catalog import service as catalog
from motcua.search import plain

pytestmark = pytest.mark.django_db

QUERIES: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "queries.json").read_text("utf-8")
)
WORDINGS = [(typed, codes.split()) for codes, typed_so in QUERIES.items() for typed in typed_so]
NEIGHBOURS = "qwertyuiopasdfghjklzxcvbnm"
FIRST_THREE, FIRST = 0.95, 0.80


def slipped(text: str, chance: random.Random) -> str:
    """One letter of a word of three or more is dropped, doubled, changed or swapped."""
    words = text.split()
    at = chance.choice([i for i, word in enumerate(words) if len(word) > 2])
    word = words[at]
    i = chance.randrange(1, len(word))
    words[at] = chance.choice(
        [
            word[:i] + word[i + 1 :],
            word[:i] + word[i] + word[i:],
            word[:i] + chance.choice(NEIGHBOURS) + word[i + 1 :],
            word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :],
        ]
    )
    return " ".join(words)


def place(typed: str, codes: list[str]) -> int:
    """The place of the right procedure among the first twenty, 99 when it is not there."""
    found = list(catalog.published().matching(typed).values_list("code", flat=True)[:20])
    return min((found.index(code) + 1 for code in codes if code in found), default=99)


def as_written(text: str) -> str:
    return text


def with_a_slip(text: str) -> str:
    return slipped(plain(text), random.Random(text))  # noqa: S311 the same slip every time


def test_there_are_enough_wordings() -> None:
    assert len(WORDINGS) >= 120


@pytest.mark.parametrize("typing", [as_written, plain, with_a_slip])
def test_the_right_procedure_is_among_the_first(typing) -> None:
    places = {typing(typed): place(typing(typed), codes) for typed, codes in WORDINGS}
    first = sum(at == 1 for at in places.values()) / len(places)
    first_three = sum(at <= 3 for at in places.values()) / len(places)
    if "SEARCH_FIGURES" in os.environ:
        missed = {typed: at for typed, at in places.items() if at > 1}
        told = f"{len(places)}: {first_three:.1%} in the first three, {first:.1%} first; {missed}"
        print(f"\n{typing.__name__} {told}")  # noqa: T201
    assert first_three >= FIRST_THREE
    assert first >= FIRST
