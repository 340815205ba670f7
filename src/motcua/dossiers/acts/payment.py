"""Phí, lệ phí: due, paid, waived, refunded; amounts in VND (NĐ 61/2018 Art. 22)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.fees import Owed
from motcua.dossiers.models import Charge, ClockPause, Dossier, State

# While any of these, money may change hands.
PAYABLE = (*IN_HAND, State.PAYMENT, State.FINISHED)


def charges_due(dossier: Dossier) -> list[Charge]:
    """What is still to be paid."""
    return list(dossier.charges.filter(status=Charge.Status.DUE))


def _any_due(dossier: Dossier) -> bool:
    return dossier.charges.filter(status=Charge.Status.DUE).exists()


def _any_paid(dossier: Dossier) -> bool:
    return dossier.charges.filter(status=Charge.Status.PAID).exists()


@act(
    gettext_lazy("Yêu cầu nộp phí, lệ phí"),
    done=gettext_lazy("Đã gửi thông báo nộp phí, lệ phí của hồ sơ %(dossier)s."),
    states=[*IN_HAND, State.FINISHED],
    allowed=policies.is_reception_clerk | policies.is_specialist | policies.is_division_head,
    condition=lambda dossier: not _any_due(dossier),
)
def require_payment(work: Work, *, charges: Sequence[Owed], waits: bool) -> None:
    """Ask for an amount; where the work waits for it, the clock stops if the procedure says so.

    waits: whether the agency can go on only once it is paid.
    """
    dossier = work.dossier
    if not charges or any(each.amount <= 0 or not each.name.strip() for each in charges):
        raise Refused(
            _("Chưa gửi được thông báo."),
            _("Chưa có khoản phải nộp, hoặc số tiền không phải số dương."),
            _("Hãy ghi tên khoản và số tiền (đồng)."),
        )
    Charge.objects.bulk_create(
        Charge(dossier=dossier, name=each.name.strip(), amount=each.amount, asked_at=work.now)
        for each in charges
    )
    paper = issuing.issue_fee_notice(dossier, charges_due(dossier), work.officer, work.now)
    if waits and dossier.state in IN_HAND:
        dossier.state = State.PAYMENT
        if clocks.policy(dossier).payment_pauses:
            clocks.pause(dossier, ClockPause.Reason.PAYMENT, work.now)
    total = sum(each.amount for each in charges)
    work.detail = {"amount": total, "waits": waits, "paper": paper.number}


@act(
    gettext_lazy("Thu phí, lệ phí"),
    done=gettext_lazy("Đã thu phí, lệ phí của hồ sơ %(dossier)s."),
    states=PAYABLE,
    allowed=policies.is_reception_clerk,
    condition=_any_due,
)
def record_payment(work: Work, *, method: str) -> None:
    """Everything due was paid; the receipt is issued at the moment of collection.

    NĐ 254/2026 Art. 24.1. method: one of Charge.Method.
    """
    charges = charges_due(work.dossier)
    paper = issuing.issue_fee_receipt(work.dossier, charges, method, work.officer, work.now)
    _settle(work, charges, Charge.Status.PAID, method=Charge.Method(method).value)
    work.detail |= {"method": method, "paper": paper.number}


@act(
    gettext_lazy("Miễn phí, lệ phí"),
    done=gettext_lazy("Đã miễn phí, lệ phí cho hồ sơ %(dossier)s."),
    states=PAYABLE,
    allowed=policies.is_reception_clerk | policies.is_leader,
    condition=_any_due,
)
def waive_payment(work: Work, *, reason: str) -> None:
    """What is due is not collected; the reason names the basis of the exemption."""
    reason = required_text(reason, _("căn cứ miễn, giảm"))
    _settle(work, charges_due(work.dossier), Charge.Status.WAIVED, reason=reason)
    work.detail |= {"reason": reason}


@act(
    gettext_lazy("Hoàn trả phí, lệ phí"),
    done=gettext_lazy("Đã ghi nhận hoàn trả phí, lệ phí của hồ sơ %(dossier)s."),
    states=[*PAYABLE, State.STOPPED, State.RETURNED],
    allowed=policies.is_reception_clerk,
    condition=_any_paid,
)
def refund(work: Work, *, reason: str) -> None:
    """What was paid is given back, with the reason."""
    reason = required_text(reason, _("lý do hoàn trả"))
    charges = list(work.dossier.charges.filter(status=Charge.Status.PAID))
    total = _mark(work, charges, Charge.Status.REFUNDED, reason=reason)
    work.detail = {"amount": total, "reason": reason}


def _settle(work: Work, charges: list[Charge], status: str, **more: str) -> None:
    """Close what was due; a dossier that waited for it is being processed again."""
    dossier = work.dossier
    work.detail = {"amount": _mark(work, charges, status, **more)}
    if dossier.state == State.PAYMENT:
        dossier.state = State.PROCESSING
        if dossier.pauses.filter(ended_at=None).exists():
            clocks.resume(dossier, work.now)
            work.detail |= clocks.promised(dossier)
    road.pass_paid(dossier, work.officer, work.now)


def _mark(work: Work, charges: list[Charge], status: str, **more: str) -> int:
    values: Mapping[str, object] = {
        "status": status,
        "settled_at": work.now,
        "settled_by": work.officer,
        **more,
    }
    Charge.objects.filter(pk__in=[each.pk for each in charges]).update(**values)
    return sum(each.amount for each in charges)
