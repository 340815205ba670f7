"""The result: signed, numbered, released, returned; corrected, issued again, revoked (20-22)."""

import pytest

from motcua.dossiers import acts, verification
from motcua.dossiers.models import Dossier, Result, State
from tests.dossiers import people
from tests.dossiers.moments import Clock, disagreements

pytestmark = pytest.mark.django_db
CLERK, LEADER, RECORDS = "mc.hongbang", "ld.hongbang", "vt.hongbang"


def finished() -> Dossier:
    dossier = people.received()
    while dossier.state != State.FINISHED:
        dossier = people.carry_on(dossier)
    return dossier


def returned() -> Dossier:
    return people.carry_on(finished())


def returning(dossier: Dossier, **told: str) -> Dossier:
    said = {"way": "counter", "recipient": str(dossier.applicant), **told}
    return acts.return_result(dossier, account=people.officer(CLERK), **said)


def test_signed_then_numbered_then_released_and_then_the_clock_stands(clock: Clock) -> None:
    dossier = people.carry_to(people.received(), "sign")
    with pytest.raises(acts.Refused):
        acts.number(dossier, account=people.officer(RECORDS))
    dossier = acts.sign(dossier, account=people.officer(LEADER))
    with pytest.raises(acts.Refused):
        acts.release(dossier, account=people.officer(RECORDS))
    dossier = acts.number(dossier, account=people.officer(RECORDS))
    assert Result.objects.get(dossier=dossier).number == "1/KQ-H24.31"
    clock.passes(hours=1)
    dossier = acts.release(dossier, account=people.officer(RECORDS))
    result = Result.objects.get(dossier=dossier)
    assert (dossier.state, dossier.finished_at) == (State.FINISHED, clock.now)
    assert result.file.sha256 == dossier.events.last().detail["file"]
    assert list(verification.of_dossier(dossier)) == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"recipient": "Trần Văn Khác"}, "ủy quyền"),
        ({"way": "post"}, "bưu gửi"),
        ({"recipient": "  "}, "người nhận"),
    ],
)
def test_it_goes_only_to_whom_it_may(told: dict[str, str], why: str) -> None:
    dossier = finished()
    with pytest.raises(acts.Refused, match=why):
        returning(dossier, **told)
    assert Dossier.objects.get(pk=dossier.pk).state == State.FINISHED


def test_somebody_authorised_takes_it_with_minutes() -> None:
    dossier = returning(finished(), recipient="Trần Văn Khác", authorisation="Giấy số 5")
    paper = dossier.papers.get(kind="result_hand_over")
    assert paper.content["collector"]["name"] == "Trần Văn Khác"
    assert paper.content["authorisation_paper"] == "Giấy số 5"
    assert (dossier.state, dossier.tasks.waiting().count()) == (State.RETURNED, 0)


def test_uncollected_only_after_the_appointment_and_once(clock: Clock) -> None:
    dossier, clerk = finished(), people.officer(CLERK)
    with pytest.raises(acts.Refused, match="Chưa đến hẹn"):
        acts.mark_uncollected(dossier, account=clerk)
    clock.to(dossier.appointment_at)
    clock.passes(minutes=1)
    dossier = acts.mark_uncollected(dossier, account=clerk)
    with pytest.raises(acts.Refused):
        acts.mark_uncollected(dossier, account=clerk)
    assert dossier.state == State.FINISHED


def test_corrected_and_issued_again_under_new_numbers_with_the_old_on_record(clock: Clock) -> None:
    dossier, leader = returned(), people.officer(LEADER)
    result = Result.objects.get(dossier=dossier)
    same = {"title": result.title, "body": result.body}
    with pytest.raises(acts.Refused, match="giống hệt"):
        acts.correct_result(dossier, account=leader, reason="Sai tên", **same)
    clock.passes(days=1)
    acts.correct_result(dossier, account=leader, title="Trích lục", body="Mới", reason="Sai tên")
    dossier = acts.reissue_result(dossier, account=leader, reason="Mất bản chính")
    now = Result.objects.get(dossier=dossier)
    assert now.number == "3/KQ-H24.31"
    first, second = now.changes.all()
    assert (first.before["number"], first.before["body"]) == ("1/KQ-H24.31", result.body)
    assert first.before["file"] == result.file_id
    assert second.before["number"] == "2/KQ-H24.31"
    assert dossier.finished_at < clock.now
    assert disagreements() == []


def test_revoked_by_a_decision_it_is_corrected_no_more() -> None:
    dossier, leader = returned(), people.officer(LEADER)
    with pytest.raises(acts.Refused, match="số quyết định"):
        acts.revoke_result(dossier, account=leader, reason="Giả mạo", decision=" ")
    acts.revoke_result(dossier, account=leader, reason="Giả mạo", decision="9/QĐ-UBND")
    with pytest.raises(acts.Refused):
        acts.correct_result(dossier, account=leader, title="A", body="B", reason="C")
    with pytest.raises(acts.Refused):
        acts.reissue_result(dossier, account=leader, reason="Mất")
