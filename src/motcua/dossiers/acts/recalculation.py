"""A calendar that changed late: the due moment is set anew, what was printed stays.

Swapped working days have been announced eight days ahead (12729/VPCP-KGVX, 25/12/2025).
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import clocks, policies, road
from motcua.dossiers.acts.base import Refused, Work, act, is_received
from motcua.dossiers.acts.texts import required_text


@act(
    gettext_lazy("Tính lại hạn theo lịch làm việc"),
    done=gettext_lazy("Đã tính lại hạn giải quyết hồ sơ %(dossier)s."),
    states=clocks.OWED,
    allowed=policies.is_administrator,
    condition=is_received,
)
def recalculate_due(work: Work, *, decision: str) -> None:
    """Count again by the calendar as it is known now.

    `appointment_at` stays: it is what the receipt in the citizen's hand says. decision: the
    number of the decision about the days. `clocks.moved_by` tells beforehand what will move.
    """
    dossier, before = work.dossier, work.dossier.due_at
    number = required_text(decision, _("số quyết định về ngày nghỉ, ngày làm việc"))
    dossier.due_at = clocks.due(dossier)
    if before is None or dossier.due_at == before:
        raise Refused(
            _("Không tính lại hạn."),
            _("Hạn giải quyết đã đúng theo lịch làm việc hiện hành."),
            _("Không cần làm gì thêm."),
        )
    road.reschedule_tasks(dossier)
    work.detail = {
        "decision": number,
        "due_before": timezone.localtime(before).isoformat(),
        "due": dossier.due_at.isoformat(),
    }
