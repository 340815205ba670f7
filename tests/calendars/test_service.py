"""A unit's calendar: its own hours, the official days, and decisions about single days."""

from datetime import date, datetime, time

import pytest

from motcua.calendars.models import DayDecision, OfficeHours
from motcua.calendars.service import UnknownUnitError, calendar_of, calendar_of_unit
from motcua.clock import ZONE, Limit, Policy, due
from motcua.organization.models import Unit

pytestmark = pytest.mark.django_db

CENTRE = "H24.31.MC"
EIGHT_HOURS = ["07:30-11:30", "13:30-17:30"]


@pytest.fixture
def centre() -> Unit:
    return Unit.objects.get(code=CENTRE)


def decide(day: date, kind: DayDecision.Kind) -> None:
    DayDecision.objects.create(
        day=day,
        kind=kind,
        reason="Bão số 9",
        decision_number="12/QĐ-UBND",
        decided_on=date(2026, 11, 20),
    )


def works(unit: Unit, day: date) -> list[str]:
    return [str(block) for block in calendar_of(unit).day(day).blocks]


def test_without_hours_of_its_own_a_unit_keeps_the_default_week(centre):
    assert works(centre, date(2026, 11, 23)) == EIGHT_HOURS
    assert works(centre, date(2026, 11, 28)) == []


def test_official_days_off_and_swaps_hold(centre):
    assert works(centre, date(2026, 1, 2)) == []
    assert works(centre, date(2026, 1, 10)) == EIGHT_HOURS


def test_hours_hold_from_their_day_and_the_earlier_ones_stay_true(centre):
    OfficeHours.objects.create(
        unit=centre,
        weekly={"0": ["08:00-12:00", "13:00-17:00"], "5": ["08:00-11:30"], "6": []},
        valid_from=date(2026, 11, 23),
    )
    assert works(centre, date(2026, 11, 16)) == EIGHT_HOURS
    assert works(centre, date(2026, 11, 23)) == ["08:00-12:00", "13:00-17:00"]
    assert works(centre, date(2026, 11, 25)) == []
    assert works(centre, date(2026, 11, 28)) == ["08:00-11:30"]
    other = Unit.objects.get(code="H24.32.MC")
    assert works(other, date(2026, 11, 25)) == EIGHT_HOURS


def test_a_day_decided_off_moves_what_is_due(centre):
    filed = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    assert due(filed, Limit.parse("1wd"), calendar_of(centre), Policy()).day == 25
    decide(date(2026, 11, 25), DayDecision.Kind.OFF)
    assert due(filed, Limit.parse("1wd"), calendar_of(centre), Policy()).day == 26
    off = calendar_of(centre).day(date(2026, 11, 25))
    assert (off.name, off.source) == ("Bão số 9", "12/QĐ-UBND, 20/11/2026")


def test_a_weekend_day_decided_worked_has_office_hours(centre):
    decide(date(2026, 11, 28), DayDecision.Kind.WORKED)
    assert calendar_of(centre).day(date(2026, 11, 28)).blocks[-1].end == time(17, 30)


def test_it_is_built_once_until_a_day_or_the_hours_change(centre, django_assert_num_queries):
    decide(date(2026, 11, 25), DayDecision.Kind.OFF)
    first = calendar_of(centre)
    with django_assert_num_queries(1):
        assert calendar_of(centre) is first
    DayDecision.objects.update(kind=DayDecision.Kind.WORKED)
    assert calendar_of(centre).day(date(2026, 11, 25)).works
    DayDecision.objects.all().delete()
    OfficeHours.objects.create(unit=centre, weekly={"2": []}, valid_from=date(2026, 11, 1))
    assert not calendar_of(centre).day(date(2026, 11, 25)).works


def test_by_code(centre):
    assert calendar_of_unit(f" {CENTRE} ") is calendar_of(centre)
    with pytest.raises(UnknownUnitError, match="Không có đơn vị nào mang mã “H99"):
        calendar_of_unit("H99.1")
