"""A run on paper: who, where, when; and every way a process can take."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.clock import ZONE
from motcua.processes import service
from motcua.processes.models import InternalProcess
from motcua.processes.service import ProcessError, TimerKind

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=ZONE)


def names(plan):
    return [each.step.name for each in plan]


def test_a_run_tells_who_does_what_until_when():
    plan = service.simulate(service.version_for("YB-KT01"), {}, MONDAY)
    assert [f"{each.due:%d/%m %H:%M}" for each in plan][:2] == ["02/03 14:00", "02/03 14:00"]
    work = next(each for each in plan if each.step.kind == "process")
    assert (work.where, work.who) == ("Phòng Kinh tế - Hạ tầng", "Chuyên viên")
    assert (work.due - work.starts) > timedelta(days=15)
    assert "Thu phí, lệ phí" not in names(plan)
    owed = service.simulate(service.version_for("YB-KT01"), {"fee": {"due": True}}, MONDAY)
    assert "Thu phí, lệ phí" in names(owed)


def test_parallel_steps_begin_together_and_the_longest_decides():
    plan = service.simulate(service.version_for("QG-2.000986"), {}, MONDAY)
    beside = [each for each in plan if each.step.parallel_group]
    assert len({each.starts for each in beside}) == 1
    signing = next(each for each in plan if each.step.kind == "sign")
    assert signing.starts == max(each.due for each in beside)


def test_a_fact_a_gateway_needs_is_asked_for():
    draft = service.draft_from(service.default_version("6wd"), None)
    rows = list(service.table_of(draft).rows)
    rows[3:3] = [service.StepRow("Thẩm tra", rows[3].kind, rows[3].place)]
    rows[3] = replace(rows[3], condition="applicant.kind == 'organisation'")
    service.save_draft(draft, rows, None)
    with pytest.raises(ProcessError, match="Chưa đủ dữ kiện"):
        service.simulate(draft, {}, MONDAY)
    person = service.simulate(draft, {"applicant": {"kind": "person"}}, MONDAY)
    company = service.simulate(draft, {"applicant": {"kind": "organisation"}}, MONDAY)
    assert set(names(company)) - set(names(person)) == {"Thẩm tra"}


def test_every_way_is_told_the_usual_one_first():
    ways = service.ways(service.version_for("QG-1.013225"))
    assert [way.choices for way in ways] == [
        (),
        ("Bổ sung chưa đạt",),
        ("Vẫn không đạt",),
        ("Bổ sung chưa đạt", "Vẫn không đạt"),
    ]
    assert len(ways[3].steps) == len(ways[0].steps) + 2


def test_every_process_of_the_seeds_can_be_looked_at_in_advance():
    for process in InternalProcess.objects.all():
        version = service.current_version(process)
        plan = service.simulate(version, {}, MONDAY)
        usual = service.ways(version)[0].steps
        assert sorted(each.step.key for each in plan) == sorted(step.key for step in usual)
        assert all(each.starts <= each.due for each in plan)


def test_what_runs_by_itself_is_told_at_the_step_that_waits():
    version = service.version_for("QG-1.001266")
    state = service.start(version)
    for key in ("s1", "s2", "s3"):
        assert service.timers(version, state) == []
        state = service.complete(version, state, key)
    (timer,) = service.timers(version, state)
    assert (timer.step.kind, timer.kind, str(timer.after)) == ("consult", TimerKind.SILENCE, "2wd")
