"""One supplement: through the one-stop only, the clock stopped, then restarted from zero."""

import pytest

from motcua.clock import due
from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Dossier, State
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def asked() -> Dossier:
    """A dossier whose applicant has been asked for a supplement by the one-stop."""
    dossier = people.carry_to(people.at_counter(), "process")
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(
        dossier, account=specialist, items="Bản vẽ mặt cắt", reason="Bản vẽ chưa có mặt cắt"
    )
    return acts.send_supplement_request(dossier, account=people.officer("mc.hongbang"))


def test_the_specialist_proposes_and_only_the_one_stop_tells_the_applicant() -> None:
    dossier = people.carry_to(people.at_counter(), "process")
    _, specialist = people.on_desk(dossier)
    dossier = acts.propose_supplement(
        dossier, account=specialist, items="Bản vẽ", reason="Còn thiếu"
    )
    assert dossier.state == State.PROCESSING
    with pytest.raises(acts.Refused):
        acts.send_supplement_request(dossier, account=specialist)
    dossier = acts.send_supplement_request(dossier, account=people.officer("mc.hongbang"))
    assert dossier.state == State.SUPPLEMENT
    assert dossier.papers.filter(kind="supplement").count() == 1


def test_while_waiting_no_officer_works_and_the_clock_stands_still() -> None:
    dossier = asked()
    assert dossier.pauses.get().ended_at is None
    _, specialist = people.on_desk(dossier)
    with pytest.raises(acts.Refused, match="Yêu cầu bổ sung"):
        acts.propose(dossier, account=specialist, title="A", body="B")


def test_the_full_supplement_restarts_the_time_limit_from_zero() -> None:
    dossier = asked()
    part = dossier.components.first()
    dossier = acts.supplement(
        dossier,
        account=people.officer("mc.hongbang"),
        components={part.pk: acts.HandedIn(originals=1)},
    )
    answered = dossier.supplements.get().answered_at
    assert dossier.state == State.PROCESSING
    assert dossier.due_at == due(answered, clocks.limit(dossier), clocks.calendar(dossier))
    assert dossier.papers.filter(kind="receipt").count() == 2


def test_a_second_supplement_is_not_asked() -> None:
    dossier = asked()
    clerk = people.officer("mc.hongbang")
    dossier = acts.supplement(dossier, account=clerk, components={}, note="Đã nộp đủ")
    _, specialist = people.on_desk(dossier)
    with pytest.raises(acts.Refused):
        acts.propose_supplement(dossier, account=specialist, items="Nữa", reason="Nữa")


def test_before_reception_the_citizen_completes_and_files_again() -> None:
    dossier = people.filed()
    clerk = people.officer("mc.hongbang")
    dossier = acts.request_supplement(dossier, account=clerk, items="Tờ khai", reason="Chưa ký")
    part = dossier.components.first()
    dossier = acts.supplement(
        dossier, account=dossier.submitter, components={part.pk: acts.HandedIn(copies=1)}
    )
    assert dossier.state == State.REGISTERED
    assert acts.receive(dossier, account=clerk).state == State.RECEIVED


def test_an_empty_answer_is_refused() -> None:
    with pytest.raises(acts.Refused, match="Chưa có tệp"):
        acts.supplement(asked(), account=people.officer("mc.hongbang"), components={})
