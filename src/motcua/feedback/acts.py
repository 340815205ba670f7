"""What may be done about a feedback: one function each, one transaction each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers.acts import Refused
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier
from motcua.feedback.limits import due_of
from motcua.feedback.models import Feedback, FeedbackStep
from motcua.feedback.rights import handles
from motcua.organization.models import Agency
from motcua.people.models import Account

State = Feedback.State
LONGEST = 5000


def send(
    *,
    kind: str,
    agency: Agency,
    content: str,
    name: str,
    contact: str,
    author: Account | None = None,
    dossier: Dossier | None = None,
) -> Feedback:
    """Gửi phản ánh, kiến nghị to an agency, about a dossier or in general. Raises Refused."""
    if agency.one_stop_id is None:
        raise Refused(
            _("Chưa gửi được."),
            _("%(agency)s chưa có nơi tiếp nhận.") % {"agency": agency},
            _("Hãy chọn cơ quan khác, hoặc gửi đến cơ quan cấp trên."),
        )
    content = required_text(content, _("nội dung phản ánh, kiến nghị"))
    if len(content) > LONGEST:
        raise Refused(
            _("Chưa gửi được."),
            _("Nội dung dài quá %(most)s ký tự.") % {"most": LONGEST},
            _("Hãy viết gọn lại, hoặc gửi thành nhiều phản ánh."),
        )
    now = timezone.now()
    with transaction.atomic():
        feedback = Feedback.objects.create(
            kind=Feedback.Kind(kind),
            agency=agency,
            dossier=dossier,
            author=author,
            name=required_text(name, _("họ và tên"))[:120],
            contact=required_text(contact, _("số điện thoại hoặc thư điện tử"))[:120],
            content=content,
            filed_at=now,
            counted_from=now,
        )
        _note(feedback, "send", author, now)
    return feedback


def ask_more(feedback: Feedback, *, account: Account, what: str) -> Feedback:
    """Ask the sender to complete it: within 5 working days."""
    what = required_text(what, _("nội dung cần người gửi bổ sung"))
    return _do(feedback, "ask_more", account, [State.NEW], State.ASKED, what)


def complete(feedback: Feedback, *, account: Account | None, content: str) -> Feedback:
    """The sender completes it; the agency's limits count on."""
    content = required_text(content, _("nội dung bổ sung"))
    with transaction.atomic():
        locked, now = _locked(feedback, [State.ASKED]), timezone.now()
        if locked.author_id is not None and (account is None or locked.author_id != account.pk):
            raise _not_yours()
        locked.content = f"{locked.content}\n\n{content}"
        locked.state = State.NEW
        locked.save(update_fields=["content", "state"])
        _note(locked, "complete", account, now, content)
        return locked


def pass_on(feedback: Feedback, *, account: Account, agency: Agency, reason: str) -> Feedback:
    """Send it to the agency that is competent; the limits count anew there."""
    reason = required_text(reason, _("lý do chuyển"))
    with transaction.atomic():
        locked, now = _locked(feedback, [State.NEW, State.ASKED]), timezone.now()
        if not handles(account, locked):
            raise _not_yours()
        if agency.pk == locked.agency_id or agency.one_stop_id is None:
            raise Refused(
                _("Chưa chuyển được."),
                _("Cơ quan nhận phải là cơ quan khác và có nơi tiếp nhận."),
                _("Hãy chọn lại cơ quan nhận."),
            )
        _note(locked, "pass_on", account, now, f"{agency}: {reason}", _is_late(locked, "ask_more"))
        locked.agency, locked.counted_from, locked.state = agency, now, State.NEW
        locked.save(update_fields=["agency", "counted_from", "state"])
        return locked


def refuse(feedback: Feedback, *, account: Account, reason: str) -> Feedback:
    """Say that it is none the agency may handle, and why: within 2 working days."""
    reason = required_text(reason, _("lý do không xử lý"))
    return _do(feedback, "refuse", account, [State.NEW], State.REFUSED, reason)


def answer(feedback: Feedback, *, account: Account, text: str) -> Feedback:
    """Answer the sender: within 15 working days."""
    text, now = required_text(text, _("nội dung trả lời")), timezone.now()
    more = {"answer": text, "answered_at": now}
    return _do(feedback, "answer", account, [State.NEW, State.ASKED], State.ANSWERED, text, more)


def publish(feedback: Feedback, *, account: Account, content: str) -> Feedback:
    """Let everyone read question and answer, without names: within 2 working days.

    content: the question as it may be shown, freed of personal data by the officer.
    """
    content = required_text(content, _("nội dung công khai"))
    more = {"public_content": content, "published_at": timezone.now()}
    return _do(feedback, "publish", account, [State.ANSWERED], State.PUBLISHED, "", more)


def _do(
    feedback: Feedback,
    act: str,
    account: Account,
    states: list[State],
    to: State,
    note: str,
    more: dict[str, object] | None = None,
) -> Feedback:
    with transaction.atomic():
        locked = _locked(feedback, states)
        if not handles(account, locked):
            raise _not_yours()
        _note(locked, act, account, timezone.now(), note, _is_late(locked, act))
        locked.state = to
        for name, value in (more or {}).items():
            setattr(locked, name, value)
        locked.save()
        return locked


def _locked(feedback: Feedback, states: list[State]) -> Feedback:
    whole = Feedback.objects.select_related("agency__one_stop")
    locked = whole.select_for_update(of=("self",)).get(pk=feedback.pk)
    if locked.state not in states:
        raise Refused(
            _("Chưa thực hiện được."),
            _("Phản ánh, kiến nghị đang ở trạng thái “%(state)s”.")
            % {"state": locked.get_state_display()},
            _("Hãy tải lại trang để xem các việc có thể làm lúc này."),
        )
    return locked


def _is_late(feedback: Feedback, act: str) -> bool:
    return timezone.now() > due_of(feedback, act)


def _note(
    feedback: Feedback,
    act: str,
    account: Account | None,
    at: datetime,
    note: str = "",
    late: bool = False,
) -> None:
    post = str(account.desks[0]) if account and account.desks else ""
    FeedbackStep.objects.create(
        feedback=feedback, act=act, at=at, by=account, post=post, note=note, late=late
    )


def _not_yours() -> Refused:
    return Refused(
        _("Chưa thực hiện được."),
        _("Tài khoản này không có quyền với phản ánh, kiến nghị này."),
        _("Hãy đăng nhập bằng tài khoản được giao xử lý."),
    )
