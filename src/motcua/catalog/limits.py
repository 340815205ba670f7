"""Time limits as files publish them, number and unit, and as motcua.clock writes them."""

import re

from motcua.clock import ClockError, Limit, LimitUnit

# The unit of a published limit -> how motcua.clock writes it after the number.
UNITS = {
    "ngay_lam_viec": "wd",
    "ngay": "d",
    "gio_lam_viec": "wh",
    "phut_lam_viec": "wm",
    "tuan": "w",
    "thang": "m",
}
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
    if not unit:
        raise ValueError("có số mà thiếu đơn vị thời hạn")
    if unit not in UNITS:
        raise ValueError(f"đơn vị thời hạn “{unit}” không có trong danh mục")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"thời hạn “{value}” không phải là số")
    try:
        return str(Limit.parse(f"{value}{UNITS[unit]}"))
    except ClockError as refused:
        raise ValueError(f"thời hạn {value} {unit} không tính được") from refused


def published_as(limit: str) -> tuple[int | float | None, str]:
    """Number and unit a file writes for a limit of ours: "0.5wd" -> (0.5, "ngay_lam_viec")."""
    if not limit:
        return None, ""
    read = Limit.parse(limit)
    if read.unit is LimitUnit.IN_DAY:
        return None, IN_DAY
    value = int(read.value) if read.value == int(read.value) else float(read.value)
    return value, next(unit for unit, written in UNITS.items() if written == read.unit)


def cutoff_in(text: str) -> str:
    """The hour after which a limit in the day counts as tomorrow's: "15:00"; empty if unsaid."""
    stated = _AFTER_THE_HOUR.search(text.lower())
    if stated and int(stated[1]) < 24 and int(stated[2] or 0) < 60:
        return f"{int(stated[1]):02}:{int(stated[2] or 0):02}"
    return ""
