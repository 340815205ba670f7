"""Offices and moments the tests of the clock speak of."""

from datetime import datetime

from motcua.clock import (
    DEFAULT_WEEK,
    ZONE,
    Limit,
    Policy,
    WorkingCalendar,
    due,
    official_calendar,
    parse_hours,
)

OFFICIAL = official_calendar()


def at(text: str) -> datetime:
    """A moment in Viet Nam: "2026-01-09 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def due_at(
    start: str, limit: str, calendar: WorkingCalendar = OFFICIAL, policy: Policy | None = None
) -> str:
    """When a limit that starts at `start` ends, as "2026-01-15 17:30"."""
    end = due(at(start), Limit.parse(limit), calendar, policy or Policy())
    return end.strftime("%Y-%m-%d %H:%M")


def office(hours: str, saturday: str = "") -> WorkingCalendar:
    """An office with these hours from Monday to Friday, without any days off."""
    weekly = dict.fromkeys(DEFAULT_WEEK, parse_hours(hours))
    if saturday:
        weekly[5] = parse_hours(saturday)
    return WorkingCalendar.build(weekly)
