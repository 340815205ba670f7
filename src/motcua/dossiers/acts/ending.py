"""A dossier that ends without a result: withdrawn, stopped (NĐ 118/2025 Art. 21)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import issuing, policies, road
from motcua.dossiers.acts.base import UNDECIDED, Work, act, is_received
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import (
    Dossier,
    IssuedPaper,
    Result,
    State,
    Task,
    Withdrawal,
)
from motcua.organization.models import Role


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
    work.detail = {"reason": asked.reason, "state": dossier.state}
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


def is_signed(dossier: Dossier) -> bool:
    """Whether a decision exists: what is signed can no longer be stopped or withdrawn."""
    return Result.objects.filter(dossier=dossier).exclude(signed_at=None).exists()


@act(
    gettext_lazy("Đồng ý cho rút hồ sơ"),
    done=gettext_lazy("Đã dừng giải quyết hồ sơ %(dossier)s theo yêu cầu rút."),
    states=[State.WITHDRAWING],
    on=[Task.Kind.WITHDRAWAL],
    condition=lambda dossier: not is_signed(dossier),
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
    condition=is_signed,
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
    """Where the dossier stood when its withdrawal was asked for, as that event says."""
    asked = dossier.events.filter(act="ask_withdrawal").order_by("sequence").last()
    assert asked is not None  # noqa: S101 what is declined was asked for
    return State(asked.detail["state"])


@act(
    gettext_lazy("Dừng giải quyết"),
    done=gettext_lazy("Đã dừng giải quyết hồ sơ %(dossier)s."),
    states=UNDECIDED,
    allowed=policies.is_leader,
    condition=lambda dossier: is_received(dossier) and not is_signed(dossier),
)
def stop(work: Work, *, reason: str, basis: str) -> None:
    """The leader ends the work on a legal ground, with the notice (Mẫu 05)."""
    reason = required_text(reason, _("lý do dừng giải quyết"))
    basis = required_text(basis, _("căn cứ pháp lý"))
    paper = _end(work, f"{reason} ({basis})")
    work.detail = {"reason": reason, "basis": basis, "paper": paper.number}


def _end(work: Work, reason: str) -> IssuedPaper:
    """Stop, clear every desk, tell the applicant."""
    dossier = work.dossier
    dossier.state = State.STOPPED
    road.close_all(dossier, work.officer, work.now)
    return issuing.issue_stop_notice(dossier, reason, work.officer, work.post, work.now)
