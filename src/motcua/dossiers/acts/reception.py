"""Stage 1 at the one-stop: receive, or refuse (NĐ 61/2018 Art. 17; TT 03/2025 Mẫu 01, 03)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.codes import dossier_code
from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import PRE_RECEPTION, Refused, Work, act
from motcua.dossiers.models import Book, Dossier, State
from motcua.processes.models import StepKind


@act(gettext_lazy("Tiếp nhận"), states=PRE_RECEPTION, on=[StepKind.RECEPTION])
def receive(work: Work) -> None:
    """Give the code and the appointment, print Mẫu 01, and hand over to the deciding agency."""
    dossier = work.dossier
    if not dossier.case.limit:
        raise Refused(
            _("Chưa tiếp nhận được hồ sơ."),
            _("Thủ tục chưa công bố thời hạn giải quyết nên không tính được ngày hẹn trả."),
            _("Hãy đề nghị bộ phận kiểm soát thủ tục hành chính công bố thời hạn."),
        )
    dossier.code = _next_code(dossier, work)
    dossier.received_at = work.now
    dossier.state = State.RECEIVED
    clocks.make_appointment(dossier)
    post = policies.post_line(work.account, dossier)
    paper = issuing.issue_receipt(dossier, work.officer, post, work.now)
    road.complete(dossier, work.step_task, work.officer, work.now)
    assert dossier.due_at is not None  # noqa: S101 just made
    work.detail = {
        "code": dossier.code,
        "appointment": dossier.due_at.isoformat(),
        "limit": str(clocks.limit(dossier)),
        "paper": paper.number,
    }
    work.tells_submitter = True


@act(gettext_lazy("Từ chối tiếp nhận"), states=PRE_RECEPTION, on=[StepKind.RECEPTION])
def refuse(work: Work, *, reason: str) -> None:
    """Refuse to receive, with the reason in writing (Mẫu 03)."""
    dossier = work.dossier
    reason = required_text(reason, _("lý do từ chối"))
    post = policies.post_line(work.account, dossier)
    paper = issuing.issue_refusal_slip(dossier, reason, work.officer, post, work.now)
    dossier.state = State.NOT_RECEIVED
    road.close_all(dossier, work.officer, work.now)
    work.detail = {"reason": reason, "paper": paper.number}
    work.tells_submitter = True


def required_text(text: str, name: str) -> str:
    """The text without surrounding space; raises Refused when there is none."""
    text = text.strip()
    if not text:
        raise Refused(
            _("Chưa thực hiện được."),
            _("Chưa ghi %(name)s.") % {"name": name},
            _("Hãy ghi rõ để người nộp và người xử lý sau cùng hiểu."),
        )
    return text


def _next_code(dossier: Dossier, work: Work) -> str:
    """TT 03/2025 Art. 13: deciding agency, reception date, number of the day."""
    day = timezone.localdate(work.now)
    agency = dossier.agency.code
    return dossier_code(agency, day, Book.objects.next_number(f"dossier {agency} {day}"))
