"""What happened to a dossier and how it stands, in words for the person who filed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.clock import wording
from motcua.dossiers import acts, clocks
from motcua.dossiers.models import Applicant, Delivery, Dossier, Event, State
from motcua.face import words


@dataclass(frozen=True)
class Entry:
    """A line of the timeline."""

    title: str
    moment: datetime
    by: str
    note: str = ""


@dataclass(frozen=True)
class Clock:
    """What the due date component shows; nothing before an appointment is made."""

    due: datetime | None
    left: str
    paused_since: datetime | None
    finished: datetime | None


def timeline(dossier: Dossier) -> list[Entry]:
    """Every act, latest first: what, when and in which post; officers' notes stay inside."""
    return [
        Entry(_title(event), event.at, _by(event, dossier), _note(event, dossier))
        for event in dossier.events.order_by("-sequence")
    ]


def clock(dossier: Dossier) -> Clock:
    due, running = dossier.appointment_at, clocks.is_running(dossier)
    open_pause = dossier.pauses.filter(ended_at=None).first()
    left = ""
    if due and running:
        left = wording.time_left(due, timezone.now(), clocks.calendar(dossier), get_language()[:2])
    return Clock(due, left, open_pause.started_at if open_pause else None, dossier.finished_at)


def next_thing(dossier: Dossier) -> str:
    """What the person waits for, or may do, in one sentence; empty when the page says it."""
    sentences = {
        State.REGISTERED: _(
            "%(one_stop)s đang kiểm tra hồ sơ. Khi hồ sơ được tiếp nhận, bạn nhận mã hồ sơ và "
            "ngày hẹn trả kết quả."
        ),
        State.RECEIVED: _("Hồ sơ đã được tiếp nhận và chuyển đến %(agency)s."),
        State.PROCESSING: _("%(agency)s đang giải quyết hồ sơ."),
        State.RETURNED: _("Kết quả đã được trả. Hồ sơ kết thúc."),
        State.WITHDRAWING: _(
            "Bạn đã yêu cầu rút hồ sơ. %(one_stop)s sẽ trả lời; trong khi chờ, hồ sơ chưa được "
            "giải quyết tiếp."
        ),
    }
    if dossier.state == State.FINISHED:
        return _collecting(dossier)
    sentence = sentences.get(State(dossier.state), "")
    return sentence % {"one_stop": dossier.one_stop, "agency": dossier.agency}


def applicant_facts(declared: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The applicant block as label and value; what is empty is left out."""
    kinds = dict(Applicant.Kind.choices)
    facts = [
        (_("Nộp hồ sơ cho"), str(kinds.get(str(declared.get("kind")), ""))),
        (_("Họ và tên, hoặc tên tổ chức"), declared.get("full_name")),
        (_("Số định danh cá nhân, hoặc mã số tổ chức"), declared.get("identity_number")),
        (_("Ngày sinh"), _birth_date(declared.get("birth_date"))),
        (_("Số điện thoại"), declared.get("phone")),
        (_("Thư điện tử"), declared.get("email")),
        (_("Địa chỉ"), declared.get("address")),
    ]
    return [(label, str(value)) for label, value in facts if value]


def declared_by(applicant: Applicant) -> list[tuple[str, str]]:
    """The same of an applicant already on a dossier."""
    names = ["kind", "full_name", "identity_number", "birth_date", "phone", "email", "address"]
    return applicant_facts({name: getattr(applicant, name) for name in names})


def _birth_date(value: date | str | None) -> str:
    if not value:
        return ""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        return str(value)
    return f"{day:%d/%m/%Y}"


def _collecting(dossier: Dossier) -> str:
    if dossier.delivery == Delivery.ELECTRONIC:
        return _("Đã có kết quả. Bạn tải bản điện tử tại trang này.")
    if dossier.delivery == Delivery.POST:
        return _("Đã có kết quả. Kết quả được gửi qua bưu chính đến địa chỉ của bạn.")
    address = dossier.one_stop.address
    place = f"{dossier.one_stop}, {address}" if address else str(dossier.one_stop)
    return _("Đã có kết quả. Mời bạn đến nhận tại %(place)s.") % {"place": place}


def _title(event: Event) -> str:
    titles = {
        "submit": _("Nộp trực tuyến"),
        "file_at_counter": _("Nộp hồ sơ tại quầy"),
        "receive": _("Tiếp nhận hồ sơ"),
        "refuse": _("Từ chối tiếp nhận"),
        "request_supplement": _("Yêu cầu bổ sung hồ sơ"),
        "send_supplement_request": _("Yêu cầu bổ sung hồ sơ"),
        "propose_supplement": _("Cơ quan giải quyết đề nghị bổ sung hồ sơ"),
        "supplement": _("Nộp phần bổ sung"),
        "assign": _("Phân công người thụ lý"),
        "propose": _("Thẩm định xong, trình kết quả"),
        "approve": _("Duyệt dự thảo kết quả"),
        "return_to_previous": _("Chuyển lại bước trước để xem xét thêm"),
        "sign": _("Ký kết quả"),
        "pull_back": _("Chuyển lại bước trước để xem xét thêm"),
        "take_back": _("Chuyển lại bước trước để xem xét thêm"),
        "reassign": _("Đổi người thụ lý"),
        "ask_opinion": _("Hỏi ý kiến đơn vị khác"),
        "answer_opinion": _("Đơn vị được hỏi đã trả lời"),
        "give_opinion": _("Đơn vị phối hợp cho ý kiến"),
        "report_late_opinion": _("Nhắc đơn vị chậm trả lời ý kiến"),
        "record_inspection": _("Kiểm tra, xác minh"),
        "hand_over": _("Chuyển hồ sơ giấy đến đơn vị giải quyết"),
        "acknowledge_hand_over": _("Đơn vị giải quyết nhận hồ sơ giấy"),
        "correct_reception": _("Sửa thông tin và cấp lại giấy tiếp nhận"),
        "require_payment": _("Yêu cầu nộp phí, lệ phí"),
        "record_payment": _("Đã thu phí, lệ phí"),
        "propose_extension": _("Cơ quan giải quyết đề nghị thêm thời gian"),
        "apologise_and_extend": _("Xin lỗi và hẹn lại ngày trả kết quả"),
        "ask_withdrawal": _("Yêu cầu rút hồ sơ"),
        "accept_withdrawal": _("Đồng ý cho rút hồ sơ"),
        "decline_withdrawal": _("Không đồng ý cho rút hồ sơ"),
        "mark_uncollected": _("Kết quả chưa có người đến nhận"),
        "number": _("Lấy số, đóng dấu kết quả"),
        "release": _("Đã có kết quả"),
        "return_result": _("Trả kết quả"),
        "reorganise": _("Chuyển cơ quan giải quyết do sắp xếp tổ chức"),
        "undo_reorganisation": _("Chuyển lại, hoàn tác việc sắp xếp tổ chức"),
        "write_to_one_stop": _("Gửi tin đến Bộ phận Một cửa"),
        "write_to_applicant": _("Bộ phận Một cửa gửi tin"),
        "invite_rating": _("Mời đánh giá"),
    }
    return titles.get(event.act) or str(acts.RULES[event.act].label)


def _by(event: Event, dossier: Dossier) -> str:
    if event.actor_post:
        return event.actor_post
    if event.actor_id is not None and event.actor_id == dossier.submitter_id:
        return _("Người nộp thay") if dossier.mandate_id else _("Người nộp")
    return _("Chủ hồ sơ") if dossier.mandate_id and event.act in _OF_APPLICANTS else ""


# What an applicant does; nobody but them and officers can.
_OF_APPLICANTS = {"supplement", "ask_withdrawal"}

# Acts whose reason is said to the applicant, or by them.
_TOLD_WITH_REASON = {
    *("refuse", "apologise_and_extend", "stop", "close_unanswered", "waive_payment"),
    *("ask_withdrawal", "decline_withdrawal", "correct_reception"),
    *("correct_result", "reissue_result", "revoke_result"),
}


def _note(event: Event, dossier: Dossier) -> str:
    """Only what was said to the applicant, or by them."""
    detail = event.detail
    if event.act in {"request_supplement", "send_supplement_request"}:
        reason = _("Lý do: %(reason)s") % {"reason": detail["reason"]}
        return f"{detail['items']}\n{reason}"
    if event.act == "supplement" and not event.actor_post:
        return str(detail.get("note", ""))
    if event.act == "reorganise":
        return _("%(move)s. Mã hồ sơ và ngày hẹn giữ nguyên.") % {"move": detail["note"]}
    if event.act == "receive":
        appointment = words.moment(datetime.fromisoformat(detail["appointment"]))
        return _("Hẹn trả kết quả: %(moment)s") % {"moment": appointment}
    if event.act in _TOLD_WITH_REASON and detail.get("reason"):
        return _("Lý do: %(reason)s") % {"reason": detail["reason"]}
    if event.act in {"require_payment", "record_payment", "refund"}:
        return words.money(detail["amount"])
    if event.act == "recalculate_due":
        due = words.moment(datetime.fromisoformat(detail["due"]))
        return _("Hạn giải quyết mới: %(moment)s") % {"moment": due}
    return ""
