"""The version of the procedure a dossier goes by: that of its reception, unless moved by an act."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import clocks, policies, rebasing, road
from motcua.dossiers.acts.base import UNDECIDED, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier


def bring_into_force(dossier: Dossier, now: datetime) -> None:
    """Before reception: go by the text in force today, whatever it was when it was filed.

    Refused when the law no longer has the case, or now asks for a paper nobody handed in.
    """
    today = timezone.localdate(now)
    if not rebasing.is_outdated(dossier, today):
        return
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


@act(
    gettext_lazy("Chuyển hồ sơ sang phiên bản thủ tục khác"),
    done=gettext_lazy("Đã chuyển hồ sơ %(dossier)s sang phiên bản thủ tục đã chọn."),
    states=UNDECIDED,
    allowed=policies.is_administrator,
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
