"""What the deciding agency gathers: opinions with a deadline, inspections (NĐ 61/2018 Art. 19)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import policies, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.processing import advance
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier, Inspection, Opinion, Task
from motcua.organization.models import Role, Unit
from motcua.people.models import PostHolding
from motcua.processes.models import StepKind

THE_DECIDING = policies.is_specialist | policies.is_division_head


@act(
    gettext_lazy("Lấy ý kiến"),
    done=gettext_lazy("Đã gửi đề nghị cho ý kiến về hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[StepKind.PROCESS, StepKind.REVIEW],
    allowed=THE_DECIDING,
)
def ask_opinion(work: Work, *, unit: Unit, question: str, due: datetime) -> None:
    """Ask another unit, with the content and the deadline of the answer.

    due: later than now and, unless that is over already, before the dossier's own limit ends.
    """
    question = required_text(question, _("nội dung xin ý kiến"))
    limit = work.dossier.due_at
    if due <= work.now or (limit and work.now < limit < due):
        raise Refused(
            _("Chưa gửi đề nghị cho ý kiến."),
            _("Thời hạn trả lời phải sau lúc này và không quá hạn giải quyết hồ sơ."),
            _("Hãy chọn lại thời hạn trả lời."),
        )
    _check_unit(work.dossier, unit)
    task = Task.objects.create(
        dossier=work.dossier,
        kind=Task.Kind.OPINION,
        unit=unit,
        role=Role.DIVISION_HEAD,
        opened_at=work.now,
        due_at=due,
    )
    Opinion.objects.create(
        dossier=work.dossier,
        task=task,
        unit=unit,
        question=question,
        asked_by=work.officer,
        asked_at=work.now,
        due_at=due,
    )
    work.detail = {"unit": str(unit), "question": question, "answer_by": due.isoformat()}


def _check_unit(dossier: Dossier, unit: Unit) -> None:
    """Raises Refused unless the unit is another one, and has somebody to answer."""
    what = _("Chưa gửi đề nghị cho ý kiến.")
    if unit.pk == dossier.division_id:
        raise Refused(
            what,
            _("%(unit)s là đơn vị đang thụ lý hồ sơ.") % {"unit": unit},
            _("Hãy chọn một đơn vị khác."),
        )
    heads = PostHolding.objects.in_force().filter(post__unit=unit, post__role=Role.DIVISION_HEAD)
    if not heads.exists():
        raise Refused(
            what,
            _("%(unit)s không có trưởng đơn vị để nhận đề nghị.") % {"unit": unit},
            _("Hãy chọn phòng chuyên môn cần hỏi ý kiến."),
        )


@act(
    gettext_lazy("Trả lời ý kiến"),
    done=gettext_lazy("Đã gửi ý kiến về hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[Task.Kind.OPINION],
)
def answer_opinion(work: Work, *, answer: str) -> None:
    """The unit that was asked answers in writing; a late answer says so."""
    opinion = Opinion.objects.get(task=work.step_task)
    opinion.answer = required_text(answer, _("nội dung trả lời"))
    opinion.answered_at, opinion.answered_by = work.now, work.officer
    opinion.save(update_fields=["answer", "answered_at", "answered_by"])
    road.close(work.step_task, work.officer, work.now)
    work.detail = {"answer": opinion.answer, "late": work.now > opinion.due_at}


@act(
    gettext_lazy("Cho ý kiến"),
    done=gettext_lazy("Đã cho ý kiến, hồ sơ %(dossier)s chuyển sang bước tiếp theo."),
    states=IN_HAND,
    on=[StepKind.OPINION],
)
def give_opinion(work: Work, *, note: str) -> None:
    """A step of the process whose work is another unit's opinion; it drafts nothing."""
    note = required_text(note, _("ý kiến của đơn vị phối hợp"))
    advance(work)
    work.detail |= {"step": str(work.step_task.step), "note": note}


def _late_opinions(dossier: Dossier) -> list[Opinion]:
    waiting = dossier.opinions.filter(answered_at=None, reported_at=None)
    return list(waiting.filter(due_at__lt=timezone.now()).select_related("unit"))


@act(
    gettext_lazy("Báo chậm trả lời ý kiến"),
    done=gettext_lazy("Đã báo người đứng đầu Bộ phận Một cửa về ý kiến trả lời chậm."),
    states=IN_HAND,
    allowed=THE_DECIDING,
    condition=lambda dossier: bool(_late_opinions(dossier)),
)
def report_late_opinion(work: Work, *, note: str = "") -> None:
    """Tell the head of the one-stop that an answer is late, so that it is urged."""
    late = _late_opinions(work.dossier)
    work.dossier.opinions.filter(pk__in=[each.pk for each in late]).update(reported_at=work.now)
    work.detail = {"units": [str(each.unit) for each in late], "note": note.strip()}


@act(
    gettext_lazy("Ghi biên bản kiểm tra, xác minh"),
    done=gettext_lazy("Đã ghi biên bản kiểm tra, xác minh của hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[StepKind.PROCESS, StepKind.REVIEW],
    allowed=THE_DECIDING,
)
def record_inspection(
    work: Work, *, held_at: datetime, place: str, participants: str, findings: str
) -> None:
    """When, where, who took part, what was found; held_at is not in the future."""
    if held_at > work.now:
        raise Refused(
            _("Chưa ghi được biên bản."),
            _("Thời điểm kiểm tra ở sau lúc này."),
            _("Hãy ghi biên bản sau khi đã kiểm tra."),
        )
    inspection = Inspection.objects.create(
        dossier=work.dossier,
        held_at=held_at,
        place=required_text(place, _("địa điểm")),
        participants=required_text(participants, _("thành phần tham gia")),
        findings=required_text(findings, _("kết quả kiểm tra, xác minh")),
        recorded_by=work.officer,
        recorded_at=work.now,
    )
    work.detail = {"place": inspection.place, "findings": inspection.findings}
