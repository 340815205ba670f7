"""Statutory time limits: a number and the unit the law counts it in."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from motcua.clock.errors import ClockError


class LimitUnit(StrEnum):
    """How the law counts: the value is how the unit is written after the number."""

    WORKING_HOURS = "wh"
    WORKING_MINUTES = "wm"
    WORKING_DAYS = "wd"
    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"
    IN_DAY = "inday"


# The smallest steps in which a unit is counted: minutes of an hour, half days, half months.
_STEPS = {
    LimitUnit.WORKING_HOURS: 60,
    LimitUnit.WORKING_MINUTES: 1,
    LimitUnit.WORKING_DAYS: 2,
    LimitUnit.DAYS: 1,
    LimitUnit.WEEKS: 1,
    LimitUnit.MONTHS: 2,
    LimitUnit.IN_DAY: 1,
}
_WRITTEN = re.compile(r"(?P<value>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?P<unit>wh|wm|wd|d|w|m)")
_WORDS = {
    "vi": {
        LimitUnit.WORKING_HOURS: ("giờ làm việc", "giờ làm việc"),
        LimitUnit.WORKING_MINUTES: ("phút làm việc", "phút làm việc"),
        LimitUnit.WORKING_DAYS: ("ngày làm việc", "ngày làm việc"),
        LimitUnit.DAYS: ("ngày", "ngày"),
        LimitUnit.WEEKS: ("tuần", "tuần"),
        LimitUnit.MONTHS: ("tháng", "tháng"),
    },
    "en": {
        LimitUnit.WORKING_HOURS: ("working hour", "working hours"),
        LimitUnit.WORKING_MINUTES: ("working minute", "working minutes"),
        LimitUnit.WORKING_DAYS: ("working day", "working days"),
        LimitUnit.DAYS: ("day", "days"),
        LimitUnit.WEEKS: ("week", "weeks"),
        LimitUnit.MONTHS: ("month", "months"),
    },
}
_IN_DAY_WORDS = {"vi": "trong ngày làm việc", "en": "within the working day"}


@dataclass(frozen=True)
class Limit:
    """A time limit, such as 5 working days. Raises ClockError for one that cannot be counted.

    Working days and months may be halved; hours may be any number of whole minutes.
    """

    value: Decimal
    unit: LimitUnit
    # The limit in the smallest steps of its unit, so that counting is done in whole numbers.
    steps: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        steps = self.value * _STEPS[self.unit]
        if not self.value.is_finite() or steps <= 0 or steps != int(steps):
            raise ClockError(f"{self.value} {self.unit.value} is not a limit that can be counted.")
        object.__setattr__(self, "steps", int(steps))

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read 12wh, 90wm, 5wd, 0.5wd, 30d, 2w, 2m or inday."""
        written = text.strip().lower()
        if written == LimitUnit.IN_DAY:
            return cls(Decimal(1), LimitUnit.IN_DAY)
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise ClockError(
                f'"{text}" is not a time limit; write 12wh, 90wm, 5wd, 0.5wd, 30d, 2w, 2m or inday.'
            )
        return cls(Decimal(match["value"]), LimitUnit(match["unit"]))

    def __str__(self) -> str:
        if self.unit is LimitUnit.IN_DAY:
            return self.unit.value
        return f"{self._plain_value()}{self.unit.value}"

    def in_words(self, language: str = "vi") -> str:
        """As papers write it: "05 ngày làm việc", "0,5 ngày làm việc"; "5 working days"."""
        if self.unit is LimitUnit.IN_DAY:
            return _IN_DAY_WORDS[language]
        one, many = _WORDS[language][self.unit]
        number = self._plain_value()
        if language == "vi":
            number = number.replace(".", ",") if "." in number else number.zfill(2)
        return f"{number} {one if self.value <= 1 else many}"

    def _plain_value(self) -> str:
        text = f"{self.value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
