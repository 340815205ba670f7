"""A town at work: what any act needs to be told, on any dossier, by anybody, at any moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone

from motcua.catalog import service as catalog
from motcua.catalog.models import Component, ProcedureCase
from motcua.clock import close_of_day
from motcua.dossiers import acts, clocks, road
from motcua.dossiers.acts.passing_time import system_account
from motcua.dossiers.models import Charge, Dossier, Result, State
from motcua.organization.models import Agency, Unit
from motcua.people.models import Account, PostHolding
from motcua.processes import service as processes
from motcua.processes.service import TimerKind
from tests.dossiers import people

One = TypeVar("One")
# Gives one of several: drawn by Hypothesis, or the first.
Choose = Callable[[Sequence[One]], One]
REASON = "Theo quy định tại Điều 19"


def case_and_agency(choose: Choose) -> tuple[ProcedureCase, Agency]:
    """Some procedure that some agency decides."""
    procedures = list(catalog.receivable().filter(catalog.decided()).order_by("code"))
    while True:
        procedure = choose(procedures)
        cases = list(catalog.cases_for(procedure, "counter").filter(version__trial=False))
        if cases:
            agencies = catalog.competent_agencies(procedure).order_by("code")
            return choose(cases), choose(list(agencies))


def filing(case: ProcedureCase, agency: Agency) -> acts.Filing:
    required = case.components.filter(mandatory=True, kind=Component.Kind.FILED)
    return acts.Filing(
        case=case,
        agency=agency,
        content={"applicant": people.APPLICANT, "request": {"text": "Đề nghị giải quyết"}},
        components={component.pk: acts.HandedIn(originals=1) for component in required},
    )


def filed_online(case: ProcedureCase, agency: Agency, account: Account) -> Dossier:
    draft = acts.begin_draft(case, account=account)
    acts.choose_agency(draft, agency, account=account)
    acts.save_draft(draft, account=account, part="applicant", values=people.APPLICANT)
    people.fill_in(draft)
    return acts.submit(draft, account=account)


def neighbours(dossier: Dossier) -> list[int]:
    """Accounts of everybody who could have anything to do with the dossier."""
    units = Q(post__unit=dossier.one_stop_id) | Q(post__unit__agency=dossier.agency_id)
    units |= Q(post__unit__in=dossier.tasks.filter(closed_at=None).values("unit"))
    holdings = PostHolding.objects.in_force().filter(units)
    near = Q(officer__holdings__in=holdings) | Q(pk=dossier.submitter_id)
    near |= Q(username__in=["qt", system_account().username])
    found = Account.objects.filter(near).distinct().order_by("username")
    return list(found.values_list("pk", flat=True))


def details(act: str, dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    """What the act must be told to be done sensibly, or as sensibly as can be."""
    tell = _TOLD.get(act)
    return tell(dossier, account, choose) if tell else {}


def working_day_after(dossier: Dossier, moment: datetime) -> datetime:
    calendar, day = clocks.calendar(dossier), timezone.localdate(moment) + timedelta(days=1)
    while not calendar.day(day).works:
        day += timedelta(days=1)
    return close_of_day(day, calendar)


def _specialists(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    others = [s for s in acts.specialists(dossier) if s.pk != dossier.specialist_id]
    return {"specialist": choose(others or acts.specialists(dossier)), "reason": REASON}


def _assigned(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    return {"specialist": choose(acts.specialists(dossier))}


def _supplemented(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    parts = list(dossier.components.all())
    handed_in = {choose(parts).pk: acts.HandedIn(copies=1)} if parts else {}
    return {"components": handed_in, "note": "Đã bổ sung"}


def _returned_to(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    tasks = list(dossier.tasks.waiting())
    task = acts.RULES["return_to_previous"].task_for(account, tasks)
    earlier = road.earlier_steps(dossier, task) if task else []
    return {"reason": REASON, "step": choose(["", *[each.key for each in earlier]])}


def _opinion(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    units = Unit.objects.filter(kind=Unit.Kind.DIVISION).exclude(pk=dossier.division_id)
    now = timezone.now()
    late = dossier.due_at is None or dossier.due_at <= now
    due = now + timedelta(days=1) if late else now + (dossier.due_at - now) / 2
    return {"unit": choose(list(units.order_by("code"))), "question": "Có ý kiến gì?", "due": due}


def _inspection(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    held = max(filter(None, [dossier.received_at, timezone.now() - timedelta(hours=1)]))
    words = {"place": "Tại thửa đất", "participants": "Các bên", "findings": "Đúng như hồ sơ"}
    return {"held_at": min(held, timezone.now()), **words}


def _fee(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    return {"charges": [acts.Owed("Lệ phí", 8000)], "waits": choose([True, False])}


def _until(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    end = working_day_after(dossier, dossier.due_at or timezone.now())
    return {"reason": REASON, "until": timezone.localdate(end)}


def _correction(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    phone = "0900000111" if dossier.applicant.phone != "0900000111" else "0900000222"
    return {"applicant": {**people.APPLICANT, "phone": phone}, "reason": REASON}


def _new_text(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    result = Result.objects.filter(dossier=dossier).first()
    return {
        "title": "Quyết định",
        "body": f"{result.body if result else ''} Đã đính chính.",
        "reason": REASON,
    }


def _other_case(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    cases = ProcedureCase.objects.filter(
        version__in=dossier.case.version.procedure.versions.in_force(), version__trial=False
    )
    return {"case": cases.exclude(pk=dossier.case_id).last() or dossier.case, "reason": REASON}


def _other_process(dossier: Dossier, account: Account, choose: Choose) -> dict[str, Any]:
    old = dossier.road.version
    others = old.process.versions.published().exclude(pk=old.pk)
    to = others.order_by("number").last() or old
    return {"to": to, "steps": processes.mapping(old, to), "reason": REASON}


_SUPPLEMENT = {
    "items": "Tờ khai\nBản vẽ",
    "reason": REASON,
    "repeat_reason": "Luật mới có hiệu lực",
}
_TOLD: dict[str, Callable[[Dossier, Account, Choose], dict[str, Any]]] = {
    **dict.fromkeys(
        (
            *("refuse", "take_back", "pull_back", "waive_payment", "refund", "ask_withdrawal"),
            *("decline_withdrawal", "reissue_result"),
        ),
        lambda dossier, account, choose: {"reason": REASON},
    ),
    "assign": _assigned,
    "reassign": _specialists,
    "request_supplement": lambda dossier, account, choose: _SUPPLEMENT,
    "propose_supplement": lambda dossier, account, choose: _SUPPLEMENT,
    "supplement": _supplemented,
    "correct_reception": _correction,
    "propose": lambda dossier, account, choose: {
        "title": "Quyết định",
        "body": "Đồng ý.",
        "note": "Đủ điều kiện",
        "outcome": choose(Result.Outcome.values),
    },
    "give_opinion": lambda dossier, account, choose: {"note": "Nhất trí"},
    "return_to_previous": _returned_to,
    "ask_opinion": _opinion,
    "answer_opinion": lambda dossier, account, choose: {"answer": "Nhất trí"},
    "record_inspection": _inspection,
    "require_payment": _fee,
    "record_payment": lambda dossier, account, choose: {"method": choose(Charge.Method.values)},
    "propose_extension": _until,
    "stop": lambda dossier, account, choose: {"reason": REASON, "basis": "Điều 21"},
    "return_result": lambda dossier, account, choose: {
        "way": choose(["counter", "electronic", "post"]),
        "recipient": str(dossier.applicant),
        "tracking": "EV123456789VN",
    },
    "correct_result": _new_text,
    "revoke_result": lambda dossier, account, choose: {"reason": REASON, "decision": "1/QĐ"},
    "migrate_process": _other_process,
    "recalculate_due": lambda dossier, account, choose: {"decision": "12729/VPCP-KGVX"},
    "move_to_version": _other_case,
}


def lawfully_refused(  # noqa: C901 a table
    act: str, dossier: Dossier, told: dict[str, Any]
) -> bool:
    """Whether an act that is offered must still be refused at this moment, by the law alone."""
    now = timezone.now()
    match act:
        case "return_result":
            return dossier.charges.filter(status=Charge.Status.DUE).exists()
        case "mark_uncollected":
            return now <= dossier.appointment_at
        case "close_unanswered":
            ends = [clocks.closes_at(dossier), *timers(dossier, TimerKind.CLOSE)]
            return not any(end and end < now for end in ends)
        case "pass_by_silence":
            return not any(end < now for end in timers(dossier, TimerKind.SILENCE))
        case "decide_by_silence":
            signed = Result.objects.filter(dossier=dossier).exclude(signed_at=None).exists()
            return signed or clocks.silence(dossier, now).value == "none"
        case "recalculate_due":
            return clocks.due(dossier) == dossier.due_at
        case "move_to_version":
            return told["case"] == dossier.case
        case "migrate_process":
            return told["to"].pk == dossier.road.process_id
        case "propose_extension":
            return timezone.localdate(now) >= timezone.localdate(dossier.due_at)
        case "apologise_and_extend":
            until = dossier.extensions.get(sent_at=None).until
            return (
                timezone.localdate(now) >= timezone.localdate(dossier.due_at)
                or until <= dossier.due_at
                or not clocks.calendar(dossier).day(timezone.localdate(until)).works
            )
        case "sign":
            return not Result.objects.filter(dossier=dossier).exists()
        case "number":
            return Result.objects.get(dossier=dossier).signed_at is None
        case "assign":
            return not acts.specialists(dossier)
        case "reassign":
            return told["specialist"].pk == dossier.specialist_id
        case "receive":
            return State(dossier.state) != State.REGISTERED
    return False


def timers(dossier: Dossier, kind: TimerKind) -> list[datetime]:
    """When the open steps' own limits of this kind end."""
    return [at for _task, its, at in road.timers_of(dossier) if its == kind]


def state_of(dossier: Dossier) -> dict[str, Any]:
    """Everything that an act could have changed, as numbers to compare."""
    row = Dossier.objects.filter(pk=dossier.pk).values().get()
    related = ("events", "papers", "outbox", "pauses", "charges", "supplements", "extensions")
    related += ("withdrawals", "opinions", "inspections", "hand_overs", "parts")
    counts = {name: getattr(dossier, name).count() for name in related}
    tasks = sorted(dossier.tasks.values_list("pk", "closed_at", "assignee"))
    result = Result.objects.filter(dossier=dossier).values().first()
    charges = list(dossier.charges.values_list("pk", "status"))
    return row | counts | {"tasks": tasks, "result": result, "charge": charges}


def somebody_who_may(act: str, dossier: Dossier) -> Account:
    tasks = list(dossier.tasks.waiting())
    for account in Account.objects.filter(pk__in=neighbours(dossier)).order_by("pk"):
        if acts.RULES[act].may(account, dossier, tasks):
            return account
    raise AssertionError(f"nobody may {act}")


def do(act: str, dossier: Dossier, account: Account, **told: Any) -> Dossier:
    return getattr(acts, act)(dossier, account=account, **told)
