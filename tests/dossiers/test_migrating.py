"""Running dossiers and a newer version of their process: previewed, then moved by an act."""

from dataclasses import replace

import pytest
from django.utils import timezone

from motcua.dossiers import acts, verification
from motcua.dossiers.migrating import preview
from motcua.dossiers.models import Dossier, State
from motcua.people.models import Account
from motcua.processes import service as processes
from motcua.processes.kinds import Place, StepKind
from motcua.processes.models import ProcessVersion
from motcua.processes.service import StepRow
from tests.dossiers import people
from tests.dossiers.test_linked import BIRTH, SHOP_CHANGE, at_the_parts, published

pytestmark = pytest.mark.django_db

REASON = "Quyết định 12/QĐ-UBND"


@pytest.fixture
def administrator() -> Account:
    return people.officer("qt")


def rows_of(dossier: Dossier) -> list[StepRow]:
    return list(processes.table_of(dossier.road.version).rows)


def with_a_second_look(dossier: Dossier) -> ProcessVersion:
    """A newer version with one more review, renamed work and other limits."""
    rows = rows_of(dossier)
    work = next(n for n, row in enumerate(rows) if row.kind == StepKind.PROCESS)
    rows[work] = replace(rows[work], name="Thẩm định hồ sơ", limit="1wd")
    rows.insert(work + 1, StepRow("Thẩm tra", StepKind.REVIEW, Place.DIVISION))
    return published(dossier.road.version.process.code, rows)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def test_the_preview_says_who_stands_where_and_changes_nothing() -> None:
    waiting = people.carry_to(people.received(SHOP_CHANGE), "process")
    signing = people.carry_to(people.received(SHOP_CHANGE), "sign")
    old, new = waiting.road.version, with_a_second_look(waiting)
    seen = preview(old, new)
    assert [(each.dossier, each.at, each.to) for each in seen.able] == [
        (waiting, ("Thẩm định, dự thảo kết quả",), ("Thẩm định hồ sơ",)),
        (signing, ("Ký kết quả",), ("Ký kết quả",)),
    ]
    assert seen.unable == []
    assert again(waiting).road.process == old


def test_the_act_keeps_what_is_done_who_holds_it_and_every_date(administrator: Account) -> None:
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    task, due, version = dossier.tasks.waiting().get(), dossier.due_at, dossier.road.version
    new = with_a_second_look(dossier)
    steps = preview(version, new).steps
    acts.migrate_process(dossier, account=administrator, to=new, steps=steps, reason=REASON)
    dossier = again(dossier)
    moved = dossier.tasks.waiting().get()
    assert dossier.road.process == new
    assert moved.step.name == "Thẩm định hồ sơ"
    assert (moved.assignee, moved.opened_at) == (task.assignee, task.opened_at)
    assert (dossier.due_at, dossier.appointment_at) == (due, due)
    event = dossier.events.last()
    assert (event.act, event.detail["reason"]) == ("migrate_process", REASON)
    assert (event.detail["from"], event.detail["to"]) == (version.number, new.number)
    assert list(verification.broken_histories()) == []
    seen = []
    while not dossier.is_closed:
        seen.append(dossier.tasks.waiting().get().step.name)
        dossier = people.carry_on(dossier)
    assert "Thẩm tra" in seen
    assert dossier.state == State.RETURNED


def test_a_step_that_is_gone_holds_its_dossiers_back(administrator: Account) -> None:
    dossier = people.carry_to(people.received(SHOP_CHANGE), "review")
    old = dossier.road.version
    rows = [row for row in rows_of(dossier) if row.kind != StepKind.REVIEW]
    new = published(old.process.code, rows)
    seen = preview(old, new)
    assert [each.dossier for each in seen.unable] == [dossier]
    assert "không có bước tương ứng" in seen.unable[0].trouble
    signing = next(step.key for step in new.steps.all() if step.kind == StepKind.SIGN)
    gone = next(step.key for step in old.steps.all() if step.kind == StepKind.REVIEW)
    by_hand = {**seen.steps, gone: signing}
    assert preview(old, new, by_hand).able[0].to == ("Ký kết quả",)
    moved, left = acts.migrate(old, new, account=administrator, reason=REASON, steps=by_hand)
    assert (moved, left) == ([dossier], [])
    assert people.on_desk(again(dossier))[0] == "sign"


def test_parts_go_along(administrator: Account) -> None:
    dossier = people.carry_on(at_the_parts(BIRTH))
    standing = {task.part.key for task in dossier.tasks.waiting()}
    old, new = dossier.road.version, with_a_second_look(dossier)
    moved, left = acts.migrate(old, new, account=administrator, reason=REASON)
    assert (moved, left) == ([dossier], [])
    dossier = again(dossier)
    assert {task.part.key for task in dossier.tasks.waiting()} == standing
    assert dossier.parts.filter(closed_at=None, lead=False).count() == 1
    assert people.carry_to(dossier, "return").state == State.FINISHED


def test_only_an_administrator_with_a_reason_and_a_published_version(
    administrator: Account,
) -> None:
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    new = with_a_second_look(dossier)
    steps = preview(dossier.road.version, new).steps
    _, officer = people.on_desk(dossier)
    with pytest.raises(acts.Refused, match="không có quyền"):
        acts.migrate_process(dossier, account=officer, to=new, steps=steps, reason=REASON)
    with pytest.raises(acts.Refused, match="Chưa ghi"):
        acts.migrate_process(dossier, account=administrator, to=new, steps=steps, reason=" ")
    draft = processes.draft_from(new, None)
    for other in (draft, dossier.road.version):
        with pytest.raises(acts.Refused, match="Chưa chuyển được"):
            acts.migrate_process(
                dossier, account=administrator, to=other, steps=steps, reason=REASON
            )
    assert again(dossier).version == dossier.version


def test_doing_it_again_finds_nobody_left(administrator: Account) -> None:
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    old, new = dossier.road.version, with_a_second_look(dossier)
    acts.migrate(old, new, account=administrator, reason=REASON)
    assert acts.migrate(old, new, account=administrator, reason=REASON) == ([], [])


def test_dossiers_of_before_and_after_a_change_each_keep_their_process() -> None:
    before = people.received(SHOP_CHANGE)
    old, new = before.road.version, with_a_second_look(before)
    after = people.received(SHOP_CHANGE)
    assert (again(before).road.process, after.road.process) == (old, new)
    assert new.valid_from == timezone.localdate()
