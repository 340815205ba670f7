"""Limits, fees and validity as an administration writes them, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from motcua.catalog.models import CaseChannel, Fee
from motcua.clock import Limit

UNLIMITED = "unlimited"
_VALIDITY = re.compile(r"(\d{1,4})([dmy])")
_PRODUCT = re.compile(r"(\w+) \* (\d{1,9})")
_COUNTED = {
    "so_luong": gettext_lazy("số lượng"),
    "so_trang": gettext_lazy("số trang"),
    "dien_tich": gettext_lazy("số mét vuông"),
}


def limit_in_words(limit: str) -> str:
    """ "5wd" -> "05 ngày làm việc"; empty stays empty."""
    return Limit.parse(limit).in_words((get_language() or "vi")[:2]) if limit else ""


def validity_in_words(validity: str) -> str:
    """ "6m" -> "có giá trị 6 tháng"; empty when nothing is published."""
    if validity == UNLIMITED:
        return _("có giá trị không thời hạn")
    match = _VALIDITY.fullmatch(validity)
    if match is None:
        return ""
    number = int(match[1])
    counted = {
        "d": ngettext("%(n)s ngày", "%(n)s ngày", number),
        "m": ngettext("%(n)s tháng", "%(n)s tháng", number),
        "y": ngettext("%(n)s năm", "%(n)s năm", number),
    }[match[2]] % {"n": number}
    return _("có giá trị %(period)s") % {"period": counted}


def amount_in_words(fee: Fee) -> str:
    """8.000 đồng; what is said instead where no sum is fixed."""
    product = _PRODUCT.fullmatch(fee.formula)
    if product and product[1] in _COUNTED:
        return f"{money(int(product[2]))} × {_COUNTED[product[1]]}"
    if fee.formula:
        return _("tính theo công thức %(formula)s") % {"formula": fee.formula}
    if fee.amount is None:
        return _("do HĐND tỉnh quy định")
    return money(fee.amount) if fee.amount else _("không thu")


def money(amount: int) -> str:
    return _("%(amount)s đồng") % {"amount": f"{amount:,}".replace(",", ".")}


def exemption_in_words(exemption: Mapping[str, Any]) -> str:
    """ "miễn: người có công (TT 85/2019/TT-BTC)", "giảm 50%: …"."""
    percent = exemption["percent"]
    less = _("miễn") if percent == 100 else _("giảm %(percent)s%%") % {"percent": percent}
    basis = f" ({exemption['basis']})" if exemption.get("basis") else ""
    return f"{less}: {exemption['who']}{basis}"


def channel_in_words(channel: str) -> str:
    return str(CaseChannel(channel).label) if channel else ""
