"""The law's clock: working calendars, time limits, and when a dossier is due. No Django inside."""

from motcua.clock import wording
from motcua.clock.arithmetic import (
    add_working_time,
    close_of_day,
    due,
    received,
    working_days_between,
    working_time,
)
from motcua.clock.calendar import WorkingCalendar
from motcua.clock.days import Day, DayKind, DayOverride, Season
from motcua.clock.dossier_clock import DossierClock, Extension, Interval, Reason
from motcua.clock.errors import ClockError, OutsideCalendarError
from motcua.clock.explanation import ExplainedDay, explain
from motcua.clock.hours import DEFAULT_WEEK, Block, parse_hours
from motcua.clock.late_change import Move, moves
from motcua.clock.limits import Limit, LimitUnit
from motcua.clock.moments import ZONE, local
from motcua.clock.official_days import (
    OfficialDays,
    Swap,
    announced_through,
    official_calendar,
    official_days,
)
from motcua.clock.policy import DEFAULT_POLICY, Policy, SilenceRule, SupplementRule

__all__ = [
    "DEFAULT_POLICY",
    "DEFAULT_WEEK",
    "ZONE",
    "Block",
    "ClockError",
    "Day",
    "DayKind",
    "DayOverride",
    "DossierClock",
    "ExplainedDay",
    "Extension",
    "Interval",
    "Limit",
    "LimitUnit",
    "Move",
    "OfficialDays",
    "OutsideCalendarError",
    "Policy",
    "Reason",
    "Season",
    "SilenceRule",
    "SupplementRule",
    "Swap",
    "WorkingCalendar",
    "add_working_time",
    "announced_through",
    "close_of_day",
    "due",
    "explain",
    "local",
    "moves",
    "official_calendar",
    "official_days",
    "parse_hours",
    "received",
    "wording",
    "working_days_between",
    "working_time",
]
