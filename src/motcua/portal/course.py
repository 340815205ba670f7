"""What became of a dossier that its applicant must know: fees, a new date, withdrawal, an end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.models import (
    Charge,
    Dossier,
    Event,
    Extension,
    IssuedPaper,
    Result,
    ResultChange,
    State,
)

# Papers between offices; the others are issued to the applicant.
INTERNAL = (IssuedPaper.Kind.HAND_OVER, IssuedPaper.Kind.CONTROL)
# Acts that end a dossier without a result.
_ENDINGS = ("stop", "accept_withdrawal", "close_unanswered", "ask_withdrawal")


@dataclass(frozen=True)
class Fees:
    """Every amount asked for, what is still owed, and the notice that says how to pay."""

    charges: list[Charge]
    owed: int
    waits: bool
    notice: IssuedPaper | None


@dataclass(frozen=True)
class NewDate:
    """An apology with its new date, and the date it takes the place of."""

    extension: Extension
    before: datetime | None


@dataclass(frozen=True)
class Ending:
    """Why the work stopped, and the notice of it where there is one."""

    reason: str
    notice: IssuedPaper | None


def course(dossier: Dossier, papers: Iterable[IssuedPaper]) -> dict[str, Any]:
    """The notices of the dossier's page. papers: those issued to the applicant, oldest first."""
    latest = {paper.kind: paper for paper in papers}
    return {
        "fees": _fees(dossier, latest.get(IssuedPaper.Kind.FEE_NOTICE)),
        "new_date": _new_date(dossier),
        "withdrawal": dossier.withdrawals.last(),
        "ending": _ending(dossier, latest.get(IssuedPaper.Kind.STOP)),
    }


def papers_for_applicant(dossier: Dossier) -> list[IssuedPaper]:
    """What the office issued to the applicant, oldest first."""
    return list(dossier.papers.exclude(kind__in=INTERNAL).select_related("replaced_by"))


def changes_of(result: Result | None) -> list[ResultChange]:
    """What was done to the result after its release, latest first."""
    return list(result.changes.order_by("-at")) if result else []


def _fees(dossier: Dossier, notice: IssuedPaper | None) -> Fees | None:
    charges = list(dossier.charges.all())
    owed = sum(each.amount for each in charges if each.status == Charge.Status.DUE)
    return Fees(charges, owed, dossier.state == State.PAYMENT, notice) if charges else None


def _new_date(dossier: Dossier) -> NewDate | None:
    """What is proposed is the office's own; the apology is what counts."""
    extension = dossier.extensions.exclude(sent_at=None).last()
    if extension is None:
        return None
    told = dossier.events.filter(act="apologise_and_extend").last()
    before = told.detail.get("due_before") if told else None
    return NewDate(extension, datetime.fromisoformat(before) if before else None)


def _ending(dossier: Dossier, notice: IssuedPaper | None) -> Ending | None:
    if dossier.state != State.STOPPED:
        return None
    event = dossier.events.filter(act__in=_ENDINGS).last()
    return Ending(_reason(event), notice)


def _reason(event: Event | None) -> str:
    """In the words of the act that ended it; its legal ground beside."""
    if event is None:
        return ""
    if event.act in {"accept_withdrawal", "ask_withdrawal"}:
        return _("Theo yêu cầu của bạn: %(reason)s") % {"reason": event.detail["reason"]}
    basis = event.detail.get("basis")
    reason = str(event.detail["reason"])
    return f"{reason} ({basis})" if basis else reason
