"""Finding procedures as people type: without diacritics, with a typo."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from motcua.search import Searchable, plain

__all__ = ["Searchable", "plain", "search_text"]


def search_text(name: str, domain: str, code: str) -> str:
    """What a search looks in: name, domain, code, and the words people use for them."""
    published = plain(f"{name} {domain} {code}")
    everyday = [words for official, words in _synonyms().items() if official in published]
    return " ".join([published, *everyday])


@cache
def _synonyms() -> dict[str, str]:
    """Official words -> everyday ones, both without diacritics."""
    text = files("motcua.catalog").joinpath("synonyms.json").read_text("utf-8")
    return {plain(official): plain(" ".join(words)) for official, words in json.loads(text).items()}
