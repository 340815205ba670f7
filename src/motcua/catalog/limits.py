"""The time limit and the clock's rules, read from what a published procedure says of its time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from motcua.clock import ClockError, Limit, Policy

# The unit of a published limit -> how motcua.clock writes it after the number.
UNITS = {"ngay_lam_viec": "wd", "ngay": "d", "gio_lam_viec": "wh"}
IN_DAY = "trong_ngay"
_AFTER_THE_HOUR = re.compile(r"sau (\d{1,2}) ?(?:giờ|h)(?: ?(\d{2}))?")


def limit_of(value: object, unit: str) -> str:
    """ "5wd", "30d", "8wh" or "inday"; empty when nothing is published.

    Raises ValueError, in Vietnamese, for a limit that cannot be counted.
    """
    if unit == IN_DAY:
        return "inday"
    if value is None and not unit:
        return ""
    if unit not in UNITS:
        raise ValueError(f"đơn vị thời hạn “{unit}” không có trong danh mục")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"thời hạn “{value}” không phải là số")
    try:
        return str(Limit.parse(f"{value}{UNITS[unit]}"))
    except ClockError as refused:
        raise ValueError(f"thời hạn {value} {unit} không tính được") from refused


def policy_of(unit: str, text: str) -> Mapping[str, Any]:
    """The clock's rules: for a limit in the day, the hour after which it counts as tomorrow's."""
    policy = Policy()
    stated = _AFTER_THE_HOUR.search(text.lower()) if unit == IN_DAY else None
    if stated and int(stated[1]) < 24 and int(stated[2] or 0) < 60:
        policy = replace(policy, in_day_cutoff=time(int(stated[1]), int(stated[2] or 0)))
    return policy.to_dict()
