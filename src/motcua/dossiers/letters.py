"""The words of one outbox row: what happened, what to do next, and the facts that the law asks for.

NĐ 224/2026 Art. 15.1.g: agency, person receiving or handling, times of reception, processing and
return. The applicant is not named and the receipt's secret is not told: a letter may be read by
whoever opens the mailbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from motcua.clock import wording
from motcua.dossiers import clocks, keeping
from motcua.dossiers.models import Delivery, Dossier, Draft, Event, Outbox, State
from motcua.dossiers.notices import TOLD
from motcua.messages.message import Message
from motcua.messages.models import Choice
from motcua.papers.amounts import amount_in_figures

FOR_APPLICANT = {letter for told in TOLD.values() for letter in (told.applicant, told.takes_up)}

# What events remember as a moment, and as a text that ends a sentence.
_MOMENTS = (
    *("appointment", "due", "due_before", "until"),
    *("answer_by", "closed_after", "step_due"),
)
_SENTENCES = ("reason", "basis", "note", "question", "answer")


def message_of(row: Outbox) -> Message:
    """The row's message, in the language its recipient has chosen."""
    choice = Choice.objects.filter(account=row.account_id).first() if row.account_id else None
    language = choice.language if choice else "vi"
    with override(language):
        return _of_draft(row, row.draft) if row.draft else _of_event(row, row.event, language)


def _of_event(row: Outbox, event: Event | None, language: str) -> Message:
    assert event is not None  # noqa: S101 the row's own constraint
    subject, paragraphs = words(row.kind, event)
    for_desk = row.kind not in FOR_APPLICANT
    path, link = _page(row, event.dossier, for_desk=for_desk)
    return Message(
        number=row.pk,
        account=row.account_id,
        address=row.account.email if row.account else event.dossier.applicant.email,
        language=language,
        subject=subject,
        paragraphs=paragraphs,
        facts=tuple(_facts(event, for_desk=for_desk)),
        path=path,
        link=link,
        reference=event.dossier.reference,
        for_desk=for_desk,
    )


def _of_draft(row: Outbox, draft: Draft) -> Message:
    """What its owner is told of a draft: which, and until when it is kept."""
    procedure = draft.case.version.procedure.name
    kept_until = _moment(keeping.kept_until(draft))
    subject, paragraphs = _filled(row.kind, {"procedure": procedure, "kept_until": kept_until})
    facts = [
        (_("Tên thủ tục"), procedure),
        (_("Lưu lần cuối"), _moment(draft.saved_at)),
        (_("Giữ đến"), kept_until),
    ]
    return Message(
        number=row.pk,
        account=draft.account_id,
        address=draft.account.email,
        language=_language(),
        subject=subject,
        paragraphs=paragraphs,
        facts=tuple(facts),
        path=reverse("portal:resume", args=[draft.pk]),
        link=_("Mở hồ sơ đang làm dở"),
        reference="",
    )


def words(letter: str, event: Event) -> tuple[str, tuple[str, ...]]:
    """Subject and paragraphs of a letter about an event, in the language now active."""
    return _filled(letter, _context(event))


def _filled(letter: str, context: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    template = get_template(f"messages/{_language()}/{letter}.txt")
    # Plain text: nothing is escaped here, the HTML of an e-mail and of a page does that itself.
    text = template.template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]
    subject, _blank, body = text.strip().partition("\n\n")
    paragraphs = tuple(part.strip() for part in body.split("\n\n") if part.strip())
    return " ".join(subject.split()), paragraphs


def _context(event: Event) -> dict[str, Any]:
    dossier, said = event.dossier, _said(event)
    address = dossier.one_stop.address
    return {
        "said": said,
        "dossier": str(dossier),
        "agency": dossier.agency.name,
        "one_stop": dossier.one_stop.name,
        "place": f"{dossier.one_stop}, {address}" if address else str(dossier.one_stop),
        "received": dossier.received_at is not None,
        "due": _moment(dossier.due_at),
        "appointment": said.get("appointment") or _moment(dossier.appointment_at),
        "answer_by": _answer_by(dossier),
        "delivery": _delivery(dossier),
        "items": str(said.get("items", "")).splitlines(),
        "components": "; ".join(said.get("components", [])),
        "units": "; ".join(said.get("units", [])),
        "amount": amount_in_figures(said.get("amount", 0)),
        "way": str(Delivery(said["way"]).label) if "way" in said else "",
        **_step(event),
    }


def _said(event: Event) -> dict[str, Any]:
    """What the event remembers, moments in words and sentences with their full stop."""
    said = dict(event.detail)
    for name in _MOMENTS:
        if said.get(name):
            said[name] = _moment(datetime.fromisoformat(said[name]))
    for name in _SENTENCES:
        if said.get(name):
            said[name] = said[name].strip()
            said[name] += "" if said[name].endswith((".", "!", "?", "…")) else "."
    return said


def _step(event: Event) -> dict[str, str]:
    """The work the act put on desks, and until when."""
    opened = event.dossier.tasks.filter(opened_at=event.at).select_related("step")
    steps = [task for task in opened if task.step]
    due = min((task.due_at for task in steps if task.due_at), default=None)
    return {
        "step": "; ".join(task.step.name for task in steps if task.step) or _("Việc mới"),
        "step_due": _moment(due),
    }


def _answer_by(dossier: Dossier) -> str:
    """When a dossier that waits for its supplement closes by itself."""
    waits = dossier.state == State.SUPPLEMENT
    return _moment(clocks.closes_at(dossier)) if waits else ""


def _delivery(dossier: Dossier) -> str:
    """How the person gets the result, as a sentence."""
    ways = {
        Delivery.COUNTER: _("Nhận tại %(place)s; mang theo Giấy tiếp nhận hồ sơ."),
        Delivery.ELECTRONIC: _("Tải bản điện tử tại trang hồ sơ."),
        Delivery.POST: _("Kết quả được gửi qua bưu chính đến địa chỉ đã đăng ký."),
    }
    one_stop = dossier.one_stop
    place = f"{one_stop}, {one_stop.address}" if one_stop.address else str(one_stop)
    return ways[Delivery(dossier.delivery)] % {"place": place}


def _facts(event: Event, *, for_desk: bool) -> Iterator[tuple[str, str]]:
    dossier = event.dossier
    due = event.detail.get("due") or event.detail.get("appointment")
    due_at = datetime.fromisoformat(due) if due else dossier.due_at
    facts = [
        (_("Mã hồ sơ") if dossier.code else _("Số tham chiếu"), str(dossier)),
        (_("Tên thủ tục"), dossier.procedure_name),
        (_("Cơ quan giải quyết"), dossier.agency.name),
        (_("Bộ phận Một cửa"), dossier.one_stop.name),
        (_("Người thực hiện"), event.actor_post),
        (_("Thời điểm thực hiện"), _moment(event.at)),
        (_("Nộp lúc"), _moment(dossier.submitted_at)),
        (_("Tiếp nhận lúc"), _moment(dossier.received_at)),
        (_("Hạn giải quyết") if for_desk else _("Hẹn trả kết quả"), _moment(due_at)),
        (_("Giải quyết xong lúc"), _moment(dossier.finished_at)),
        (_("Trả kết quả lúc"), _moment(dossier.returned_at)),
    ]
    return ((label, value) for label, value in facts if value)


# Letters that lead to a page of their own, and the words of the link.
_OWN_PAGES = {
    "message_to_one_stop": ("office:correspondence", gettext_lazy("Đọc và trả lời")),
    "message_to_applicant": ("portal:correspondence", gettext_lazy("Đọc và trả lời")),
    "invite_rating": ("portal:rating", gettext_lazy("Đánh giá")),
}


def _page(row: Outbox, dossier: Dossier, *, for_desk: bool) -> tuple[str, str]:
    """Where the recipient reads the rest: behind a sign-in, or by code and the receipt's secret."""
    if row.account_id and row.kind in _OWN_PAGES:
        page, link = _OWN_PAGES[row.kind]
        return reverse(page, args=[dossier.reference]), str(link)
    if for_desk:
        return reverse("office:dossier", args=[dossier.reference]), _("Mở hồ sơ")
    if row.account_id:
        return reverse("portal:dossier", args=[dossier.reference]), _("Xem hồ sơ")
    return reverse("portal:track"), _("Tra cứu hồ sơ bằng mã trên giấy tiếp nhận")


def _moment(value: datetime | None) -> str:
    return wording.long_date(value, _language()) if value else ""


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"
