"""What a decision about days moves, looked at without reading every open dossier."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from motcua.administration import days as pages
from motcua.calendars.models import DayDecision
from motcua.dossiers import clocks
from motcua.dossiers.models import ClockPause, Dossier
from tests.administration.test_calendar_pages import DECIDE, decision
from tests.dossiers import people
from tests.office.desks import desk, words

pytestmark = pytest.mark.django_db


def off(day: date) -> DayDecision:
    return DayDecision(
        day=day, kind=DayDecision.Kind.OFF, reason="x", decision_number="1", decided_on=day
    )


def day_of(moment) -> date:
    return timezone.localdate(moment)


def test_only_dossiers_open_across_the_day_are_read() -> None:
    dossier = people.received(people.BUILDING)
    first, last = day_of(dossier.received_at), day_of(dossier.due_at)
    for day, read in (
        (first - timedelta(days=1), []),
        (first, [dossier]),
        (last, [dossier]),
        (last + timedelta(days=1), []),
    ):
        assert list(clocks.crossing([day])) == read, day
    around = [first - timedelta(days=9), last + timedelta(days=9)]
    assert list(clocks.crossing(around)) == [dossier]


def test_a_pause_that_ended_after_the_due_moment_is_read_too() -> None:
    """The office time within it moved the date, so a day off within it moves the date back."""
    dossier = people.received(people.BUILDING)
    later = dossier.due_at + timedelta(days=10)
    ClockPause.objects.create(
        dossier=dossier,
        reason=ClockPause.Reason.PAYMENT,
        started_at=dossier.due_at,
        ended_at=later,
    )
    assert list(clocks.crossing([day_of(later)])) == [dossier]


def test_the_walk_ends_at_so_many_found_or_read() -> None:
    dossiers = [people.received(people.BUILDING) for _ in range(3)]
    decisions = [off(day_of(dossiers[0].due_at))]
    crossing = clocks.crossing([each.day for each in decisions])
    every = clocks.first_moved(crossing, decisions, most=3)
    assert ([move.key for move in every.moves], every.more) == (dossiers, False)
    assert {(m.key, m.after) for m in every.moves} == {
        (m.key, m.after) for m in clocks.moved_by(decisions)
    }
    two = clocks.first_moved(crossing, decisions, most=2)
    assert ([move.key for move in two.moves], two.more) == (dossiers[:2], True)
    one = clocks.first_moved(crossing, decisions, most=9, looked_at=1)
    assert ([move.key for move in one.moves], one.more) == (dossiers[:1], True)


def test_the_page_says_that_there_are_more(monkeypatch) -> None:
    dossiers = [people.received(people.BUILDING) for _ in range(3)]
    monkeypatch.setattr(pages, "A_BATCH", 2)
    form = decision(off=f"{timezone.localtime(dossiers[0].due_at):%d/%m/%Y}")
    keeper = desk("qt")
    page = keeper.post(DECIDE, form)
    assert "Còn nữa: 3 hồ sơ đang giải quyết qua những ngày này" in words(page.content.decode())
    form |= {"seen": str(page.context["seen"]), "step": "announce"}
    after = keeper.post(DECIDE, form)
    assert after["Location"] == "/quan-tri/ngay-nghi/tinh-lai/"
    assert words(keeper.get(after["Location"]).content.decode()).count(dossiers[2].code) == 1
    keeper.post("/quan-tri/ngay-nghi/tinh-lai/", {"decision": "12/QĐ-UBND"})
    assert clocks.moved_by() == []
    assert all(Dossier.objects.get(pk=d.pk).due_at > d.due_at for d in dossiers)
