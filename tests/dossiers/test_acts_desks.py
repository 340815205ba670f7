"""Work between desks: assigned, reassigned, taken back, pulled back, returned (NĐ 61 Art. 19)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import acts, road, verification
from motcua.dossiers.models import Dossier, Result
from motcua.people.models import PostHolding
from tests.dossiers import people

pytestmark = pytest.mark.django_db
HEAD = "tp.kinhte.hongbang"


def at(kind: str) -> Dossier:
    return people.carry_to(people.at_counter(), kind)


def steps_open(dossier: Dossier) -> list[str]:
    return [task.step.kind for task in dossier.tasks.waiting() if task.step]


def test_the_head_gives_the_work_to_another_and_takes_it_back() -> None:
    dossier, head = at("process"), people.officer(HEAD)
    first = dossier.specialist
    (other,) = [each for each in acts.specialists(dossier) if each != first]
    for wrong, why in ((first, "đang thụ lý"), (people.officer("cv.lechan").officer, "không giữ")):
        with pytest.raises(acts.Refused, match=why):
            acts.reassign(dossier, account=head, specialist=wrong, reason="Nghỉ phép")
    dossier = acts.reassign(dossier, account=head, specialist=other, reason="Nghỉ phép")
    with pytest.raises(acts.Refused):
        acts.propose(dossier, account=first.account, title="A", body="B")
    assert dossier.tasks.waiting().filter(assignee=other).exists()
    assert not dossier.tasks.waiting().filter(assignee=first).exists()
    dossier = acts.take_back(dossier, account=head, reason="Phân công lại")
    assert (dossier.specialist, steps_open(dossier)) == (None, ["assign"])
    assert list(verification.of_dossier(dossier)) == []


def test_ones_last_act_is_pulled_back_while_nobody_has_gone_on() -> None:
    dossier = people.carry_to(people.received(), "sign")
    specialist = dossier.specialist.account
    told = {"title": "Trích lục", "body": "Cấp."}
    for stranger in ("cv2.hongbang", "tp.hongbang", "ld.hongbang"):
        with pytest.raises(acts.Refused, match="không có quyền"):
            acts.pull_back(dossier, account=people.officer(stranger), reason="Nhầm")
    dossier = acts.pull_back(dossier, account=specialist, reason="Trình nhầm")
    assert steps_open(dossier) == ["process"]
    acts.propose(dossier, account=specialist, **told)
    dossier = people.carry_on(dossier)
    with pytest.raises(acts.Refused):
        acts.pull_back(dossier, account=specialist, reason="Trình nhầm")


def test_a_signature_pulled_back_is_no_signature() -> None:
    dossier = at("number")
    signer = Result.objects.get(dossier=dossier).signed_by
    acts.pull_back(dossier, account=signer.account, reason="Ký nhầm")
    result = Result.objects.get(dossier=dossier)
    assert (result.signed_by, result.signed_at, result.signed_post) == (None, None, "")


def test_who_has_left_the_post_pulls_nothing_back() -> None:
    """Found by reading: any other post was enough."""
    dossier = people.carry_to(people.received(), "sign")
    officer = dossier.specialist
    yesterday = timezone.localdate() - timedelta(days=1)
    PostHolding.objects.filter(officer=officer).update(valid_to=yesterday)
    elsewhere = PostHolding.objects.get(officer__account__username="cv.lechan").post
    PostHolding.objects.create(officer=officer, post=elsewhere, valid_from=yesterday)
    account = people.officer(officer.account.username)
    with pytest.raises(acts.Refused, match="không có quyền"):
        acts.pull_back(dossier, account=account, reason="Trình nhầm")


def test_it_may_go_back_to_any_earlier_step_and_is_signed_anew() -> None:
    dossier = at("number")
    task = dossier.tasks.waiting().get()
    earlier = road.earlier_steps(dossier, task)
    assert "reception" not in {step.kind for step in earlier}
    assert len(earlier) > 3
    records = people.officer("vt.hongbang")
    with pytest.raises(acts.Refused, match="không còn bước trước"):
        acts.return_to_previous(dossier, account=records, reason="Sai", step="nowhere")
    to = next(step for step in earlier if step.kind == "assign")
    dossier = acts.return_to_previous(dossier, account=records, reason="Sai", step=to.key)
    assert steps_open(dossier) == ["assign"]
    assert Result.objects.get(dossier=dossier).signed_at is None
    assert list(verification.of_dossier(dossier)) == []


def test_a_numbered_result_goes_back_no_more_and_is_not_offered_to() -> None:
    """Found by play: it was offered, and always refused."""
    dossier, records = at("number"), people.officer("vt.hongbang")
    dossier = acts.number(dossier, account=records)
    assert [each.name for each in acts.offered(records, dossier)] == ["release"]
    with pytest.raises(acts.Refused):
        acts.return_to_previous(dossier, account=records, reason="Sai")
