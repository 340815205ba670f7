"""Stage 3: assign, propose, approve, return (NĐ 61/2018 Art. 19)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.reception import required_text
from motcua.dossiers.models import Dossier, Result, State
from motcua.organization.models import Role
from motcua.people.models import Officer, PostHolding
from motcua.processes.models import StepKind


def specialists(dossier: Dossier) -> list[Officer]:
    """Officers who hold a specialist's post in the deciding division today."""
    return [h.officer for h in _specialists(dossier).select_related("officer__account")]


def _specialists(dossier: Dossier) -> QuerySet[PostHolding]:
    return PostHolding.objects.in_force().filter(
        post__unit=dossier.division_id, post__role=Role.SPECIALIST
    )


@act(gettext_lazy("Phân công thụ lý"), states=IN_HAND, on=[StepKind.ASSIGN])
def assign(work: Work, *, specialist: Officer, note: str = "") -> None:
    """The head of division names the specialist."""
    if not _specialists(work.dossier).filter(officer=specialist).exists():
        raise Refused(
            _("Chưa phân công được."),
            _("%(name)s không giữ vị trí chuyên viên của đơn vị này.") % {"name": specialist},
            _("Hãy chọn một chuyên viên trong danh sách."),
        )
    work.dossier.specialist = specialist
    _advance(work)
    work.detail = {"specialist": str(specialist), "note": note.strip()}


@act(gettext_lazy("Trình kết quả thẩm định"), states=IN_HAND, on=[StepKind.PROCESS])
def propose(work: Work, *, title: str = "", body: str = "", note: str = "") -> None:
    """The specialist, or a coordinating agency, hands on the work, with the draft result.

    The division of the deciding agency must draft the result; a step of consultation only notes.
    """
    task = work.step_task
    if road.drafts_result(task):
        Result.objects.update_or_create(
            dossier=work.dossier,
            defaults={
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
    _advance(work)
    work.detail = {"step": str(task.step), "note": note.strip()}


@act(gettext_lazy("Duyệt"), states=IN_HAND, on=[StepKind.REVIEW])
def approve(work: Work, *, note: str = "") -> None:
    """The head of division agrees and passes the draft up."""
    _advance(work)
    work.detail = {"step": str(work.step_task.step), "note": note.strip()}


@act(
    gettext_lazy("Trả lại bước trước"),
    states=IN_HAND,
    on=[StepKind.PROCESS, StepKind.REVIEW, StepKind.SIGN, StepKind.NUMBER],
)
def return_to_previous(work: Work, *, reason: str) -> None:
    """Send the dossier back one step, with the reason; the clock goes on."""
    reason = required_text(reason, _("lý do trả lại"))
    to = road.previous_step(work.dossier, work.step_task)
    if to is None or _is_numbered(work.dossier):
        raise Refused(
            _("Chưa trả lại được."),
            _("Hồ sơ không còn bước trước nào có thể làm lại."),
            _("Hãy xử lý tiếp ở bước này."),
        )
    road.go_back(work.dossier, to, work.officer, work.now)
    work.detail = {"from": str(work.step_task.step), "to": to.name, "reason": reason}


def _is_numbered(dossier: Dossier) -> bool:
    return Result.objects.filter(dossier=dossier).exclude(number="").exists()


def _advance(work: Work) -> None:
    """Hand on; the first act of the agency turns “received” into “being processed”."""
    if work.dossier.state == State.RECEIVED:
        work.dossier.state = State.PROCESSING
        work.tells_submitter = True
    road.complete(work.dossier, work.step_task, work.officer, work.now)
