"""Formats of answers the country knows: numbers of people and organisations, phones, communes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from motcua.organization.models import Commune

# The first three digits of a personal number: province or country of birth registration
# (TT 59/2021/TT-BCA Annex I for provinces, 001 to 096; countries follow).
_PERSONAL = re.compile(r"\d{12}")
_TAX = re.compile(r"(\d{10})(-\d{3})?")
_PHONE = re.compile(r"(\+84|0)\d{9,10}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# Weights of the check digit of a tax number (TT 105/2020/TT-BTC leaves it as issued before).
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def is_personal_number(text: str) -> bool:
    """12 digits that begin with a place."""
    return bool(_PERSONAL.fullmatch(text)) and text[:3] != "000"


def birth_year(personal_number: str) -> int:
    """The year of birth a personal number carries: its fourth digit names century and sex,
    the two after it the year (NĐ 137/2015/NĐ-CP Art. 13)."""
    century = 1900 + int(personal_number[3]) // 2 * 100
    return century + int(personal_number[4:6])


def is_tax_number(text: str) -> bool:
    """10 digits whose last one checks the others, with 3 more for a branch; or a person's 12."""
    found = _TAX.fullmatch(text)
    if found is None:
        return is_personal_number(text)
    *digits, check = map(int, found[1])
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return check == 10 - total % 11


def is_commune(code: str) -> bool:
    """Whether a commune of today bears this code."""
    return Commune.objects.filter(code=code).exists()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _is_past(text: str) -> bool:
    day = _day(text)
    return day is not None and date(1870, 1, 1) <= day <= timezone.localdate()


def _is_to_come(text: str) -> bool:
    day = _day(text)
    return day is not None and timezone.localdate() <= day <= date(2199, 12, 31)


def _is_date(text: str) -> bool:
    day = _day(text)
    return day is not None and date(1870, 1, 1) <= day <= date(2199, 12, 31)


FORMATS: dict[str, Callable[[Any], bool]] = {
    "date": _is_date,
    "past-date": _is_past,
    "future-date": _is_to_come,
    "identity-number": is_personal_number,
    "tax-number": is_tax_number,
    "phone": lambda text: bool(_PHONE.fullmatch(text)),
    "email": lambda text: bool(_EMAIL.fullmatch(text)),
    "commune": is_commune,
}
