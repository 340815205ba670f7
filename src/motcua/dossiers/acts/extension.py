"""Xin lỗi và gia hạn: once, at least a day before the limit ends (NĐ 61/2018 Art. 19.9).

The deciding agency proposes in writing; the one-stop apologises and gives the new date.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.clock import ClockError, close_of_day
from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier, Extension, Task
from motcua.organization.models import Role


def _may_be_extended(dossier: Dossier) -> bool:
    """Once, unless the procedure says otherwise; what was proposed and not sent is not given."""
    given = dossier.extensions.exclude(sent_at=None).count()
    return dossier.due_at is not None and given < clocks.policy(dossier).extensions_max


@act(
    gettext_lazy("Đề nghị gia hạn, xin lỗi"),
    done=gettext_lazy("Đã chuyển đề nghị gia hạn hồ sơ %(dossier)s đến Bộ phận Một cửa."),
    states=IN_HAND,
    allowed=policies.is_division_head | policies.is_leader,
    condition=_may_be_extended,
)
def propose_extension(work: Work, *, reason: str, until: date) -> None:
    """Say why the limit cannot be kept and until when the result will be ready.

    until: the new day of return, a working day after the present one; it ends at closing time.
    A proposal the one-stop has not sent yet is replaced.
    """
    dossier = work.dossier
    reason = required_text(reason, _("lý do chậm"))
    end = _checked_end(dossier, until, reason, work.now)
    words = {
        "reason": reason,
        "until": end,
        "proposed_by": work.officer,
        "proposed_at": work.now,
    }
    if dossier.extensions.filter(sent_at=None).update(**words) == 0:
        Extension.objects.create(dossier=dossier, **words)
        Task.objects.create(
            dossier=dossier,
            kind=Task.Kind.EXTENSION_NOTICE,
            unit_id=dossier.one_stop_id,
            role=Role.RECEPTION,
            opened_at=work.now,
            due_at=dossier.due_at,
        )
    work.detail = {"reason": reason, "until": end.isoformat()}


def _checked_end(dossier: Dossier, until: date, reason: str, now: datetime) -> datetime:
    """The new moment; refused when it is too late to extend, or the day cannot be promised."""
    what = _("Chưa gia hạn được.")
    assert dossier.due_at is not None  # noqa: S101 the act's condition
    if timezone.localdate(now) >= timezone.localdate(dossier.due_at):
        raise Refused(
            what,
            _("Phải xin lỗi và gia hạn chậm nhất một ngày trước khi hết hạn giải quyết."),
            _("Hãy giải quyết ngay hồ sơ và giải trình với người đứng đầu Bộ phận Một cửa."),
        )
    calendar = clocks.calendar(dossier)
    try:
        if not calendar.day(until).works:
            raise ClockError(f"{until} is a day off.")
        end = close_of_day(until, calendar)
        clocks.clock_of(dossier).extend(now, end, reason, calendar)
    except ClockError as impossible:
        raise Refused(
            what,
            _("Ngày hẹn mới phải là ngày làm việc sau hạn hiện tại, và chỉ gia hạn một lần."),
            _("Hãy chọn lại ngày hẹn."),
        ) from impossible
    return end


@act(
    gettext_lazy("Gửi xin lỗi và hẹn lại"),
    done=gettext_lazy("Đã gửi thư xin lỗi và hẹn lại hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[Task.Kind.EXTENSION_NOTICE],
)
def apologise_and_extend(work: Work) -> None:
    """The one-stop apologises (Mẫu 04), changes the date and tells the applicant.

    Refused once it is too late, or when the date has moved past the one proposed meanwhile: then
    the agency proposes again.
    """
    dossier = work.dossier
    extension = dossier.extensions.get(sent_at=None)
    before = dossier.due_at
    until = timezone.localdate(extension.until)
    extension.until = _checked_end(dossier, until, extension.reason, work.now)
    extension.sent_at = work.now
    extension.save(update_fields=["sent_at", "until"])
    clocks.make_appointment(dossier)
    road.close(work.step_task, work.officer, work.now)
    assert before is not None  # noqa: S101 it was received
    paper = issuing.issue_extension(dossier, extension, before, work.officer, work.now)
    work.detail = {
        "reason": extension.reason,
        "due_before": timezone.localtime(before).isoformat(),
        "paper": paper.number,
        **clocks.promised(dossier),
    }
