"""Liên thông: several agencies in one dossier, each with its part and its clock."""

from dataclasses import replace

import pytest
from django.utils import timezone

from motcua.catalog.models import Competence
from motcua.dossiers import acts, road
from motcua.dossiers.models import Dossier, Part, State
from motcua.dossiers.places import agency_of, unit_of
from motcua.organization.models import Post, Unit
from motcua.processes import service as processes
from motcua.processes.desks import role_of
from motcua.processes.kinds import Place, StepKind
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.service import StepRow
from tests.dossiers import people

pytestmark = pytest.mark.django_db

BIRTH = "2.000986"  # Liên thông khai sinh, thường trú, thẻ BHYT
CLOSING_SHOP = "1.001266"  # Chấm dứt hộ kinh doanh
SHOP_CHANGE = "2.000720"


def published(code: str, rows: list[StepRow], **facts: str) -> ProcessVersion:
    """A new version of a process of the seeds, in force from today."""
    version = processes.version_for(code)
    draft = processes.draft_from(version, None)
    processes.save_draft(draft, rows, None, **facts)
    draft.publish(timezone.localdate(), by=None)
    return draft


def parts(dossier: Dossier) -> dict[str, Part]:
    return {part.key: part for part in dossier.parts.select_related("agency", "unit")}


def at_the_parts(code: str = BIRTH) -> Dossier:
    dossier = people.received(code)
    for _ in range(20):
        if len(parts(dossier)) > 1:
            return dossier
        dossier = people.carry_on(dossier)
    raise AssertionError("no other agency on this road")


def test_parts_open_at_the_agencies_nearest_the_applicant() -> None:
    dossier = at_the_parts()
    found = parts(dossier)
    assert {key: part.agency.short_name for key, part in found.items()} == {
        "": "Phường Hồng Bàng",
        "cong_an": "Công an phường Hồng Bàng",
        "bao_hiem_xa_hoi": "Bảo hiểm xã hội thành phố",
    }
    assert [part.lead for part in found.values()] == [True, False, False]
    for task in dossier.tasks.waiting().select_related("part__agency"):
        assert task.unit.agency == task.part.agency
        assert Post.objects.filter(unit=task.unit, role=task.role).exists()


def test_each_part_has_its_own_clock_and_the_dossier_one_appointment() -> None:
    dossier = at_the_parts()
    appointment, found = dossier.appointment_at, parts(dossier)
    police, insurer = found["cong_an"], found["bao_hiem_xa_hoi"]
    assert police.due_at > insurer.due_at > insurer.opened_at
    assert found[""].due_at is None
    assert dossier.due_at == appointment
    assert Dossier.objects.filter(code=dossier.code).count() == 1


def test_a_part_closes_when_its_work_is_done_and_the_lead_goes_on() -> None:
    dossier = people.carry_on(at_the_parts())
    found = parts(dossier)
    closed = [key for key, part in found.items() if part.closed_at]
    assert len(closed) == 1
    dossier = people.carry_on(dossier)
    found = parts(dossier)
    assert found["cong_an"].closed_at
    assert found["bao_hiem_xa_hoi"].closed_at
    assert found[""].closed_at is None
    dossier = people.carry_to(dossier, "return")
    dossier = people.carry_on(dossier)
    assert dossier.state == State.RETURNED
    assert all(part.closed_at for part in parts(dossier).values())


def test_work_given_back_to_a_part_opens_it_again_on_its_first_date() -> None:
    dossier = people.carry_on(people.carry_on(at_the_parts()))
    before = parts(dossier)["cong_an"]
    task, (_, leader) = dossier.tasks.waiting().get(), people.on_desk(dossier)
    key = next(s.key for s in road.earlier_steps(dossier, task) if s.part == "cong_an")
    dossier = acts.return_to_previous(dossier, account=leader, reason="Sai họ tên", step=key)
    again = parts(dossier)["cong_an"]
    assert again.closed_at is None
    assert again.due_at == before.due_at
    assert people.on_desk(dossier)[1].officer.holdings.get().post.unit == again.unit


def test_a_stopped_dossier_leaves_no_part_open() -> None:
    dossier = at_the_parts()
    road.close_all(dossier, None, timezone.now())
    assert not dossier.parts.filter(closed_at=None).exists()
    assert not dossier.tasks.waiting().exists()


def test_an_opinion_lies_with_the_agency_asked_and_drafts_nothing() -> None:
    dossier = people.carry_to(people.received(CLOSING_SHOP), "consult")
    _, account = people.on_desk(dossier)
    assert account.officer.holdings.get().post.unit.agency.short_name == "Thuế thành phố"
    before = dossier.result.body
    with pytest.raises(acts.Refused, match="ý kiến của đơn vị phối hợp"):
        acts.give_opinion(dossier, account=account, note=" ")
    dossier = acts.give_opinion(dossier, account=account, note="Không nợ thuế")
    dossier.result.refresh_from_db()
    assert dossier.result.body == before
    assert people.on_desk(dossier)[0] == "process"


def test_a_dossier_of_one_agency_has_no_parts() -> None:
    dossier = people.carry_to(people.received(people.EXTRACT), "sign")
    assert not dossier.parts.exists()


def test_a_part_of_several_steps_runs_beside_the_division() -> None:
    code = people.case_of(SHOP_CHANGE).process.code
    usual = list(processes.table_of(processes.version_for(code)).rows)
    work = next(n for n, row in enumerate(usual) if row.kind == StepKind.PROCESS)
    police = {"part": "cong_an", "parallel_group": "A", "unit_name": "Công an"}
    usual[work : work + 1] = [
        replace(usual[work], parallel_group="A"),
        StepRow("Xác minh", StepKind.PROCESS, Place.DIVISION, limit="1wd", **police),
        StepRow("Ký trả lời", StepKind.REVIEW, Place.LEADERSHIP, limit="1wd", **police),
    ]
    published(code, usual)
    dossier = at_the_parts(SHOP_CHANGE)
    task = dossier.tasks.waiting().get(part__key="cong_an")
    head = dossier.tasks.waiting().get(part__key="")
    assert task.unit.agency.short_name == "Công an phường Hồng Bàng"
    road.complete(dossier, task, people.officer("mc.hongbang").officer, timezone.now())
    signing = dossier.tasks.waiting().get(part__key="cong_an")
    assert (signing.unit.kind, signing.role) == (Unit.Kind.LEADERSHIP, "leader")
    assert signing.unit.agency == task.unit.agency
    assert dossier.tasks.waiting().filter(pk=head.pk).exists()


def test_two_divisions_of_one_agency_work_in_their_own_rooms() -> None:
    code = people.case_of(SHOP_CHANGE).process.code
    usual = list(processes.table_of(processes.version_for(code)).rows)
    work = next(n for n, row in enumerate(usual) if row.kind == StepKind.PROCESS)
    second = {"unit_name": "Phòng Văn hóa - Xã hội", "place": Place.DIVISION}
    usual[work + 1 : work + 1] = [
        StepRow("Phân công lần hai", StepKind.ASSIGN, **second),
        StepRow("Thẩm định lần hai", StepKind.PROCESS, **second),
    ]
    published(code, usual)
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    first = dossier.tasks.waiting().get().unit
    dossier = people.carry_on(dossier)
    assert dossier.tasks.waiting().get().unit.name == "Phòng Văn hóa - Xã hội"
    dossier = people.carry_on(dossier)
    task = dossier.tasks.waiting().get()
    assert (task.step.name, task.unit.name) == ("Thẩm định lần hai", "Phòng Văn hóa - Xã hội")
    assert task.assignee.holdings.get().post.unit == task.unit != first
    assert people.carry_to(dossier, "return").state == State.FINISHED


def test_an_officers_finding_takes_the_branch() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    own = dossier.tasks.waiting().get(step__kind="process")
    told = {"title": "Thông báo", "body": "Không cấp phép", "findings": {"van_khong_dat": True}}
    dossier = acts.propose(dossier, account=own.assignee.account, **told)
    seen = set()
    while not dossier.is_closed:
        seen |= {task.step.name for task in dossier.tasks.waiting()}
        dossier = people.carry_on(Dossier.objects.get(pk=dossier.pk))
    assert "Vẫn không đạt: thông báo không cấp" in seen
    assert "Bổ sung chưa đạt: hướng dẫn tiếp" not in seen


def test_every_step_of_every_process_has_a_desk_wherever_it_is_solved() -> None:
    """In every agency that decides procedures, for what comes in at its own one-stop."""
    desks = set(Post.objects.values_list("unit", "role"))
    steps = [
        (process.code, step)
        for process in InternalProcess.objects.all()
        for step in processes.current_version(process).steps.all()
    ]
    for division in Unit.objects.filter(pk__in=Competence.objects.values("division")):
        agency = division.agency
        dossier = Dossier(agency=agency, division=division, one_stop=agency.one_stop)
        for code, step in steps:
            part = agency_of(step, dossier) if step.part else None
            desk = (unit_of(step, dossier, part), role_of(step))
            assert desk in desks, (code, step.order, step.name, agency.name)


def test_a_finding_nobody_asked_for_is_refused_in_words() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    with pytest.raises(processes.ProcessError, match="không hỏi điều này: troi_mua"):
        road.find(dossier, {"troi_mua": True})
