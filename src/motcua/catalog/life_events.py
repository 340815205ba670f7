"""Life events: what brings people here, and the procedures each takes, in the order of need.

The events are data (`life_events.json`); a procedure the catalogue does not have, or no longer
publishes, is left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.catalog.models import Procedure
from motcua.catalog.opening import published
from motcua.search import plain


@dataclass(frozen=True)
class LifeEvent:
    slug: str
    name: str
    # What it takes, in a few words.
    short: str
    intro: str
    # What people call it; plain.
    words: tuple[str, ...]
    # (codes of procedures, when or why they are needed), in order.
    steps: tuple[tuple[tuple[str, ...], str], ...]

    def procedures(self) -> list[tuple[str, list[Procedure]]]:
        """Why, and the procedures published today, step by step; a step without any is left out."""
        codes = [code for step, _why in self.steps for code in step]
        found = published().in_bulk(codes, field_name="code")
        steps = [(why, [found[c] for c in step if c in found]) for step, why in self.steps]
        return [(why, procedures) for why, procedures in steps if procedures]


def find_life_event(slug: str, language: str = "vi") -> LifeEvent | None:
    return next((event for event in life_events(language) if event.slug == slug), None)


def life_events_for(words: str, language: str = "vi") -> list[LifeEvent]:
    """Events whose name stands in what somebody types, or begins with it."""
    typed = plain(words)
    return [
        event
        for event in life_events(language)
        if any(
            f" {name} " in f" {typed} " or (len(typed) > 3 and name.startswith(typed))
            for name in event.words
        )
    ]


@cache
def life_events(language: str = "vi") -> tuple[LifeEvent, ...]:
    """Every event, in the order of the file, in English for "en", else in Vietnamese."""
    text = files("motcua.catalog").joinpath("life_events.json").read_text("utf-8")
    written = "en" if language.startswith("en") else "vi"
    return tuple(_read(each, written) for each in json.loads(text))


def _read(record: dict[str, Any], language: str) -> LifeEvent:
    return LifeEvent(
        slug=record["slug"],
        name=record[language]["name"],
        short=record[language]["short"],
        intro=record[language]["intro"],
        words=tuple(plain(each) for each in (record["vi"]["name"], *record["words"])),
        steps=tuple((tuple(step["codes"]), step[language]) for step in record["steps"]),
    )
