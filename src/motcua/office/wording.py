"""What happened to a dossier and what can be done with it, in an official's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers import acts
from motcua.dossiers.models import Applicant, Charge, Delivery, Dossier, Event, Task
from motcua.face import words
from motcua.mandates.wording import actor_name


@dataclass(frozen=True)
class Entry:
    """A line of the timeline."""

    title: str
    moment: datetime
    by: str
    note: str


def timeline(dossier: Dossier) -> list[Entry]:
    """Every act, latest first: what, when, who in which post, and what was said with it."""
    events = dossier.events.select_related("actor").order_by("-sequence")
    return [Entry(title(e.act), e.at, _by(e), "\n".join(_notes(e.detail))) for e in events]


def title(act: str) -> str:
    beside_the_rules = {
        "submit": _("Nộp trực tuyến"),
        "file_at_counter": _("Nộp hồ sơ tại quầy"),
        "reorganise": _("Chuyển cơ quan giải quyết do sắp xếp tổ chức"),
        "undo_reorganisation": _("Chuyển lại, hoàn tác việc sắp xếp tổ chức"),
        "write_to_one_stop": _("Người nộp gửi tin"),
        "write_to_applicant": _("Gửi tin cho người nộp"),
        "invite_rating": _("Mời người nộp đánh giá"),
    }
    return beside_the_rules.get(act) or str(acts.RULES[act].label)


def task_name(task: Task) -> str:
    """The work a task asks for: its step, or an exchange beside the road."""
    if task.step is not None:
        return task.step.name
    names = {
        Task.Kind.SUPPLEMENT_NOTICE: _("Gửi yêu cầu bổ sung cho người nộp"),
        Task.Kind.OPINION: _("Trả lời ý kiến"),
        Task.Kind.EXTENSION_NOTICE: _("Gửi thư xin lỗi và hẹn lại"),
        Task.Kind.WITHDRAWAL: _("Trả lời yêu cầu rút hồ sơ"),
    }
    return names[Task.Kind(task.kind)]


def done(act: str, dossier: Dossier) -> str:
    """What the officer reads once the act is done."""
    return acts.RULES[act].done % {"dossier": dossier}


def applicant_facts(dossier: Dossier) -> list[tuple[str, str]]:
    """Who asks, as label and value; what is empty is left out."""
    applicant = dossier.applicant
    person = applicant.kind == Applicant.Kind.PERSON
    born = f"{applicant.birth_date:%d/%m/%Y}" if applicant.birth_date else ""
    facts = [
        (_("Chủ hồ sơ"), applicant.full_name),
        (_("Số định danh") if person else _("Mã số tổ chức"), applicant.identity_number),
        (_("Ngày sinh"), born),
        (_("Điện thoại"), applicant.phone),
        (_("Thư điện tử"), applicant.email),
        (_("Địa chỉ"), applicant.address),
        (_("Tài khoản nộp"), "" if dossier.mandate else str(dossier.submitter or "")),
        *represented_facts(dossier),
    ]
    return [(label, value) for label, value in facts if value]


def represented_facts(dossier: Dossier) -> list[tuple[str, str]]:
    """Who filed for the applicant and by what; nothing when the applicant did."""
    mandate = dossier.mandate
    if mandate is None:
        return []
    consent = mandate.consent
    basis = f"{consent.get_method_display()}, {words.short_moment(consent.given_at)}"
    over = _("%(basis)s; đã rút lại") % {"basis": basis} if consent.is_withdrawn else basis
    return [
        (_("Người nộp thay"), actor_name(mandate.account)),
        (_("Tư cách"), str(mandate.get_kind_display())),
        (_("Điểm hỗ trợ"), str(mandate.helper.point) if mandate.helper else ""),
        (_("Căn cứ nộp thay"), over),
        (_("Số ủy quyền"), mandate.reference),
    ]


def filing_facts(dossier: Dossier) -> list[tuple[str, str]]:
    """How it came and where it goes."""
    facts = [
        (_("Cơ quan giải quyết"), str(dossier.agency)),
        (_("Đơn vị thụ lý"), str(dossier.division)),
        (_("Người thụ lý"), str(dossier.specialist or "")),
        (_("Nơi tiếp nhận"), str(dossier.one_stop)),
        (_("Kênh nộp"), dossier.get_channel_display()),
        (_("Nhận kết quả"), dossier.get_delivery_display()),
        (_("Địa chỉ gửi kết quả"), dossier.post_address),
        (_("Nộp lúc"), words.short_moment(dossier.submitted_at)),
        (_("Tiếp nhận lúc"), words.short_moment(dossier.received_at)),
        (_("Hẹn ghi trên giấy tiếp nhận"), _printed_appointment(dossier)),
        (_("Xong lúc"), words.short_moment(dossier.finished_at)),
        (_("Trả kết quả lúc"), words.short_moment(dossier.returned_at)),
    ]
    return [(label, value) for label, value in facts if value]


def _printed_appointment(dossier: Dossier) -> str:
    """What the receipt says, where the clock has since moved away from it."""
    moved = dossier.appointment_at != dossier.due_at
    return words.short_moment(dossier.appointment_at) if moved else ""


def _by(event: Event) -> str:
    return ", ".join(filter(None, [str(event.actor or ""), event.actor_post]))


def _notes(detail: dict[str, Any]) -> Iterable[str]:
    """The values an event remembers, in the order they are read."""
    sentences = {
        "specialist": _("Giao cho %(value)s"),
        "unit": _("Đơn vị: %(value)s"),
        "question": _("Xin ý kiến: %(value)s"),
        "answer": _("Trả lời: %(value)s"),
        "place": _("Nơi kiểm tra: %(value)s"),
        "findings": _("Kết luận: %(value)s"),
        "title": _("Văn bản: %(value)s"),
        "number": _("Số %(value)s"),
        "items": _("Cần bổ sung: %(value)s"),
        "reason": _("Lý do: %(value)s"),
        "to": _("Trả về bước: %(value)s"),
        "decision": _("Theo quyết định %(value)s"),
        "basis": _("Căn cứ: %(value)s"),
        "repeat_reason": _("Căn cứ yêu cầu lần nữa: %(value)s"),
        "recipient": _("Người nhận: %(value)s"),
        "authorisation": _("Giấy ủy quyền: %(value)s"),
        "tracking": _("Số hiệu bưu gửi: %(value)s"),
        "carrier": _("Đơn vị bưu chính: %(value)s"),
        "record": _("Biên bản giao nhận: %(value)s"),
        "mandate": _("Nộp thay theo ủy quyền số %(value)s"),
        "note": "%(value)s",
    }
    for name, sentence in sentences.items():
        if isinstance(detail.get(name), str) and detail[name]:
            yield sentence % {"value": detail[name]}
    if detail.get("components"):
        yield _("Đã nhận: %(value)s") % {"value": "; ".join(detail["components"])}
    if detail.get("units"):
        yield _("Đơn vị chậm trả lời: %(value)s") % {"value": "; ".join(detail["units"])}
    if detail.get("amount"):
        yield _("Số tiền: %(value)s") % {"value": words.money(detail["amount"])}
    if detail.get("method"):
        yield str(Charge.Method(detail["method"]).label)
    moments = {
        "answer_by": _("Trả lời trước: %(moment)s"),
        "until": _("Đề nghị hẹn lại: %(moment)s"),
        "due_before": _("Hạn cũ: %(moment)s"),
        "appointment": _("Hẹn trả kết quả: %(moment)s"),
        "due": _("Hạn giải quyết mới: %(moment)s"),
    }
    for name, sentence in moments.items():
        if detail.get(name):
            yield sentence % {"moment": words.moment(datetime.fromisoformat(detail[name]))}
    if detail.get("way"):
        yield str(Delivery(detail["way"]).label)
