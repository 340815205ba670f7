"""Fees: asked for, paid, waived, given back; waiting stops the clock where the law says so."""

import pytest

from motcua.dossiers import acts, verification
from motcua.dossiers.models import Dossier, State
from tests.dossiers import people
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db
CLERK = "mc.hongbang"
FEE = [acts.Owed("Lệ phí cấp giấy phép", 75_000)]


def in_process(**policy: object) -> Dossier:
    dossier = people.carry_to(people.at_counter(), "process")
    cases = type(dossier.case).objects.filter(pk=dossier.case_id)
    cases.update(policy=dossier.case.policy | policy)
    return Dossier.objects.get(pk=dossier.pk)


def asked(dossier: Dossier, waits: bool = True) -> Dossier:
    return acts.require_payment(dossier, account=people.officer(CLERK), charges=FEE, waits=waits)


def test_waiting_for_it_stops_the_clock_and_paying_lets_it_run(clock: Clock) -> None:
    dossier = asked(in_process())
    before = dossier.due_at
    assert (dossier.state, dossier.pauses.get().ended_at) == (State.PAYMENT, None)
    clock.passes(days=2)
    dossier = acts.record_payment(dossier, account=people.officer(CLERK), method="cash")
    assert dossier.state == State.PROCESSING
    assert (dossier.due_at - before).days == 2
    assert dossier.pauses.get().ended_at == clock.now
    receipt = dossier.papers.get(kind="fee_receipt")
    assert receipt.issued_at == clock.now
    assert receipt.content["lines"][0]["unit_price"] == 75_000
    assert list(verification.of_dossier(dossier)) == []


def test_a_procedure_may_have_the_clock_run_on(clock: Clock) -> None:
    dossier = asked(in_process(payment_pauses=False))
    before = dossier.due_at
    assert (dossier.state, dossier.pauses.exists()) == (State.PAYMENT, False)
    clock.passes(days=2)
    dossier = acts.waive_payment(dossier, account=people.officer(CLERK), reason="Hộ nghèo")
    assert (dossier.state, dossier.due_at) == (State.PROCESSING, before)


def test_no_result_while_a_fee_is_due() -> None:
    dossier = people.received()
    while not dossier.tasks.waiting().filter(step__kind="return").exists():
        dossier = people.carry_on(dossier)
    dossier = asked(dossier)
    assert (dossier.state, dossier.pauses.exists()) == (State.FINISHED, False)
    with pytest.raises(acts.Refused, match="chưa nộp"):
        people.carry_on(dossier)
    acts.record_payment(dossier, account=people.officer(CLERK), method="transfer")
    assert people.carry_on(dossier).state == State.RETURNED


def test_what_was_paid_is_given_back_once_with_a_reason() -> None:
    dossier = asked(in_process())
    clerk = people.officer(CLERK)
    acts.record_payment(dossier, account=clerk, method="cash")
    with pytest.raises(acts.Refused, match="lý do"):
        acts.refund(dossier, account=clerk, reason=" ")
    dossier = acts.refund(dossier, account=clerk, reason="Thu thừa")
    assert dossier.charges.get().status == "refunded"
    with pytest.raises(acts.Refused):
        acts.refund(dossier, account=clerk, reason="Thu thừa")


@pytest.mark.parametrize(
    "charges", [[], [acts.Owed("X", 0)], [acts.Owed("X", -5)], [acts.Owed(" ", 5)]]
)
def test_nonsense_is_not_asked_for(charges: list[acts.Owed]) -> None:
    dossier = in_process()
    with pytest.raises(acts.Refused, match="số dương"):
        acts.require_payment(dossier, account=people.officer(CLERK), charges=charges, waits=True)
    assert not dossier.charges.exists()
