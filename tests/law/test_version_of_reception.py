"""A dossier goes by the law in force when it was received: text, limit, process.

The procedure changes on 1 December 2026: 15 days become 7 working days, and the process changes.
"""

from datetime import date

import pytest

from motcua.catalog import service as catalog
from motcua.catalog.models import Component, ProcedureCase
from motcua.clock import Limit
from motcua.dossiers import acts, clocks, rebasing
from motcua.dossiers.models import Dossier
from motcua.processes.models import ProcessVersion
from tests.dossiers import people
from tests.dossiers.moments import Clock, disagreements

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def change(clock: Clock) -> ProcedureCase:
    """Published on 16 November; gives the case as it will be."""
    clock.set(2026, 11, 16)
    administrator = people.officer("qt")
    now = people.case_of(people.BUILDING)
    draft = catalog.draft_from(now.version, administrator)
    case = draft.cases.get(code=now.code)
    ProcedureCase.objects.filter(pk=case.pk).update(limit="7wd")
    publish_process(now, "7wd")
    draft.publish(DECEMBER, by=administrator)
    case.refresh_from_db()
    return case


def publish_process(case: ProcedureCase, limit: str) -> None:
    """The process without its opinion step, from 1 December on."""
    assert case.process
    old = case.process.versions.get()
    fields = {
        each.name: getattr(old, each.name)
        for each in ProcessVersion._meta.concrete_fields
        if each.name not in ("id", "number", "status", "valid_from", "digest")
    }
    new = ProcessVersion.objects.create(
        **fields, number=old.number + 1, status="draft", valid_from=None
    )
    for step in old.steps.all():
        step.pk, step.version = None, new
        step.name = f"{step.name} (mới)"
        step.save(force_insert=True)
    ProcessVersion.objects.filter(pk=old.pk).update(valid_to=date(2026, 11, 30))
    ProcessVersion.objects.filter(pk=new.pk).update(status="published", valid_from=DECEMBER)


def law_of(dossier: Dossier) -> tuple[int, str, int]:
    """Number of its text, its limit, number of its process."""
    dossier = Dossier.objects.get(pk=dossier.pk)
    return (
        dossier.case.version.number,
        str(clocks.limit(dossier)),
        dossier.road.version.number,
    )


def test_each_keeps_the_law_of_its_reception(clock: Clock, change: ProcedureCase) -> None:
    clock.set(2026, 11, 30, 16)
    before = people.at_counter(key="before")
    clock.set(2026, 12, 1, 8)
    after = people.at_counter(key="after")
    old, new = (1, "15d", 1), (2, "7wd", 2)
    assert (law_of(before), law_of(after)) == (old, new)
    before = people.carry_to(before, "sign")
    assert (law_of(before), before.due_at.date()) == (old, date(2026, 12, 15))
    assert after.due_at.date() == date(2026, 12, 10)
    for dossier in (before, after):
        while dossier.tasks.waiting().exists():
            dossier = people.carry_on(dossier)
    assert (law_of(before), law_of(after)) == (old, new)
    assert disagreements() == []


def test_filed_before_and_received_after_it_goes_by_the_new_law(
    clock: Clock, change: ProcedureCase
) -> None:
    """Found by reading: the text was changed at reception, the process was not."""
    clock.set(2026, 11, 30, 16)
    dossier = people.filed(people.BUILDING)
    clock.set(2026, 12, 1, 8)
    dossier = acts.receive(dossier, account=people.officer("mc.hongbang"))
    assert law_of(dossier) == (2, "7wd", 2)
    assert {part.component.case for part in dossier.components.all()} == {change}
    receipt = dossier.papers.get(kind="receipt")
    assert receipt.content["time_limit"] == Limit.parse("7wd").in_words("vi")
    while dossier.tasks.waiting().exists():
        dossier = people.carry_on(dossier)
    assert disagreements() == []


def test_a_paper_the_new_law_asks_for_must_be_there(clock: Clock, change: ProcedureCase) -> None:
    Component.objects.create(
        case=change, order=99, name="Bản cam kết", mandatory=True, kind=Component.Kind.FILED
    )
    clock.set(2026, 11, 30, 16)
    dossier = people.filed(people.BUILDING)
    clock.set(2026, 12, 1, 8)
    with pytest.raises(acts.Refused, match="Bản cam kết"):
        acts.receive(dossier, account=people.officer("mc.hongbang"))
    assert law_of(dossier)[0] == 1


def test_a_running_dossier_moves_by_an_act_alone_with_its_appointment_kept(
    clock: Clock, change: ProcedureCase
) -> None:
    clock.set(2026, 11, 30, 16)
    dossier = people.carry_to(people.at_counter(), "process")
    administrator, printed = people.officer("qt"), dossier.appointment_at
    with pytest.raises(acts.Refused, match="chưa có hiệu lực"):
        acts.move_to_version(dossier, account=administrator, case=change, reason="Điều 9")
    clock.set(2026, 12, 1, 8)
    assert rebasing.compare(dossier, change).missing == []
    with pytest.raises(acts.Refused, match="căn cứ"):
        acts.move_to_version(dossier, account=administrator, case=change, reason=" ")
    dossier = acts.move_to_version(dossier, account=administrator, case=change, reason="Điều 9")
    assert law_of(dossier)[:2] == (2, "7wd")
    assert (dossier.due_at.date(), dossier.appointment_at) == (date(2026, 12, 9), printed)
    assert disagreements() == []
