"""Supplement: once, all at once, from the list, through the one-stop alone (Art. 5, 19)."""

import pytest

from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Dossier, DossierComponent, State
from tests.dossiers import people
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db
CLERK = "mc.hongbang"
ASKED = {"items": "Bản vẽ\nTờ khai", "reason": "Chưa có mặt cắt"}


def in_process(key: str = "k") -> Dossier:
    return people.carry_to(people.at_counter(key=key), "process")


def asked(dossier: Dossier, **more: str) -> Dossier:
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, **ASKED, **more)
    return acts.send_supplement_request(dossier, account=people.officer(CLERK))


def answered(dossier: Dossier, **more: object) -> Dossier:
    told = {"components": {}, "note": "Đã bổ sung", **more}
    return acts.supplement(dossier, account=people.officer(CLERK), **told)


def test_a_second_one_needs_its_legal_reason_and_makes_the_dossier_late(clock: Clock) -> None:
    dossier = answered(asked(in_process()))
    _, specialist = people.on_desk(dossier)
    with pytest.raises(acts.Refused, match="chỉ cho yêu cầu một lần"):
        acts.propose_supplement(dossier, account=specialist, repeat_reason="  ", **ASKED)
    assert dossier.supplements.count() == 1
    clock.passes(hours=1)
    dossier = answered(asked(dossier, repeat_reason="Luật Xây dựng sửa đổi"))
    assert dossier.supplements.last().repeat_reason == "Luật Xây dựng sửa đổi"
    of_dossier = clocks.clock_of(dossier)
    assert not of_dossier.index_766_on_time(dossier.received_at, dossier.appointment_at)


def test_one_at_a_time() -> None:
    dossier = in_process()
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, **ASKED)
    with pytest.raises(acts.Refused):
        acts.propose_supplement(dossier, account=specialist, repeat_reason="Nữa", **ASKED)


def test_each_item_is_answered_by_a_paper_or_by_words() -> None:
    dossier = in_process()
    part = dossier.components.first()
    defects = [acts.Defect("Thiếu mặt cắt", part.pk), acts.Defect("Sai tên đường")]
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, reason="Thiếu", defects=defects)
    dossier = acts.send_supplement_request(dossier, account=people.officer(CLERK))
    paper = dossier.papers.get(kind="supplement")
    assert paper.content["items"] == ["Thiếu mặt cắt", "Sai tên đường"]
    first, second = dossier.supplements.get().asked_items.all()
    came = {part.pk: acts.HandedIn(originals=1)}
    answered(dossier, components=came, note="", answers={second.pk: "Đã sửa trên bản vẽ"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.answered_at == second.answered_at is not None
    assert second.answer == "Đã sửa trên bản vẽ"


def test_a_paper_of_another_dossier_is_neither_asked_for_nor_taken() -> None:
    dossier, other = in_process(), in_process("other")
    foreign = other.components.first()
    _, specialist = people.on_desk(dossier)
    with pytest.raises(acts.Refused, match="không thuộc thành phần hồ sơ"):
        acts.propose_supplement(
            dossier, account=specialist, reason="Thiếu", defects=[acts.Defect("X", foreign.pk)]
        )
    dossier = asked(dossier)
    before = DossierComponent.objects.get(pk=foreign.pk).copies
    for came in (
        {foreign.pk: acts.HandedIn(copies=1)},
        {dossier.components.first().pk: acts.HandedIn()},
    ):
        with pytest.raises(acts.Refused, match="Chưa có tệp"):
            answered(dossier, components=came, note="")
    assert DossierComponent.objects.get(pk=foreign.pk).copies == before


def test_the_pause_rule_gives_back_the_days_waited(clock: Clock) -> None:
    dossier = in_process()
    type(dossier.case).objects.filter(pk=dossier.case_id).update(
        policy=dossier.case.policy | {"supplement": "pause"}
    )
    dossier = asked(Dossier.objects.get(pk=dossier.pk))
    before = dossier.due_at
    clock.passes(days=2)
    assert (answered(dossier).due_at - before).days == 2


def test_before_reception_nothing_pauses_and_nobody_can_stop_or_recount_it() -> None:
    """Found by play: a clock that never began was asked when it ends."""
    dossier = acts.request_supplement(people.filed(), account=people.officer(CLERK), **ASKED)
    assert not dossier.pauses.exists()
    for account, act, told in (
        ("ld.hongbang", acts.stop, {"reason": "x", "basis": "y"}),
        ("qt", acts.recalculate_due, {"decision": "x"}),
        ("qt", acts.move_to_version, {"case": dossier.case, "reason": "x"}),
    ):
        with pytest.raises(acts.Refused):
            act(dossier, account=people.officer(account), **told)
    assert dossier.state == State.SUPPLEMENT


def test_a_proposal_never_sent_does_not_outlive_the_result() -> None:
    """Found by play: a closed dossier still lay on the one-stop's desk."""
    dossier = people.carry_to(people.received(), "process")
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, **ASKED)
    acts.propose(dossier, account=specialist, title="Trích lục", body="Cấp.")
    acts.sign(dossier, account=people.officer("ld.hongbang"))
    acts.number(dossier, account=people.officer("vt.hongbang"))
    acts.release(dossier, account=people.officer("vt.hongbang"))
    dossier = acts.return_result(
        dossier, account=people.officer(CLERK), way="counter", recipient=str(dossier.applicant)
    )
    assert dossier.state == State.RETURNED
    assert not dossier.tasks.filter(closed_at=None).exists()
