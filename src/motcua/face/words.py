"""Dates, money and sizes, said as an official says them, in the language of the page."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.clock.wording import long_date

_MEGABYTE = 1024 * 1024


def moment(value: dt.datetime | None) -> str:
    """Thứ Năm, 15/01/2026, 17:30."""
    return "" if value is None else long_date(value, _language())


def day(value: dt.date | dt.datetime | None) -> str:
    """Thứ Năm, 15/01/2026."""
    if value is None:
        return ""
    if not isinstance(value, dt.datetime):
        value = timezone.make_aware(dt.datetime.combine(value, dt.time()))
    return moment(value).rpartition(", ")[0]


def short_moment(value: dt.datetime | None) -> str:
    """15/01/2026 17:30, for tables."""
    return "" if value is None else f"{timezone.localtime(value):%d/%m/%Y %H:%M}"


def money(amount: int | None) -> str:
    """8.000 đồng."""
    if amount is None:
        return ""
    grouped = f"{amount:,}"
    return _("%(amount)s đồng") % {
        "amount": grouped if _language() == "en" else grouped.replace(",", ".")
    }


def file_size(size: int) -> str:
    """1,2 MB; 340 KB."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    megabytes = round(size / _MEGABYTE, 1)
    return f"{number_format(megabytes, decimal_pos=0 if megabytes.is_integer() else 1)} MB"


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"
