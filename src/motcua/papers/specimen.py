"""A content of any paper with every field filled, or with none that may be empty.

What the start-up check prints to learn whether the templates of a province compile.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, datetime
from enum import EnumType
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from motcua.papers.content import CONTENT_OF_KIND, PaperContent
from motcua.papers.editions import Edition, PaperKind

MOMENT = datetime(2026, 1, 15, 2, 15, tzinfo=UTC)
# Fields that hold more than words, by name.
VALUES = {
    "number": "1",
    "dossier_code": "H24-260115-0001",
    "receipt_symbol": "26TAA",
    "bank_bin": "970436",
    "transfer_note": "H24-260115-0001",
    "url": "https://motcua.example.vn",
    "edition": Edition.TT_03_2025,
}


def specimen(kind: PaperKind, *, filled: bool) -> PaperContent:
    """An invented content: with every field, or with those alone a paper cannot be without."""
    content: PaperContent = _filled(CONTENT_OF_KIND[kind], filled)
    return content


def _filled(of: Any, filled: bool) -> Any:
    hints = get_type_hints(of)
    needed = [field for field in fields(of) if filled or _is_required(field)]
    return of(**{field.name: _value(field.name, hints[field.name], filled) for field in needed})


def _is_required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(name: str, of: Any, filled: bool) -> Any:
    if name in VALUES:
        return VALUES[name]
    if get_origin(of) is UnionType:  # X | None
        return _value(name, get_args(of)[0], filled) if filled else None
    if get_origin(of) is tuple:
        return (_value(name, get_args(of)[0], filled),)
    if is_dataclass(of):
        return _filled(of, filled)
    if isinstance(of, EnumType):
        return next(iter(of))
    return {str: "Mẫu thử" if filled else "", bool: filled, int: 1, datetime: MOMENT}[of]
