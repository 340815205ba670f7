"""The whole road of a dossier, by acts alone."""

import pytest
from django.utils import timezone

from motcua.dossiers import acts, verification
from motcua.dossiers.models import Outbox, State
from tests.dossiers import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [people.EXTRACT, people.BUILDING, "1.001612", "1.001193"])
def test_a_dossier_filed_online_travels_to_its_returned_result(code: str) -> None:
    dossier = people.filed(code)
    assert dossier.state == State.REGISTERED
    assert dossier.code is None
    for _ in range(20):
        dossier = people.carry_on(dossier)
        if dossier.is_closed:
            break
    assert dossier.state == State.RETURNED
    assert not dossier.tasks.waiting().exists()
    assert dossier.result.file.content_type == "application/pdf"
    assert dossier.result.number.startswith("1/KQ-")
    assert list(verification.broken_histories()) == []


def test_reception_gives_the_code_of_the_deciding_agency_and_the_day() -> None:
    dossier = people.received()
    day = timezone.localdate()
    assert dossier.code == f"{dossier.agency.code}-{day:%y%m%d}-0001"
    assert dossier.appointment_at == dossier.due_at
    assert dossier.papers.get().kind == "receipt"


def test_counter_reception_files_and_receives_at_once() -> None:
    dossier = people.at_counter()
    assert dossier.state == State.RECEIVED
    assert [event.act for event in dossier.events.all()] == ["file_at_counter", "receive"]


def test_the_counter_form_sent_twice_makes_one_dossier() -> None:
    assert people.at_counter(key="same") == people.at_counter(key="same")


def test_a_draft_submitted_twice_makes_one_dossier() -> None:
    draft = people.draft()
    first = acts.submit(draft, account=draft.account)
    assert acts.submit(draft, account=draft.account) == first
    assert first.events.count() == 1


def test_a_missing_mandatory_component_is_named_and_nothing_is_filed() -> None:
    draft = people.draft(people.PENSION)
    account = draft.account
    for file in draft.files.all():
        acts.detach(draft, file.pk, account=account)
    with pytest.raises(acts.Refused, match="Còn thiếu giấy tờ bắt buộc: Văn bản đề nghị"):
        acts.submit(draft, account=account)
    assert not account.dossiers.exists()


def test_each_step_is_on_the_desk_of_the_post_the_process_names() -> None:
    dossier = people.received(people.BUILDING)
    seen = []
    while not dossier.is_closed:
        kind, account = people.on_desk(dossier)
        seen.append((kind, account.username.split(".")[0]))
        dossier = people.carry_on(dossier)
    assert seen[0] == ("assign", "tp")
    assert seen[1][0] == "process"
    assert seen[1][1].startswith("cv")
    assert seen[-3:] == [("sign", "ld"), ("number", "vt"), ("return", "mc")]


def test_a_return_to_the_previous_step_gives_the_work_back_with_the_reason() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "sign")
    _, leader = people.on_desk(dossier)
    before = dossier.due_at
    dossier = acts.return_to_previous(dossier, account=leader, reason="Thiếu căn cứ")
    assert people.on_desk(dossier)[0] in {"review", "process"}
    assert dossier.due_at == before
    assert dossier.events.last().detail["reason"] == "Thiếu căn cứ"
    dossier = people.carry_to(dossier, "return")
    assert dossier.state == State.FINISHED


def test_every_act_that_concerns_the_citizen_is_owed_a_message() -> None:
    dossier = people.carry_to(people.filed(), "return")
    kinds = set(Outbox.objects.filter(dossier=dossier).values_list("kind", flat=True))
    assert {"submit", "receive", "release"} <= kinds


def test_refusal_needs_a_reason_and_ends_the_road() -> None:
    dossier = people.filed()
    clerk = people.officer("mc.hongbang")
    with pytest.raises(acts.Refused, match="Chưa ghi lý do từ chối"):
        acts.refuse(dossier, account=clerk, reason="  ")
    dossier = acts.refuse(dossier, account=clerk, reason="Không thuộc thẩm quyền")
    assert dossier.state == State.NOT_RECEIVED
    assert dossier.papers.get().kind == "refusal"
    assert not dossier.tasks.waiting().exists()
