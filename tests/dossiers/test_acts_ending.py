"""Ends without a result: withdrawn, stopped, closed, decided by silence (NĐ 118/2025 Art. 21)."""

import pytest

from motcua.dossiers import acts, clocks, verification
from motcua.dossiers.models import Dossier, State
from tests.dossiers import people
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db
CLERK, LEADER = "mc.hongbang", "ld.hongbang"


def with_policy(dossier: Dossier, **policy: object) -> Dossier:
    cases = type(dossier.case).objects.filter(pk=dossier.case_id)
    cases.update(policy=dossier.case.policy | policy)
    return Dossier.objects.get(pk=dossier.pk)


def withdrawn(dossier: Dossier) -> Dossier:
    return acts.ask_withdrawal(dossier, account=dossier.submitter, reason="Không còn nhu cầu")


def test_before_reception_asking_is_enough() -> None:
    dossier = withdrawn(people.filed())
    assert dossier.state == State.STOPPED
    assert not dossier.tasks.waiting().exists()
    assert dossier.withdrawals.get().accepted
    assert not dossier.papers.exists()


def test_after_it_the_one_stop_answers_with_form_05() -> None:
    dossier = withdrawn(people.carry_to(people.received(), "process"))
    assert dossier.state == State.WITHDRAWING
    with pytest.raises(acts.Refused):
        withdrawn(dossier)
    with pytest.raises(acts.Refused):
        acts.decline_withdrawal(dossier, account=people.officer(CLERK), reason="Không")
    dossier = acts.accept_withdrawal(dossier, account=people.officer(CLERK))
    assert (dossier.state, dossier.tasks.waiting().count()) == (State.STOPPED, 0)
    assert dossier.papers.get(kind="stop").content["reason"] == "Không còn nhu cầu"
    assert list(verification.of_dossier(dossier)) == []


def test_once_signed_it_is_declined_and_goes_on() -> None:
    dossier = withdrawn(people.carry_to(people.received(), "number"))
    with pytest.raises(acts.Refused):
        acts.accept_withdrawal(dossier, account=people.officer(CLERK))
    dossier = acts.decline_withdrawal(dossier, account=people.officer(CLERK), reason="Đã ký")
    assert dossier.state == State.PROCESSING
    assert people.carry_on(dossier).state == State.FINISHED


def test_declined_while_a_fee_was_waited_for_it_is_waited_for_again() -> None:
    """Found by reading: where waiting for a fee does not stop the clock, it was forgotten."""
    dossier = with_policy(people.carry_to(people.received(), "number"), payment_pauses=False)
    acts.require_payment(
        dossier, account=people.officer(CLERK), charges=[acts.Owed("Lệ phí", 8000)], waits=True
    )
    withdrawn(dossier)
    dossier = acts.decline_withdrawal(dossier, account=people.officer(CLERK), reason="Đã ký")
    assert dossier.state == State.PAYMENT
    assert list(verification.of_dossier(dossier)) == []


def test_the_leader_stops_on_a_legal_ground_and_never_what_is_signed() -> None:
    leader = people.officer(LEADER)
    dossier = people.carry_to(people.received(), "process")
    for told in ({"reason": "", "basis": "Điều 5"}, {"reason": "Tranh chấp", "basis": " "}):
        with pytest.raises(acts.Refused):
            acts.stop(dossier, account=leader, **told)
    dossier = acts.stop(dossier, account=leader, reason="Tranh chấp", basis="Điều 5")
    assert dossier.state == State.STOPPED
    assert dossier.papers.filter(kind="stop").count() == 1
    signed = people.carry_to(people.received(), "number")
    with pytest.raises(acts.Refused):
        acts.stop(signed, account=leader, reason="Tranh chấp", basis="Điều 5")


def waiting(clock: Clock) -> Dossier:
    dossier = with_policy(people.carry_to(people.received(), "process"), close_after=3)
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, items="Tờ khai", reason="Chưa ký")
    return acts.send_supplement_request(dossier, account=people.officer(CLERK))


def test_unanswered_it_closes_by_itself_when_the_time_is_over(clock: Clock) -> None:
    dossier = waiting(clock)
    end = clocks.closes_at(dossier)
    clock.to(end)
    acts.watch_limits()
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    clock.passes(minutes=1)
    acts.watch_limits()
    acts.watch_limits()
    dossier.refresh_from_db()
    assert (dossier.state, dossier.events.filter(act="close_unanswered").count()) == (8, 1)
    assert list(verification.of_dossier(dossier)) == []


def test_silence_means_what_the_procedure_says(clock: Clock) -> None:
    dossier = with_policy(people.carry_to(people.received(), "process"), silence="granted")
    signed = people.carry_to(people.received(), "number")
    usual = people.carry_to(people.at_counter(people.BUILDING), "process")
    clock.to(dossier.due_at)
    acts.watch_limits()
    dossier.refresh_from_db()
    assert dossier.state == State.PROCESSING
    clock.passes(days=60)
    acts.watch_limits()
    for each in (dossier, signed, usual):
        each.refresh_from_db()
    assert (dossier.state, dossier.finished_at) == (State.RETURNED, clock.now)
    assert dossier.events.last().detail["silence"] == "granted"
    assert (signed.state, usual.state) == (State.PROCESSING, State.PROCESSING)
    assert list(verification.of_dossier(dossier)) == []


def test_nobody_but_the_passing_of_time_closes_a_dossier(clock: Clock) -> None:
    dossier = waiting(clock)
    clock.passes(days=30)
    for username in (CLERK, LEADER, "qt", "tp.hongbang"):
        with pytest.raises(acts.Refused, match="không có quyền"):
            acts.close_unanswered(dossier, account=people.officer(username))
