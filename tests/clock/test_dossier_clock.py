"""The clock of a dossier: pauses, restarts, extensions, and both measures of the time used."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock import (
    ClockError,
    DayOverride,
    DossierClock,
    Extension,
    Interval,
    Limit,
    Policy,
    Reason,
    SilenceRule,
    SupplementRule,
    official_calendar,
    working_time,
)
from tests.clock.clock_strategies import any_limit, calendars, moments, working_minutes
from tests.clock.offices import OFFICIAL, at

PAUSES = Policy(supplement=SupplementRule.PAUSE)
START = at("2026-11-02 09:00")


def clock(limit: str = "5wd", policy: Policy = PAUSES) -> DossierClock:
    """Filed on Monday 2/11/2026 at 09:00."""
    return DossierClock(START, Limit.parse(limit), policy)


def waited(
    before: DossierClock, start: str, end: str, reason: Reason = Reason.SUPPLEMENT
) -> DossierClock:
    return before.pause(at(start), reason).resume(at(end))


def test_a_pause_leaves_the_office_minutes_waited_out():
    after = waited(clock("16wh"), "2026-11-03 16:30", "2026-11-05 08:30")
    assert clock("16wh").due(OFFICIAL) == at("2026-11-04 09:00")
    assert after.due(OFFICIAL) == at("2026-11-05 11:00")


def test_a_pause_over_a_weekend_costs_nothing_but_office_hours():
    after = waited(clock(), "2026-11-06 17:30", "2026-11-09 07:30")
    assert after.due(OFFICIAL) == clock().due(OFFICIAL)


def test_waiting_on_the_day_of_reception_moves_no_limit_that_leaves_that_day_out():
    after = waited(clock(), "2026-11-02 10:00", "2026-11-02 17:00")
    assert after.due(OFFICIAL) == clock().due(OFFICIAL) == at("2026-11-09 17:30")


def test_a_pause_before_reception_by_the_cut_off_moves_nothing():
    policy = Policy.from_dict({"cutoff": "15:00", "supplement": "pause"})
    late = DossierClock(at("2026-11-02 15:30"), Limit.parse("8wh"), policy)
    after = late.pause(at("2026-11-02 16:00"), Reason.PAYMENT).resume(at("2026-11-02 17:00"))
    assert after.due(OFFICIAL) == late.due(OFFICIAL) == at("2026-11-03 17:30")


def test_a_pause_of_a_limit_in_calendar_days_moves_it_by_days_and_rolls_over():
    after = waited(clock("5d"), "2026-11-03 10:00", "2026-11-04 09:00")
    assert clock("5d").due(OFFICIAL) == at("2026-11-09 17:30"), "Saturday 7/11 rolls over"
    assert after.due(OFFICIAL) == at("2026-11-09 17:30"), "Sunday 8/11 rolls over"
    assert waited(after, "2026-11-05 10:00", "2026-11-07 09:00").due(OFFICIAL) == at(
        "2026-11-10 17:30"
    )


def test_a_restart_goes_through_the_start_rule_again():
    policy = Policy.from_dict({"cutoff": "15:00"})
    after = waited(clock("1wd", policy), "2026-11-03 10:00", "2026-11-05 15:01")
    assert after.due(OFFICIAL) == at("2026-11-09 17:30")


def test_payment_pauses_even_where_a_supplement_restarts():
    after = waited(clock("16wh", Policy()), "2026-11-03 09:00", "2026-11-03 11:00", Reason.PAYMENT)
    assert after.due(OFFICIAL) == at("2026-11-04 11:00")


def test_payment_does_not_pause_where_the_policy_says_so():
    with pytest.raises(ClockError, match="payment"):
        clock(policy=Policy(payment_pauses=False)).pause(START, Reason.PAYMENT)


def test_an_open_pause_freezes_what_remains():
    standing = clock("16wh").pause(at("2026-11-03 09:00"), Reason.SUPPLEMENT)
    assert standing.due(OFFICIAL) == clock("16wh").due(OFFICIAL)
    for now in ("2026-11-03 09:00", "2026-11-10 09:00"):
        assert standing.remaining(OFFICIAL, at(now)) == 480


def test_what_remains_is_negative_when_overdue():
    assert clock("16wh").remaining(OFFICIAL, at("2026-11-04 08:00")) == 60
    assert clock("16wh").remaining(OFFICIAL, at("2026-11-04 10:00")) == -60


def test_an_extension_replaces_the_end_once():
    extended = clock().extend(
        at("2026-11-05 09:00"), at("2026-11-13 17:30"), "Chờ ý kiến liên ngành", OFFICIAL
    )
    assert extended.due(OFFICIAL) == at("2026-11-13 17:30")
    with pytest.raises(ClockError, match="already extended"):
        extended.extend(at("2026-11-12 09:00"), at("2026-11-20 17:30"), "", OFFICIAL)


def test_an_extension_must_be_later():
    with pytest.raises(ClockError, match="later"):
        clock().extend(at("2026-11-05 09:00"), at("2026-11-09 17:30"), "", OFFICIAL)


def test_an_extension_must_be_to_a_working_day():
    with pytest.raises(ClockError, match="working day"):
        clock().extend(at("2026-11-05 09:00"), at("2026-11-14 09:00"), "", OFFICIAL)


def test_an_extension_to_a_day_given_off_afterwards_rolls_over():
    extended = clock().extend(at("2026-11-05 09:00"), at("2026-11-13 16:00"), "", OFFICIAL)
    storm = official_calendar(overrides=[DayOverride(date(2026, 11, 13), "Nghỉ vì bão")])
    assert extended.due(storm) == at("2026-11-16 17:30")


@pytest.mark.parametrize(("limit", "end"), [("16wh", "2026-11-23"), ("20d", "2026-12-04")])
def test_waiting_before_an_extension_was_given_does_not_move_it(limit, end):
    """Paused from 3/11 to 9/11, extended meanwhile, on 6/11."""
    standing = clock(limit).pause(at("2026-11-03 07:30"), Reason.SUPPLEMENT)
    until = at("2026-11-20 17:30") if limit == "16wh" else at("2026-12-01 17:30")
    extended = standing.extend(at("2026-11-06 07:30"), until, "", OFFICIAL)
    assert extended.resume(at("2026-11-09 07:30")).due(OFFICIAL) == at(f"{end} 17:30")


def test_no_extension_where_the_policy_allows_none():
    with pytest.raises(ClockError):
        clock(policy=Policy(extensions_max=0)).extend(START, at("2026-12-01 17:30"), "", OFFICIAL)


def test_a_pause_after_an_extension_moves_the_extended_end():
    extended = clock().extend(at("2026-11-05 09:00"), at("2026-11-13 17:30"), "", OFFICIAL)
    after = waited(extended, "2026-11-10 07:30", "2026-11-11 07:30")
    assert after.due(OFFICIAL) == at("2026-11-16 17:30")


def test_a_restart_after_an_extension_begins_anew_but_leaves_no_second_one():
    extended = clock(policy=Policy()).extend(
        at("2026-11-05 09:00"), at("2026-11-13 17:30"), "", OFFICIAL
    )
    after = waited(extended, "2026-11-10 09:00", "2026-11-12 09:00")
    assert after.due(OFFICIAL) == at("2026-11-19 17:30")
    with pytest.raises(ClockError):
        after.extend(at("2026-11-13 09:00"), at("2026-11-30 17:30"), "", OFFICIAL)


def test_the_two_measures_of_time_used():
    """The statute restarts after a supplement; index 766 only leaves the waiting out."""
    after = waited(clock("16wh", Policy()), "2026-11-03 09:00", "2026-11-05 07:30")
    after = waited(after, "2026-11-05 09:30", "2026-11-05 10:30", Reason.PAYMENT)
    now = at("2026-11-05 11:30")
    assert after.statutory_time_used(OFFICIAL, now) == 180
    assert after.index_766_time_used(OFFICIAL, now) == 480 + 240


def test_time_used_stands_still_during_a_pause():
    standing = clock("16wh").pause(at("2026-11-03 09:00"), Reason.SUPPLEMENT)
    assert standing.statutory_time_used(OFFICIAL, at("2026-11-09 09:00")) == 480
    assert standing.index_766_time_used(OFFICIAL, at("2026-11-09 09:00")) == 480
    paying = clock("16wh").pause(at("2026-11-03 09:00"), Reason.PAYMENT)
    assert paying.statutory_time_used(OFFICIAL, at("2026-11-03 10:00")) == 480
    assert paying.index_766_time_used(OFFICIAL, at("2026-11-03 10:00")) == 540


def test_a_limit_in_days_uses_no_time_on_the_day_of_reception():
    for limit in ("5wd", "5d"):
        assert clock(limit).statutory_time_used(OFFICIAL, at("2026-11-02 17:30")) == 0
        assert clock(limit).statutory_time_used(OFFICIAL, at("2026-11-03 08:30")) == 60


def test_index_766_takes_the_wait_for_one_supplement_off_the_end():
    after = waited(clock(), "2026-11-04 09:00", "2026-11-06 09:00")
    appointment = at("2026-11-09 17:30")
    assert after.index_766_on_time(at("2026-11-11 17:30"), appointment)
    assert not after.index_766_on_time(at("2026-11-11 17:31"), appointment)


def test_index_766_judges_a_waiting_dossier_at_the_moment_of_the_request():
    standing = clock().pause(at("2026-11-04 09:00"), Reason.SUPPLEMENT)
    assert standing.index_766_on_time(at("2026-12-31 09:00"), at("2026-11-09 17:30"))


def test_index_766_finds_a_second_supplement_request_late():
    twice = waited(
        waited(clock(), "2026-11-03 09:00", "2026-11-03 10:00"),
        "2026-11-04 09:00",
        "2026-11-04 10:00",
    )
    assert twice.supplement_requests == 2
    assert not twice.index_766_on_time(at("2026-11-05 09:00"), at("2026-11-09 17:30"))


def test_a_dossier_without_its_supplement_closes_by_itself():
    """Fifteen working days in Decree 297/2025."""
    closing = clock(policy=Policy(close_after=15))
    standing = closing.pause(at("2026-11-03 10:00"), Reason.SUPPLEMENT)
    assert standing.closes_at(OFFICIAL) == at("2026-11-25 17:30"), "24/11 is a day off"
    assert closing.closes_at(OFFICIAL) is None
    assert closing.pause(START, Reason.PAYMENT).closes_at(OFFICIAL) is None
    assert clock().pause(START, Reason.SUPPLEMENT).closes_at(OFFICIAL) is None


def test_silence_decides_only_after_expiry_and_not_during_a_pause():
    silent = clock(policy=Policy(silence=SilenceRule.GRANTED))
    assert silent.silence(OFFICIAL, at("2026-11-09 17:30")) is SilenceRule.NONE
    assert silent.silence(OFFICIAL, at("2026-11-09 17:31")) is SilenceRule.GRANTED
    standing = silent.pause(at("2026-11-04 09:00"), Reason.SUPPLEMENT)
    assert standing.silence(OFFICIAL, at("2026-12-31 09:00")) is SilenceRule.NONE
    assert clock().silence(OFFICIAL, at("2026-12-31 09:00")) is SilenceRule.NONE


def test_the_timeline_tells_what_ran_and_what_stood_and_why():
    standing = waited(clock(), "2026-11-03 09:00", "2026-11-04 09:00", Reason.PAYMENT)
    standing = standing.pause(at("2026-11-05 09:00"), Reason.SUPPLEMENT)
    told = [
        (part.reason, part.runs, part.end) for part in standing.timeline(at("2026-11-06 09:00"))
    ]
    assert told == [
        (Reason.PROCESSING, True, at("2026-11-03 09:00")),
        (Reason.PAYMENT, False, at("2026-11-04 09:00")),
        (Reason.PROCESSING, True, at("2026-11-05 09:00")),
        (Reason.SUPPLEMENT, False, None),
    ]
    assert [part.end for part in clock().timeline(at("2026-11-06 09:00"))] == [None]


def test_a_clock_cannot_be_stopped_twice_nor_started_while_it_runs():
    with pytest.raises(ClockError, match="stands"):
        clock().pause(START, Reason.SUPPLEMENT).pause(START, Reason.PAYMENT)
    with pytest.raises(ClockError, match="running"):
        clock().resume(START)


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ("2026-11-02 08:59", None, Reason.SUPPLEMENT),
        ("2026-11-03 09:00", "2026-11-03 08:00", Reason.SUPPLEMENT),
        ("2026-11-03 09:00", "2026-11-03 10:00", Reason.PROCESSING),
    ],
)
def test_pauses_that_cannot_be_are_refused(start, end, reason):
    with pytest.raises(ClockError):
        DossierClock(
            START,
            Limit.parse("5wd"),
            intervals=(Interval(at(start), at(end) if end else None, reason),),
        )


def test_pauses_may_not_overlap_and_only_the_last_may_be_open():
    first = Interval(at("2026-11-03 09:00"), at("2026-11-04 09:00"), Reason.SUPPLEMENT)
    inside = Interval(at("2026-11-03 10:00"), at("2026-11-03 11:00"), Reason.PAYMENT)
    open_ = Interval(at("2026-11-02 10:00"), None, Reason.PAYMENT)
    for intervals in ((first, inside), (open_, first)):
        with pytest.raises(ClockError):
            DossierClock(START, Limit.parse("5wd"), intervals=intervals)


def test_a_clock_is_a_value():
    assert clock() == clock()
    assert clock().pause(START, Reason.SUPPLEMENT) != clock()
    extended = DossierClock(
        START, Limit.parse("5wd"), extensions=(Extension(START, at("2026-11-13 17:30"), ""),)
    )
    assert hash(extended) != hash(clock())


@st.composite
def paused_clocks(draw: st.DrawFn, limits: st.SearchStrategy[Limit]) -> DossierClock:
    """A clock under the pause rule, with up to three pauses of up to a week each."""
    drawn = DossierClock(draw(moments), draw(limits), PAUSES)
    moment = drawn.start
    for reason in draw(
        st.lists(
            st.sampled_from([Reason.SUPPLEMENT, Reason.PAYMENT, Reason.SUSPENSION]), max_size=3
        )
    ):
        start = moment + timedelta(minutes=draw(st.integers(0, 3000)))
        moment = start + timedelta(minutes=draw(st.integers(0, 10080)))
        drawn = drawn.pause(start, reason).resume(moment)
    return drawn


@given(calendars, paused_clocks(any_limit))
def test_pauses_never_bring_the_end_nearer_nor_put_it_on_a_day_off(calendar, paused):
    without = DossierClock(paused.start, paused.limit, PAUSES)
    assert paused.due(calendar) >= without.due(calendar)
    assert calendar.day(paused.due(calendar).date()).works


@given(calendars, paused_clocks(working_minutes), moments)
def test_time_used_and_time_left_make_up_the_limit(calendar, paused, now):
    last = paused.intervals[-1].end if paused.intervals else paused.start
    now = max(now, last)
    used = paused.statutory_time_used(calendar, now)
    assert used + paused.remaining(calendar, now) == paused.limit.steps


@given(calendars, paused_clocks(any_limit), moments)
def test_running_and_standing_time_make_up_all_time(calendar, paused, now):
    last = paused.intervals[-1].end if paused.intervals else paused.start
    now = max(now, last)
    parts = [(part.start, part.end or now) for part in paused.timeline(now)]
    total = sum(working_time(start, end, calendar) for start, end in parts)
    assert total == working_time(paused.start, now, calendar)
    assert all(one[1] == following[0] for one, following in pairwise(parts)), "no gap, no overlap"
