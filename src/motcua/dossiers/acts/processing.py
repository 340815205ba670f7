"""Stage 3: assign, propose, approve, return (NĐ 61/2018 Art. 19)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier, Result, State
from motcua.organization.models import Role
from motcua.people.models import Officer, PostHolding
from motcua.processes.models import StepKind


def specialists(dossier: Dossier) -> list[Officer]:
    """Officers who hold a specialist's post in the deciding division today."""
    return [h.officer for h in _specialists(dossier).select_related("officer__account")]


def _specialists(dossier: Dossier) -> QuerySet[PostHolding]:
    return PostHolding.objects.in_force().filter(
        post__unit=road.assigning_unit(dossier), post__role=Role.SPECIALIST
    )


def check_specialist(dossier: Dossier, specialist: Officer) -> None:
    """Raises Refused unless the officer holds a specialist's post in the deciding division."""
    if not _specialists(dossier).filter(officer=specialist).exists():
        raise Refused(
            _("Chưa phân công được."),
            _("%(name)s không giữ vị trí chuyên viên của đơn vị này.") % {"name": specialist},
            _("Hãy chọn một chuyên viên trong danh sách."),
        )


@act(
    gettext_lazy("Phân công thụ lý"),
    done=gettext_lazy("Đã phân công thụ lý hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[StepKind.ASSIGN],
)
def assign(work: Work, *, specialist: Officer, note: str = "") -> None:
    """The head of division names the specialist; a part's agency names one for its part alone."""
    dossier, unit = work.dossier, work.step_task.unit_id
    check_specialist(dossier, specialist)
    is_own = unit == dossier.division_id
    if is_own:
        dossier.specialist = specialist
    advance(work)
    if not is_own:
        theirs = dossier.tasks.filter(closed_at=None, unit=unit, role=Role.SPECIALIST)
        theirs.filter(assignee=None).update(assignee=specialist)
    work.detail |= {"specialist": str(specialist), "note": note.strip()}


@act(
    gettext_lazy("Trình kết quả thẩm định"),
    done=gettext_lazy("Đã chuyển hồ sơ %(dossier)s sang bước tiếp theo."),
    states=IN_HAND,
    on=[StepKind.PROCESS],
)
def propose(
    work: Work,
    *,
    title: str = "",
    body: str = "",
    note: str = "",
    outcome: str = Result.Outcome.GRANTED,
    findings: Mapping[str, bool] | None = None,
) -> None:
    """The specialist, or a coordinating agency, hands on the work, with the draft result.

    outcome: granted, or refused with the reason in the body (NĐ 61/2018 Art. 19.8). findings:
    what gateways of the process ask of officers, by the names of `processes.questions`.

    The division of the deciding agency must draft the result; a step of consultation only notes.
    """
    task = work.step_task
    if road.drafts_result(task):
        Result.objects.update_or_create(
            dossier=work.dossier,
            defaults={
                "outcome": Result.Outcome(outcome),
                "title": required_text(title, _("tên văn bản kết quả")),
                "body": required_text(body, _("nội dung kết quả")),
                "drafted_by": work.officer,
                "signed_by": None,
                "signed_at": None,
                "signed_post": "",
            },
        )
    else:
        required_text(note, _("ý kiến của đơn vị phối hợp"))
    if findings:
        road.find(work.dossier, findings)
        work.detail["findings"] = dict(findings)
    advance(work)
    work.detail |= {"step": str(task.step), "note": note.strip()}


@act(
    gettext_lazy("Duyệt"),
    done=gettext_lazy("Đã duyệt, hồ sơ %(dossier)s chuyển sang bước tiếp theo."),
    states=IN_HAND,
    on=[StepKind.REVIEW],
)
def approve(work: Work, *, note: str = "") -> None:
    """The head of division agrees and passes the draft up."""
    advance(work)
    work.detail |= {"step": str(work.step_task.step), "note": note.strip()}


@act(
    gettext_lazy("Trả lại bước trước"),
    done=gettext_lazy("Đã trả hồ sơ %(dossier)s về bước trước."),
    states=IN_HAND,
    on=[
        *(StepKind.PROCESS, StepKind.OPINION),
        *(StepKind.REVIEW, StepKind.SIGN, StepKind.NUMBER),
    ],
    condition=lambda dossier: _may_go_back(dossier),
)
def return_to_previous(work: Work, *, reason: str, step: str = "") -> None:
    """Send the dossier back, with the reason; the clock goes on.

    step: the key of any earlier step that led here; the last one when left out.
    """
    reason = required_text(reason, _("lý do trả lại"))
    earlier = road.earlier_steps(work.dossier, work.step_task)
    to = next((each for each in earlier if step in ("", each.key)), None)
    if to is None:
        raise Refused(
            _("Chưa trả lại được."),
            _("Hồ sơ không còn bước trước nào có thể làm lại."),
            _("Hãy xử lý tiếp ở bước này."),
        )
    unsign(work.dossier)
    road.go_back(work.dossier, to, work.officer, work.now)
    work.detail = {"from": str(work.step_task.step), "to": to.name, "reason": reason}


def _may_go_back(dossier: Dossier) -> bool:
    """Some step before an open one can be done again; a numbered result is final."""
    if Result.objects.filter(dossier=dossier).exclude(number="").exists():
        return False
    return any(road.earlier_steps(dossier, task) for task in dossier.tasks.waiting())


def unsign(dossier: Dossier) -> None:
    """Take the signature off: what goes back from after it must be signed again."""
    Result.objects.filter(dossier=dossier, number="").update(
        signed_by=None, signed_at=None, signed_post=""
    )


def advance(work: Work) -> None:
    """Hand on, and note whence, so that it can be pulled back.

    The first act of the agency turns “received” into “being processed”.
    """
    if work.dossier.state == State.RECEIVED:
        work.dossier.state = State.PROCESSING
        work.takes_up = True
    task = work.step_task
    road.complete(work.dossier, task, work.officer, work.now)
    if task.step:
        work.detail["step_key"] = task.step.key
    if task.due_at:
        work.detail["step_due"] = task.due_at.isoformat()
