"""The version of the procedure a dossier goes by: that of its reception, unless moved by an act."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import clocks, policies, rebasing, road
from motcua.dossiers.acts.base import UNDECIDED, Refused, Work, act, is_received
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier
from motcua.dossiers.versions import first_position
from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion


def bring_into_force(work: Work) -> None:
    """Before reception: go by the text and the process in force today, whatever was filed under.

    Refused when the law no longer has the case, or now asks for a paper nobody handed in.
    """
    today = timezone.localdate(work.now)
    if rebasing.is_outdated(work.dossier, today):
        _bring_text_into_force(work.dossier, today)
    process = road.version_for(work.dossier.case)
    if process.pk != work.dossier.road.process_id:
        _begin_anew(work, process)


def _bring_text_into_force(dossier: Dossier, today: date) -> None:
    what = _("Chưa tiếp nhận được hồ sơ.")
    case = rebasing.case_in_force(dossier.case, today)
    if case is None:
        raise Refused(
            what,
            _("Thủ tục hoặc trường hợp này không còn hiệu lực."),
            _("Hãy từ chối tiếp nhận và hướng dẫn người nộp thủ tục thay thế."),
        )
    change = rebasing.compare(dossier, case)
    if change.missing:
        names = "; ".join(str(each) for each in change.missing)
        raise Refused(
            what,
            _("Quy định mới của thủ tục yêu cầu thêm: %(names)s.") % {"names": names},
            _("Hãy yêu cầu người nộp bổ sung các giấy tờ ấy."),
        )
    change.apply()


def _begin_anew(work: Work, process: ProcessVersion) -> None:
    """Nothing but the filing has been done: the road begins again, on the process of today."""
    dossier, position = work.dossier, first_position(process.pk)
    here = work.step_task.step
    assert here is not None  # noqa: S101 reception is a step
    (there,) = processes.ready_steps(position)
    road.move(dossier, process, position, {here.key: there}, work.now)
    work.task = dossier.tasks.waiting().get(step__key=there)


@act(
    gettext_lazy("Chuyển hồ sơ sang phiên bản thủ tục khác"),
    done=gettext_lazy("Đã chuyển hồ sơ %(dossier)s sang phiên bản thủ tục đã chọn."),
    states=UNDECIDED,
    allowed=policies.is_administrator,
    condition=is_received,
)
def move_to_version(work: Work, *, case: ProcedureCase, reason: str) -> None:
    """Go by another text of the same procedure from now on; `rebasing.compare` tells beforehand.

    The limit is counted anew; `appointment_at` stays what the receipt says. reason: the provision
    that has running dossiers go by the new text.
    """
    dossier, reason = work.dossier, required_text(reason, _("căn cứ chuyển phiên bản"))
    before = dossier.case
    if case.version.procedure_id != before.version.procedure_id or case == before:
        raise Refused(
            _("Chưa chuyển được."),
            _("Phải chọn một phiên bản khác của cùng thủ tục."),
            _("Hãy chọn lại phiên bản."),
        )
    if not case.version.is_in_force() or case.version.is_draft or case.version.trial:
        raise Refused(
            _("Chưa chuyển được."),
            _("Phiên bản ấy chưa có hiệu lực, hoặc không còn hiệu lực."),
            _("Hãy chọn một phiên bản đang có hiệu lực."),
        )
    if not case.limit:
        raise Refused(
            _("Chưa chuyển được."),
            _("Phiên bản ấy chưa có thời hạn giải quyết."),
            _("Hãy công bố thời hạn trước."),
        )
    change = rebasing.compare(dossier, case)
    change.apply()
    dossier.due_at = clocks.due(dossier)
    road.reschedule_tasks(dossier)
    work.detail = {
        "reason": reason,
        "from_version": before.version.number,
        "to_version": case.version.number,
        "added": [str(each) for each in change.added],
        "dropped": [str(each) for each in change.dropped],
        "due": dossier.due_at.isoformat(),
    }
