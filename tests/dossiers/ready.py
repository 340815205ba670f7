"""For every act: a dossier on which it can be done at once, and what the act must be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from motcua.catalog.models import ProcedureCase
from motcua.clock import add_working_time
from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Charge, Dossier, DossierComponent
from motcua.organization.models import Unit
from motcua.processes import service as processes
from motcua.processes.models import Step, StepKind
from tests.dossiers import people
from tests.dossiers.people import officer

Ready = tuple[Dossier, dict[str, Any]]
MORE = {"reason": "Có lý do"}


def at(kind: str) -> Dossier:
    return people.carry_to(people.received(), kind)


def with_step(kind: StepKind) -> Dossier:
    """A dossier of some procedure of the commune that passes such a step, standing there."""
    steps = Step.objects.filter(kind=kind, condition="")
    return people.carry_to(people.received(_solved_by(steps)), kind)


def _solved_by(steps: QuerySet[Step]) -> str:
    """The code of a procedure of the commune whose process has one of the steps."""
    cases = ProcedureCase.objects.filter(
        process__versions__steps__in=steps,
        version__procedure__competences__agency=people.commune(),
    ).exclude(limit="")
    return cases.order_by("version__procedure__code")[0].version.procedure.code


def numbered() -> Dossier:
    dossier = at("number")
    return acts.number(dossier, account=officer("vt.hongbang"))


def finished() -> Dossier:
    return acts.release(numbered(), account=officer("vt.hongbang"))


def returned() -> Dossier:
    return people.carry_on(finished())


def asked_to_withdraw(dossier: Dossier) -> Dossier:
    return acts.ask_withdrawal(dossier, account=dossier.submitter, **MORE)


def with_fee(dossier: Dossier) -> Dossier:
    return acts.require_payment(
        dossier,
        account=officer("mc.hongbang"),
        charges=[acts.Owed("Lệ phí", 8000)],
        waits=False,
    )


def with_opinion() -> Dossier:
    dossier, details = ready("ask_opinion")
    return acts.ask_opinion(dossier, account=officer("cv.hongbang"), **details)


def with_late_opinion() -> Dossier:
    dossier = with_opinion()
    dossier.opinions.update(due_at=timezone.now() - timedelta(minutes=1))
    return dossier


def with_extension() -> Dossier:
    dossier, details = ready("propose_extension")
    return acts.propose_extension(dossier, account=officer("tp.hongbang"), **details)


def slow(dossier: Dossier) -> Dossier:
    """Give it a limit long enough that its last day is not today, and count anew."""
    ProcedureCase.objects.filter(pk=dossier.case_id).update(limit="10wd")
    dossier.refresh_from_db()
    clocks.make_appointment(dossier)
    dossier.save(update_fields=["due_at", "appointment_at"])
    return dossier


def paid() -> Dossier:
    return acts.record_payment(
        with_fee(at("assign")), account=officer("mc.hongbang"), method=Charge.Method.CASH
    )


def proposed_supplement() -> Dossier:
    details = {"items": "Bản chính sổ hộ khẩu cũ", **MORE}
    return acts.propose_supplement(at("process"), account=officer("cv.hongbang"), **details)


def asked() -> Dossier:
    return acts.request_supplement(
        people.filed(), account=officer("mc.hongbang"), items="Bản chính", **MORE
    )


def handed_over() -> Dossier:
    return acts.hand_over(people.at_counter(people.EXTRACT), account=officer("mc.hongbang"))


def unanswered() -> Dossier:
    dossier = acts.send_supplement_request(proposed_supplement(), account=officer("mc.hongbang"))
    policy = dossier.case.policy | {"close_after": 1}
    ProcedureCase.objects.filter(pk=dossier.case_id).update(policy=policy)
    dossier.pauses.update(started_at=timezone.now() - timedelta(days=40))
    Dossier.objects.filter(pk=dossier.pk).update(received_at=timezone.now() - timedelta(days=41))
    dossier.refresh_from_db()
    return dossier


def silent() -> Dossier:
    dossier = at("process")
    policy = dossier.case.policy | {"silence": "granted"}
    ProcedureCase.objects.filter(pk=dossier.case_id).update(policy=policy)
    long_ago = timezone.now() - timedelta(days=60)
    Dossier.objects.filter(pk=dossier.pk).update(received_at=long_ago, due_at=long_ago)
    dossier.refresh_from_db()
    return dossier


def unanswered_opinion() -> Dossier:
    """At a step whose process takes silence for consent, opened long ago."""
    steps = Step.objects.filter(kind=StepKind.OPINION).exclude(silence="")
    dossier = people.carry_to(people.received(_solved_by(steps)), StepKind.OPINION)
    dossier.tasks.filter(closed_at=None).update(opened_at=timezone.now() - timedelta(days=60))
    return dossier


def past_its_appointment() -> Dossier:
    dossier = finished()
    Dossier.objects.filter(pk=dossier.pk).update(appointment_at=timezone.now() - timedelta(days=1))
    return dossier


def miscounted() -> Dossier:
    """Its due moment is no longer what the calendar gives."""
    dossier = at("process")
    Dossier.objects.filter(pk=dossier.pk).update(due_at=dossier.due_at + timedelta(days=1))
    return dossier


def _opinion_details(dossier: Dossier) -> dict[str, Any]:
    unit = Unit.objects.get(code="H24.31.KT")
    due = add_working_time(timezone.now(), 60, clocks.calendar(dossier))
    return {"unit": unit, "question": "Đề nghị cho ý kiến.", "due": min(due, dossier.due_at)}


def _correction(dossier: Dossier) -> dict[str, Any]:
    return {"applicant": {**people.APPLICANT, "phone": "0911222333"}, **MORE}


def _handed_in(dossier: Dossier) -> dict[str, Any]:
    part = DossierComponent.objects.filter(dossier=dossier).first()
    return {"components": {part.pk: acts.HandedIn(originals=1)} if part else {}, "note": "Đã nộp"}


def _next_version(dossier: Dossier) -> dict[str, Any]:
    version = dossier.case.version
    case = ProcedureCase.objects.create(
        version=type(version).objects.create(
            procedure=version.procedure, number=version.number + 1, name=version.name
        ),
        code=dossier.case.code,
        limit="7wd",
        policy=dossier.case.policy,
    )
    return {"case": case, **MORE}


def _other_process(dossier: Dossier) -> dict[str, Any]:
    """The same process published again, its steps standing for themselves."""
    before = dossier.road.version
    administrator = officer("qt")
    after = processes.draft_from(before, administrator)
    after.publish(timezone.localdate() + timedelta(days=1), by=administrator)
    steps = {step.key: step.key for step in before.steps.all()}
    return {"to": after, "steps": steps, **MORE}


def _until(dossier: Dossier) -> dict[str, Any]:
    later = add_working_time(dossier.due_at, 5 * 8 * 60, clocks.calendar(dossier))
    return {"until": timezone.localdate(later), **MORE}


Details = Callable[[Dossier], dict[str, Any]] | dict[str, Any]
INSPECTION = {
    "held_at": timezone.now() - timedelta(hours=1),
    "place": "Số 12 Đinh Tiên Hoàng",
    "participants": "Đại diện phường, chủ hộ",
    "findings": "Đúng như hồ sơ.",
}
SUPPLEMENT = {"items": "Bản chính giấy tờ", **MORE}
DRAFT = {"title": "Trích lục", "body": "Đồng ý cấp."}
FEE = {"charges": [acts.Owed("Lệ phí", 8000)], "waits": False}

MOMENTS: dict[str, tuple[Callable[[], Dossier], Details]] = {
    "receive": (people.filed, {}),
    "refuse": (people.filed, MORE),
    "request_supplement": (people.filed, SUPPLEMENT),
    "propose_supplement": (lambda: at("process"), SUPPLEMENT),
    "send_supplement_request": (proposed_supplement, {}),
    "supplement": (asked, _handed_in),
    "correct_reception": (people.received, _correction),
    "hand_over": (lambda: people.at_counter(people.EXTRACT), {}),
    "acknowledge_hand_over": (handed_over, {}),
    "assign": (
        lambda: at("assign"),
        lambda dossier: {"specialist": acts.specialists(dossier)[0]},
    ),
    "reassign": (
        lambda: at("process"),
        lambda dossier: {"specialist": acts.specialists(dossier)[1], **MORE},
    ),
    "take_back": (lambda: at("process"), MORE),
    "pull_back": (lambda: at("process"), MORE),
    "propose": (lambda: at("process"), DRAFT),
    "approve": (lambda: with_step(StepKind.REVIEW), {}),
    "return_to_previous": (lambda: with_step(StepKind.REVIEW), MORE),
    "ask_opinion": (lambda: at("process"), _opinion_details),
    "answer_opinion": (with_opinion, {"answer": "Nhất trí."}),
    "give_opinion": (lambda: with_step(StepKind.OPINION), {"note": "Nhất trí."}),
    "report_late_opinion": (with_late_opinion, {}),
    "record_inspection": (lambda: at("process"), INSPECTION),
    "require_payment": (lambda: at("assign"), FEE),
    "record_payment": (lambda: with_fee(at("assign")), {"method": "cash"}),
    "waive_payment": (lambda: with_fee(at("assign")), MORE),
    "refund": (paid, MORE),
    "propose_extension": (lambda: slow(at("process")), _until),
    "apologise_and_extend": (with_extension, {}),
    "ask_withdrawal": (lambda: at("process"), MORE),
    "accept_withdrawal": (lambda: asked_to_withdraw(at("process")), {}),
    "decline_withdrawal": (lambda: asked_to_withdraw(at("number")), MORE),
    "stop": (lambda: at("process"), {"basis": "Điều 1", **MORE}),
    "close_unanswered": (unanswered, {}),
    "decide_by_silence": (silent, {}),
    "pass_by_silence": (unanswered_opinion, {}),
    "sign": (lambda: at("sign"), {}),
    "number": (lambda: at("number"), {}),
    "release": (numbered, {}),
    "return_result": (
        finished,
        lambda dossier: {"way": "counter", "recipient": str(dossier.applicant)},
    ),
    "mark_uncollected": (past_its_appointment, {}),
    "correct_result": (finished, {**DRAFT, "body": "Nội dung đã sửa.", **MORE}),
    "reissue_result": (returned, MORE),
    "revoke_result": (finished, {"decision": "1/QĐ-UBND", **MORE}),
    "recalculate_due": (miscounted, {"decision": "1/QĐ-TTg"}),
    "move_to_version": (lambda: at("process"), _next_version),
    "migrate_process": (lambda: at("process"), _other_process),
}


def ready(act: str) -> Ready:
    """A dossier waiting for this act, and the details to do it with."""
    make, details = MOMENTS[act]
    dossier = make()
    return dossier, details(dossier) if callable(details) else dict(details)
