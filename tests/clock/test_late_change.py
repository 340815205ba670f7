"""A calendar changed late: which open dossiers would move, before anything is changed."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.clock import DayOverride, DossierClock, Limit, Move, Reason, moves, official_calendar
from tests.clock.clock_strategies import any_limit
from tests.clock.offices import OFFICIAL, at

# As on 24/12/2025, the day before 12729/VPCP-KGVX.
BEFORE = official_calendar(
    overrides=[
        DayOverride(date(2026, 1, 2), "chưa có quyết định", works_like=4),
        DayOverride(date(2026, 1, 10), "chưa có quyết định"),
    ]
)


def filed(start: str, limit: str) -> DossierClock:
    return DossierClock(at(start), Limit.parse(limit))


def moved(clocks: dict[str, DossierClock], before, after) -> list[Move[str]]:
    return moves(((name, clock.due(before), clock) for name, clock in clocks.items()), after)


def test_only_the_dossiers_that_become_due_at_another_moment_are_named_the_soonest_first():
    clocks = {
        "due before the change": filed("2025-12-22 09:00", "3wd"),
        "due a day earlier": filed("2026-01-05 09:00", "7wd"),
        "due a day later": filed("2025-12-31 09:00", "3wd"),
        "both days inside the limit": filed("2025-12-30 09:00", "30wd"),
        "counted in calendar days": filed("2025-12-30 09:00", "20d"),
        "rolls over": filed("2025-12-30 09:00", "3d"),
    }
    assert moved(clocks, BEFORE, OFFICIAL) == [
        Move("rolls over", at("2026-01-02 17:30"), at("2026-01-05 17:30")),
        Move("due a day later", at("2026-01-06 17:30"), at("2026-01-07 17:30")),
        Move("due a day earlier", at("2026-01-14 17:30"), at("2026-01-13 17:30")),
    ]


def test_a_restarted_dossier_moves_by_its_new_start():
    clock = filed("2025-12-08 09:00", "3wd").pause(at("2025-12-10 09:00"), Reason.SUPPLEMENT)
    clocks = {"waiting": clock, "restarted": clock.resume(at("2025-12-31 09:00"))}
    assert [move.key for move in moved(clocks, BEFORE, OFFICIAL)] == ["restarted"]


def test_the_same_calendar_moves_nothing():
    assert moved({"any": filed("2026-01-05 09:00", "7wd")}, OFFICIAL, OFFICIAL) == []


@given(
    st.datetimes(
        at("2026-01-02 00:00").replace(tzinfo=None), at("2026-06-30 00:00").replace(tzinfo=None)
    ),
    any_limit,
    st.lists(st.integers(1, 60 * 24 * 60), max_size=4, unique=True).map(sorted),
    st.sampled_from([Reason.SUPPLEMENT, Reason.PAYMENT]),
    st.integers(-40, 260),
    st.booleans(),
)
def test_a_day_outside_the_clock_moves_nothing(filed_at, limit, minutes, reason, distance, works):
    """The clock reads the days from reception to its end, or to its last pause: no other."""
    start = at(f"{filed_at:%Y-%m-%d %H:%M}")
    clock = DossierClock(start, limit)
    for pause, resumed in zip(minutes[::2], minutes[1::2], strict=False):
        clock = clock.pause(start + timedelta(minutes=pause), reason)
        clock = clock.resume(start + timedelta(minutes=resumed))
    last = max([clock.due(OFFICIAL), *(each.end for each in clock.intervals)]).date()
    day = start.date() + timedelta(days=distance)
    assume(not start.date() <= day <= last)
    changed = official_calendar(
        overrides=[DayOverride(day, "quyết định", works_like=0 if works else None)]
    )
    assert clock.due(changed) == clock.due(OFFICIAL)
