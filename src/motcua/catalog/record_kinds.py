"""The words, codes, numbers and rules a catalogue file is made of."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from motcua.catalog.conditions import BadExpression, check_expression

# What the columns hold; a larger number in a file is a slip.
MOST_SHEETS = 32_767
MOST_DONG = 2_147_483_647
MOST_PERIOD = 9_999
# What a cell of a workbook holds.
LONGEST_TEXT = 30_000


def _without_null(value: object) -> object:
    return "" if value is None else value


def _tidy_line(value: str) -> str:
    """One way to write the same words: letters composed, single spaces."""
    return " ".join(_readable(unicodedata.normalize("NFC", value)).split())


def _tidy_lines(value: str) -> str:
    lines = (_tidy_line(line) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def _readable(text: str) -> str:
    for letter in text:
        kept = letter in "\t\n\r" or unicodedata.category(letter) not in {"Cc", "Cs"}
        if not kept or letter in "\ufffe\uffff":
            raise ValueError("có ký tự không đọc được")
    return text


def _rule(value: str) -> str:
    if value:
        try:
            check_expression(value)
        except BadExpression as refused:
            raise ValueError(str(refused)) from refused
    return value


def no_bar(value: str) -> str:
    if "|" in value:
        raise ValueError("không được có dấu “|”")
    return value


NULL_IS_EMPTY = BeforeValidator(_without_null)
NULL_IS_EMPTY_LIST = BeforeValidator(lambda value: [] if value is None else value)

Text = Annotated[str, Field(max_length=LONGEST_TEXT), NULL_IS_EMPTY, AfterValidator(_tidy_line)]
Code = Annotated[Text, Field(max_length=60)]
Lines = Annotated[str, Field(max_length=LONGEST_TEXT), NULL_IS_EMPTY, AfterValidator(_tidy_lines)]
# Words that must be there; a null is as good as a missing field.
Name = Annotated[
    str, NULL_IS_EMPTY, AfterValidator(_tidy_line), Field(min_length=1, max_length=1000)
]
Rule = Annotated[Text, Field(max_length=500), AfterValidator(_rule)]
Sheets = Annotated[
    int,
    Field(ge=0, le=MOST_SHEETS),
    BeforeValidator(lambda value: 0 if value is None else value),
]
Channel = Literal["truc_tiep", "truc_tuyen", "buu_chinh"]


class Part(BaseModel):
    """One object of a record. A key that is not of the format is a mistake, not a loss."""

    model_config = ConfigDict(strict=True, extra="forbid")

    # What published sources carry besides, of no use here.
    SOURCE_ONLY: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _without_source_only(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: each for key, each in value.items() if key not in cls.SOURCE_ONLY}


def _short(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9_-]{1,40}", value):
        raise ValueError("chỉ gồm chữ thường không dấu, số, gạch nối; nhiều nhất 40 ký tự")
    return value


ShortCode = Annotated[Text, AfterValidator(_short)]
