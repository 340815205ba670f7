"""Steps that wait: for an answer that may never come, for the applicant, for money."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import acts, road
from motcua.dossiers.models import Charge, ClockPause, Dossier
from motcua.processes import service as processes
from motcua.processes.kinds import StepKind
from motcua.processes.service import TimerKind
from tests.dossiers import people
from tests.dossiers.test_linked import CLOSING_SHOP, SHOP_CHANGE, published

pytestmark = pytest.mark.django_db


def test_silence_runs_from_the_moment_the_question_lies_on_the_desk() -> None:
    dossier = people.carry_to(people.received(CLOSING_SHOP), "consult")
    ((task, kind, at),) = road.timers_of(dossier)
    assert (task.step.kind, kind) == ("consult", TimerKind.SILENCE)
    assert at == task.due_at > task.opened_at
    assert road.timers_of(people.carry_on(dossier)) == []


def test_closing_runs_only_while_the_applicant_is_waited_for() -> None:
    code = people.case_of(SHOP_CHANGE).process.code
    rows = list(processes.table_of(processes.version_for(code)).rows)
    work = next(n for n, row in enumerate(rows) if row.kind == StepKind.PROCESS)
    rows[work] = replace(rows[work], pauses="supplement", resumes="supplement", closes_after="30d")
    published(code, rows)
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    assert road.timers_of(dossier) == []
    since = timezone.now()
    pause = ClockPause(dossier=dossier, reason=ClockPause.Reason.SUPPLEMENT, started_at=since)
    pause.save()
    ((_, kind, at),) = road.timers_of(dossier)
    assert kind == TimerKind.CLOSE
    assert at - since >= timedelta(days=29)
    pause.ended_at = timezone.now()
    pause.save()
    assert road.timers_of(dossier) == []


def charged(dossier: Dossier) -> None:
    Charge.objects.create(dossier=dossier, name="Lệ phí", amount=50_000, asked_at=timezone.now())


def test_a_fee_still_owed_is_a_step_that_ends_when_it_is_paid() -> None:
    dossier = people.carry_to(people.received("1.013229"), "number")
    charged(dossier)
    dossier = people.carry_on(dossier)
    kind, clerk = people.on_desk(dossier)
    assert kind == "fee"
    dossier = acts.record_payment(dossier, account=clerk, method=Charge.Method.CASH)
    assert people.on_desk(dossier)[0] == "return"


def test_nothing_owed_means_no_step_for_money() -> None:
    dossier = people.carry_to(people.received("1.013229"), "number")
    assert people.on_desk(people.carry_on(dossier))[0] == "return"
