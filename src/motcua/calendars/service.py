"""The working calendar of a unit: its own hours, the official days, and decisions about days."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import connection, transaction

from motcua.calendars.models import DayDecision, OfficeHours
from motcua.clock import (
    DEFAULT_WEEK,
    Block,
    DayOverride,
    Season,
    WorkingCalendar,
    official_calendar,
    parse_hours,
)
from motcua.organization.models import Unit
from motcua.people.models import Account

MONDAY, SATURDAY = 0, 5


class UnknownUnitError(LookupError):
    """No unit has the code; the message says so in Vietnamese."""


def calendar_of(
    unit: Unit,
    announced: Iterable[DayDecision] = (),
    known: Iterable[DayDecision] | None = None,
) -> WorkingCalendar:
    """The calendar by which a unit's time is counted.

    Hours of each period as the unit set them, the default week before the first. One small query
    where nothing about days or hours has changed since it was last asked. `announced`: decisions
    to count by as if they had been saved, for a look at what they would change. `known`: those
    to count by in place of the saved ones, for a look at how it was counted before.
    """
    announced = list(announced)
    if announced or known is not None:
        return _build(unit, announced, known)
    return _calendar_as_of(unit.pk, _last_change())


# Of as many units as a large city has.
@lru_cache(maxsize=2048)
def _calendar_as_of(unit_id: int, _change: tuple[int, ...]) -> WorkingCalendar:
    return _build(Unit.objects.get(pk=unit_id), (), None)


def _last_change() -> tuple[int, ...]:
    """What is different once any office hours or decision about a day has changed.

    The history of both tables only grows: how many states it holds, and the latest.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM (SELECT count(*), max(pgh_id) FROM calendars_officehoursevent) hours,"
            " (SELECT count(*), max(pgh_id) FROM calendars_daydecisionevent) days"
        )
        row: tuple[int, ...] = cursor.fetchone()
        return row


def _build(
    unit: Unit, announced: Iterable[DayDecision], known: Iterable[DayDecision] | None
) -> WorkingCalendar:
    seasons = [
        Season(hours.valid_from, _weekly(hours.weekly))
        for hours in OfficeHours.objects.filter(unit=unit)
    ]
    if known is None:
        known = DayDecision.objects.select_related("author")
    decisions = {each.day: each for each in known}
    decisions |= {each.day: each for each in announced}
    return official_calendar(
        DEFAULT_WEEK, overrides=[_override(each) for each in decisions.values()], seasons=seasons
    )


def decide(announced: Iterable[DayDecision], author: Account) -> None:
    """Save decisions about days; one about a day already decided takes its place."""
    with transaction.atomic():
        for each in announced:
            DayDecision.objects.update_or_create(
                day=each.day,
                defaults={
                    "kind": each.kind,
                    "reason": each.reason,
                    "decision_number": each.decision_number,
                    "decided_on": each.decided_on,
                    "author": author,
                },
            )


def calendar_of_unit(code: str) -> WorkingCalendar:
    """The calendar of the unit with this code. Raises UnknownUnitError."""
    unit = Unit.objects.filter(code=code.strip()).first()
    if unit is None:
        raise UnknownUnitError(f"Không có đơn vị nào mang mã “{code}”.")
    return calendar_of(unit)


def _weekly(weekly: dict[str, list[str]]) -> dict[int, tuple[Block, ...]]:
    return {
        int(weekday): parse_hours(",".join(blocks)) for weekday, blocks in weekly.items() if blocks
    }


def _override(decision: DayDecision) -> DayOverride:
    return DayOverride(
        day=decision.day,
        name=decision.reason,
        works_like=_usual_weekday(decision.day)
        if decision.kind == DayDecision.Kind.WORKED
        else None,
        decision=decision.decision_number,
        decided_on=decision.decided_on,
        author=str(decision.author) if decision.author else "",
    )


def _usual_weekday(day: date) -> int:
    """A weekend day that is worked keeps a Monday's hours; any other day its own."""
    return MONDAY if day.weekday() >= SATURDAY else day.weekday()
