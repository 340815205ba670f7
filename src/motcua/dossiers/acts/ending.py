"""A dossier that ends without a result: withdrawn, stopped, closed (NĐ 118/2025 Art. 21)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.clock import SilenceRule
from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, UNDECIDED, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import (
    ClockPause,
    Dossier,
    IssuedPaper,
    Result,
    State,
    Task,
    Withdrawal,
)
from motcua.organization.models import Role
from motcua.people.models import Account


@act(
    gettext_lazy("Rút hồ sơ"),
    done=gettext_lazy("Đã gửi yêu cầu rút hồ sơ %(dossier)s."),
    states=[State.REGISTERED, *UNDECIDED],
    allowed=policies.is_submitter | policies.is_reception_clerk,
)
def ask_withdrawal(work: Work, *, reason: str) -> None:
    """Who filed asks to have it back. Before reception that ends it; after, the one-stop answers.

    At the counter the clerk records what the applicant asks in person.
    """
    dossier = work.dossier
    asked = Withdrawal(
        dossier=dossier,
        reason=required_text(reason, _("lý do rút hồ sơ")),
        asked_by=work.account,
        asked_at=work.now,
    )
    work.detail = {"reason": asked.reason}
    if dossier.received_at is None:
        asked.accepted, asked.answered_at = True, work.now
        asked.save()
        dossier.state = State.STOPPED
        road.close_all(dossier, None, work.now)
        return
    asked.save()
    dossier.state = State.WITHDRAWING
    Task.objects.create(
        dossier=dossier,
        kind=Task.Kind.WITHDRAWAL,
        unit_id=dossier.one_stop_id,
        role=Role.RECEPTION,
        opened_at=work.now,
    )


def _is_signed(dossier: Dossier) -> bool:
    return Result.objects.filter(dossier=dossier).exclude(signed_at=None).exists()


@act(
    gettext_lazy("Đồng ý cho rút hồ sơ"),
    done=gettext_lazy("Đã dừng giải quyết hồ sơ %(dossier)s theo yêu cầu rút."),
    states=[State.WITHDRAWING],
    on=[Task.Kind.WITHDRAWAL],
    condition=lambda dossier: not _is_signed(dossier),
)
def accept_withdrawal(work: Work) -> None:
    """No decision is signed yet: stop, with the notice (Mẫu 05)."""
    asked = _answer(work, accepted=True)
    paper = _end(work, asked.reason)
    work.detail = {"reason": asked.reason, "paper": paper.number}


@act(
    gettext_lazy("Không đồng ý cho rút"),
    done=gettext_lazy("Đã trả lời yêu cầu rút hồ sơ %(dossier)s; hồ sơ được giải quyết tiếp."),
    states=[State.WITHDRAWING],
    on=[Task.Kind.WITHDRAWAL],
    condition=_is_signed,
)
def decline_withdrawal(work: Work, *, reason: str) -> None:
    """Only a dossier whose result is signed can no longer be withdrawn."""
    _answer(work, accepted=False, answer=required_text(reason, _("lý do không cho rút")))
    road.close(work.step_task, work.officer, work.now)
    work.dossier.state = _state_before(work.dossier)
    work.detail = {"reason": reason.strip()}


def _answer(work: Work, *, accepted: bool, answer: str = "") -> Withdrawal:
    asked = work.dossier.withdrawals.get(answered_at=None)
    asked.accepted, asked.answer, asked.answered_at = accepted, answer, work.now
    asked.save(update_fields=["accepted", "answer", "answered_at"])
    return asked


def _state_before(dossier: Dossier) -> State:
    """Where the dossier stood when its withdrawal was asked for."""
    pause = dossier.pauses.filter(ended_at=None).first()
    if pause is not None:
        waits = {ClockPause.Reason.SUPPLEMENT: State.SUPPLEMENT}
        return waits.get(ClockPause.Reason(pause.reason), State.PAYMENT)
    begun = dossier.tasks.exclude(closed_at=None).exclude(step=None)
    return State.PROCESSING if begun.count() > 1 else State.RECEIVED


@act(
    gettext_lazy("Dừng giải quyết"),
    done=gettext_lazy("Đã dừng giải quyết hồ sơ %(dossier)s."),
    states=UNDECIDED,
    allowed=policies.is_leader,
    condition=lambda dossier: not _is_signed(dossier),
)
def stop(work: Work, *, reason: str, basis: str) -> None:
    """The leader ends the work on a legal ground, with the notice (Mẫu 05)."""
    reason = required_text(reason, _("lý do dừng giải quyết"))
    basis = required_text(basis, _("căn cứ pháp lý"))
    paper = _end(work, f"{reason} ({basis})")
    work.detail = {"reason": reason, "basis": basis, "paper": paper.number}


@act(
    gettext_lazy("Đóng hồ sơ quá hạn bổ sung"),
    done=gettext_lazy("Đã đóng hồ sơ %(dossier)s."),
    states=[State.SUPPLEMENT],
    allowed=policies.is_system,
)
def close_unanswered(work: Work) -> None:
    """The supplement did not come within the time the procedure gives for it."""
    closes_at = clocks.closes_at(work.dossier)
    if closes_at is None or work.now <= closes_at:
        raise Refused(
            _("Chưa đóng hồ sơ."),
            _("Thời gian chờ bổ sung chưa hết."),
            _("Không cần làm gì thêm."),
        )
    reason = _("Người nộp không bổ sung hồ sơ trong thời hạn quy định.")
    work.dossier.state = State.STOPPED
    road.close_all(work.dossier, None, work.now)
    work.detail = {"reason": reason, "closed_after": closes_at.isoformat()}


@act(
    gettext_lazy("Giải quyết theo quy định về im lặng"),
    done=gettext_lazy("Đã kết thúc hồ sơ %(dossier)s theo quy định về im lặng."),
    states=IN_HAND,
    allowed=policies.is_system,
)
def decide_by_silence(work: Work) -> None:
    """The limit passed without an answer, and the law says what that means for this procedure."""
    rule = clocks.silence(work.dossier, work.now)
    if rule is SilenceRule.NONE or _is_signed(work.dossier):
        raise Refused(
            _("Chưa kết thúc hồ sơ."),
            _("Thủ tục không có quy định về im lặng, hoặc thời hạn chưa hết."),
            _("Không cần làm gì thêm."),
        )
    dossier = work.dossier
    dossier.state = State.RETURNED
    dossier.finished_at = dossier.returned_at = work.now
    road.close_all(dossier, None, work.now)
    work.detail = {"silence": rule.value}


def system_account() -> Account:
    """The account in whose name the passing of time is recorded; nobody can sign in to it."""
    facts = {"full_name": "Hệ thống", "is_active": False, "password": "!"}
    account, _made = Account.objects.get_or_create(username=policies.SYSTEM, defaults=facts)
    return account


def watch_limits() -> None:
    """Do what time alone brings about: close the unanswered, decide by silence."""
    account, now = system_account(), timezone.now()
    for dossier in clocks.closing_by(now):
        close_unanswered(dossier, account=account)
    for dossier in clocks.silent_by(now):
        if not _is_signed(dossier):
            decide_by_silence(dossier, account=account)


def _end(work: Work, reason: str) -> IssuedPaper:
    """Stop, clear every desk, tell the applicant."""
    dossier = work.dossier
    dossier.state = State.STOPPED
    road.close_all(dossier, work.officer, work.now)
    return issuing.issue_stop_notice(dossier, reason, work.officer, work.post, work.now)
