"""What is wrong in a catalogue file: where, and why, in the words of whoever made the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

# From the record down: keys of objects and places in lists, counted from 0.
Path = tuple[str | int, ...]
# Branches of a union, which pydantic names in the place of an error.
_BRANCHES = {"int", "float"}


@dataclass(frozen=True)
class Mistake:
    path: Path
    what: str

    def __str__(self) -> str:
        return f"{place_in_json(self.path)} {self.what}"


class BadRecord(ValueError):
    """A record that cannot be taken, with everything that is wrong in it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(map(str, mistakes)))
        self.mistakes = mistakes


def place_in_json(path: Path) -> str:
    """mục 2 của “thanh_phan_ho_so”, trường “loai”."""
    said: list[str] = []
    for position, step in enumerate(path):
        after = path[position + 1] if position + 1 < len(path) else None
        if isinstance(step, int):
            said.append(f"mục {step + 1} của “{path[position - 1]}”")
        elif not isinstance(after, int):
            said.append(f"trường “{step}”" if after is None else f"“{step}”")
    return ", ".join(said) or "bản ghi"


def mistakes_of(refused: ValidationError) -> list[Mistake]:
    """What the format finds wrong, one mistake a place."""
    found: dict[Path, Mistake] = {}
    for error in refused.errors():
        path = _path(error)
        found.setdefault(path, Mistake(path, _words(error)))
    return list(found.values())


def _path(error: ErrorDetails) -> Path:
    return tuple(step for step in error["loc"] if step not in _BRANCHES)


def _words(error: ErrorDetails) -> str:
    said = _WORDS.get(error["type"])
    return said(error) if said else f"có giá trị không hợp lệ: {_shown(error['input'])}"


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _choice(error: ErrorDetails) -> str:
    expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    choices = ", ".join(filter(None, (each.strip() for each in expected.split(","))))
    return f"có giá trị {_shown(error['input'])} không có trong danh mục ({choices})"


def _too_long(error: ErrorDetails) -> str:
    return f"dài quá {error['ctx']['max_length']} ký tự"


def _too_large(error: ErrorDetails) -> str:
    return f"quá lớn, nhiều nhất {error['ctx']['le']}"


def _not_number(error: ErrorDetails) -> str:
    whole = "" if error["loc"][-1] in _BRANCHES else " nguyên"
    return f"phải là số{whole}, không phải {_shown(error['input'])}"


def _missing(_error: ErrorDetails) -> str:
    return "bị thiếu"


_WORDS: Mapping[str, Callable[[ErrorDetails], str]] = {
    "missing": _missing,
    "too_short": _missing,
    "string_type": lambda error: "không phải là chữ",
    "string_unicode": lambda error: "có ký tự không đọc được",
    "string_too_long": _too_long,
    "too_long": _too_long,
    "bool_type": lambda error: "phải là true hoặc false (có hoặc không)",
    "int_type": _not_number,
    "float_type": _not_number,
    "int_from_float": _not_number,
    "greater_than_equal": lambda error: f"phải là số nguyên từ {error['ctx']['ge']} trở lên",
    "less_than_equal": _too_large,
    "list_type": lambda error: "không phải là một danh sách",
    "model_type": lambda error: "không phải là một đối tượng JSON",
    "dict_type": lambda error: "không phải là một đối tượng JSON",
    "literal_error": _choice,
    "extra_forbidden": lambda error: "không có trong mẫu",
    "value_error": lambda error: str(error["ctx"]["error"]),
}


def objects(value: object, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of a list in a record not yet checked, with their places."""
    entries = value.get(key) if isinstance(value, Mapping) else None
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Mapping):
            yield place, entry
