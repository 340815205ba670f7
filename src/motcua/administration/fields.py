"""Fields that read what people write: time limits, sums of money, lists one a line."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.clock import ClockError, Limit, LimitUnit
from motcua.search import plain

_WRITTEN = re.compile(r"(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,4})?)\s*(?P<unit>[a-z ]+)")
# Plain words → the unit; the longer ones first where one begins another.
_UNITS = {
    "ngay lam viec": LimitUnit.WORKING_DAYS,
    "working days": LimitUnit.WORKING_DAYS,
    "working day": LimitUnit.WORKING_DAYS,
    "gio lam viec": LimitUnit.WORKING_HOURS,
    "working hours": LimitUnit.WORKING_HOURS,
    "working hour": LimitUnit.WORKING_HOURS,
    "gio": LimitUnit.WORKING_HOURS,
    "phut lam viec": LimitUnit.WORKING_MINUTES,
    "working minutes": LimitUnit.WORKING_MINUTES,
    "ngay": LimitUnit.DAYS,
    "days": LimitUnit.DAYS,
    "day": LimitUnit.DAYS,
    "tuan": LimitUnit.WEEKS,
    "weeks": LimitUnit.WEEKS,
    "week": LimitUnit.WEEKS,
    "thang": LimitUnit.MONTHS,
    "months": LimitUnit.MONTHS,
    "month": LimitUnit.MONTHS,
}
_IN_DAY = {"trong ngay", "trong ngay lam viec", "within the day", "within the working day"}


def limit_in_words(written: str) -> str:
    """What a stored limit is called; as it stands when it is none."""
    try:
        return Limit.parse(written).in_words((get_language() or "vi")[:2]) if written else ""
    except ClockError:
        return written


class LimitField(forms.CharField):
    """ "5 ngày làm việc", "30 ngày", "trong ngày"; cleans to how the clock writes it, "5wd"."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"})
        given: dict[str, Any] = {"required": False, "max_length": 40, "widget": box}
        super().__init__(**given | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return limit_in_words(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        try:
            return str(_read(written))
        except (ClockError, InvalidOperation, KeyError) as wrong:
            raise ValidationError(
                _("Chưa hiểu thời hạn này. Hãy ghi như: 5 ngày làm việc; 30 ngày; trong ngày.")
            ) from wrong


def _read(written: str) -> Limit:
    words = plain(written)
    if words in _IN_DAY:
        return Limit(Decimal(1), LimitUnit.IN_DAY)
    match = _WRITTEN.fullmatch(words)
    if match is None or match["unit"].strip() not in _UNITS:
        return Limit.parse(written)
    number = Decimal(match["number"].replace(",", "."))
    return Limit(number, _UNITS[match["unit"].strip()])


class MoneyField(forms.CharField):
    """ "8.000" or "8000 đồng"; cleans to whole đồng, or None."""

    MOST = 2_147_483_647

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"class": "govuk-input--width-10", "inputmode": "numeric"})
        given: dict[str, Any] = {"required": False, "max_length": 30, "widget": box}
        super().__init__(**given | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        written = plain(super().clean(value)).removesuffix("dong").strip()
        if not written:
            return None
        digits = re.sub(r"[ .,]", "", written)
        if not (digits.isascii() and digits.isdigit()) or int(digits) > self.MOST:
            raise ValidationError(_("Hãy ghi số tiền bằng chữ số, như 8.000."))
        return int(digits)


class LinesField(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        box = forms.Textarea({"rows": rows})
        given: dict[str, Any] = {"required": False, "max_length": 20000, "widget": box}
        super().__init__(**given | kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]
