"""What each act tells the person who filed: agency, office, moment (NĐ 224/2026 Art. 15.1.g)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.clock import wording
from motcua.dossiers.models import Event


def words(event: Event) -> tuple[str, str]:
    """Subject and body of the notice about one event, in Vietnamese."""
    dossier = event.dossier
    with override("vi"):
        subjects = {
            "submit": _("Đã nhận hồ sơ nộp trực tuyến"),
            "receive": _("Hồ sơ được tiếp nhận, hẹn trả kết quả"),
            "refuse": _("Hồ sơ không được tiếp nhận"),
            "request_supplement": _("Hồ sơ cần bổ sung"),
            "send_supplement_request": _("Hồ sơ cần bổ sung"),
            "supplement": _("Đã nhận phần bổ sung"),
            "assign": _("Hồ sơ đang được xử lý"),
            "propose": _("Hồ sơ đang được xử lý"),
            "release": _("Đã có kết quả"),
            "recalculate_due": _("Hạn giải quyết hồ sơ thay đổi"),
            "return_result": _("Đã trả kết quả"),
        }
        lines = [
            _("Hồ sơ %(name)s: %(procedure)s.")
            % {"name": dossier, "procedure": dossier.procedure_name},
            _("Cơ quan: %(agency)s.") % {"agency": dossier.agency},
            _("Lúc: %(moment)s.") % {"moment": wording.long_date(event.at, "vi")},
        ]
        if event.actor_post:
            lines.insert(2, _("Người thực hiện: %(post)s.") % {"post": event.actor_post})
        if reason := event.detail.get("reason"):
            lines.append(_("Lý do: %(reason)s") % {"reason": reason})
        if items := event.detail.get("items"):
            lines.append(_("Cần bổ sung: %(items)s") % {"items": items})
        if event.act == "recalculate_due":
            lines.append(_new_due(event))
        return subjects.get(event.act, dossier.get_state_display()), "\n".join(lines)


def _new_due(event: Event) -> str:
    moments = {
        name: wording.long_date(datetime.fromisoformat(event.detail[name]), "vi")
        for name in ("due_before", "due")
    }
    return _(
        "Theo %(decision)s về ngày nghỉ, ngày làm việc, hạn giải quyết chuyển từ %(due_before)s "
        "sang %(due)s. Giấy tiếp nhận đã cấp vẫn có giá trị."
    ) % {"decision": event.detail["decision"], **moments}
