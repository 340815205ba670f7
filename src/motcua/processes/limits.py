"""Time limits of process tables, written as `motcua.clock.Limit` reads them, or empty.

An empty limit means the source sets none of its own: the limit of the whole procedure binds.
"""

from decimal import Decimal
from typing import Any

from motcua.clock import ClockError, Limit, LimitUnit
from motcua.processes.errors import ProcessError

# Internal processes approved under NĐ 118/2025 count a working day as 8 hours.
HOURS_A_DAY = 8
WORKING_DAYS_A_WEEK = 5
# A year has about 250 working days.
WORKING_DAYS_A_MONTH = 21
SOURCE_UNITS = {
    "ngay_lam_viec": LimitUnit.WORKING_DAYS,
    "gio_lam_viec": LimitUnit.WORKING_HOURS,
    "ngay": LimitUnit.DAYS,
    "trong_ngay": LimitUnit.IN_DAY,
}


def read(limit: str) -> Limit:
    """The limit. Raises ProcessError when it cannot be counted."""
    try:
        return Limit.parse(limit)
    except ClockError as error:
        raise ProcessError(f"Thời hạn không đúng dạng: «{limit}».") from error


def write(amount: Decimal, unit: LimitUnit) -> str:
    """The limit of this amount, empty for zero. Raises ProcessError when it cannot be counted."""
    if not amount:
        return ""
    if unit == LimitUnit.WORKING_DAYS and amount % Decimal("0.5"):
        # Days are counted by halves; finer shares are hours.
        amount, unit = amount * HOURS_A_DAY, LimitUnit.WORKING_HOURS
    try:
        return str(Limit(amount, unit))
    except ClockError as error:
        raise ProcessError(f"Thời gian không tính được: {amount} {unit.value}.") from error


def from_source(time: dict[str, Any]) -> str:
    """The limit of a source record {"value", "unit"}. Raises ProcessError on an unknown unit."""
    unit, value = time.get("unit"), time.get("value")
    if unit == "trong_ngay":
        return LimitUnit.IN_DAY.value
    if unit is None or value is None:
        return ""
    if unit not in SOURCE_UNITS or isinstance(value, bool) or not isinstance(value, int | float):
        raise ProcessError(f"Thời gian không hiểu được: {value} {unit}.")
    return write(Decimal(str(value)), SOURCE_UNITS[unit])


def total(limits: list[str]) -> str | None:
    """The sum of limits, empty for none, None when their units cannot be added."""
    given = [read(limit) for limit in limits if limit]
    if not given:
        return ""
    units = {limit.unit for limit in given}
    if units == {LimitUnit.IN_DAY}:
        return LimitUnit.IN_DAY.value if len(given) == 1 else None
    if len(units) == 1:
        return write(sum((limit.value for limit in given), Decimal()), units.pop())
    if units == {LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS}:
        return write(sum((hours(limit) for limit in given), Decimal()), LimitUnit.WORKING_HOURS)
    return None


def hours(limit: Limit) -> Decimal:
    """The working hours a limit leaves; calendar limits are taken at their usual working days."""
    match limit.unit:
        case LimitUnit.WORKING_MINUTES:
            return limit.value / 60
        case LimitUnit.WORKING_HOURS:
            return limit.value
        case LimitUnit.WORKING_DAYS:
            days = limit.value
        case LimitUnit.DAYS:
            days = limit.value * WORKING_DAYS_A_WEEK // 7
        case LimitUnit.WEEKS:
            days = limit.value * WORKING_DAYS_A_WEEK
        case LimitUnit.MONTHS:
            days = limit.value * WORKING_DAYS_A_MONTH // 1
        case LimitUnit.IN_DAY:
            days = Decimal(1)
    return days * HOURS_A_DAY


def same(one: str, other: str) -> bool:
    """Whether two limits say the same; a working day is 8 working hours."""
    working = {LimitUnit.WORKING_DAYS, LimitUnit.WORKING_HOURS, LimitUnit.WORKING_MINUTES}
    a, b = read(one), read(other)
    return a == b or ({a.unit, b.unit} <= working and hours(a) == hours(b))


def words(limit: str) -> str:
    """The limit as an administration says it, e.g. "0,5 ngày làm việc"."""
    return read(limit).in_words() if limit else "không quy định"
