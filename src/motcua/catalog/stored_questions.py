"""Questions as a catalogue file writes them, and as the database keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalog.record_questions import ChoiceLine, QuestionLine

# Words of a file -> keys of the database.
_QUESTION = {
    "ma": "code",
    "hoi": "ask",
    "goi_y": "hint",
    "khi": "when",
    "du_kien": "fact",
    "nho_nhat": "low",
    "lon_nhat": "high",
}
_CHOICE = {
    "gia_tri": "value",
    "ten": "text",
    "khong_nop": "refusal",
    "lam_gi": "instead",
    "thu_tuc": "procedure",
}


def stored_question(line: QuestionLine) -> dict[str, Any]:
    stored = _kept(line, _QUESTION)
    if line.lua_chon:
        stored["choices"] = [_kept(each, _CHOICE) for each in line.lua_chon]
    return stored


def question_line(stored: Mapping[str, Any]) -> QuestionLine:
    choices = [ChoiceLine(**_said(each, _CHOICE)) for each in stored.get("choices", ())]
    return QuestionLine(**_said(stored, _QUESTION), lua_chon=choices)


def _kept(line: QuestionLine | ChoiceLine, keys: Mapping[str, str]) -> dict[str, Any]:
    """What says something, under the database's keys."""
    said = {key: getattr(line, word) for word, key in keys.items()}
    return {key: value for key, value in said.items() if value not in ("", None)}


def _said(stored: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    return {word: stored[key] for word, key in keys.items() if key in stored}
