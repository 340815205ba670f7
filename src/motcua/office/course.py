"""What has been gathered, asked, paid and handed over on a dossier, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.clock import WorkingCalendar, wording
from motcua.dossiers import clocks
from motcua.dossiers.models import (
    Charge,
    Dossier,
    Extension,
    HandOver,
    Opinion,
    Part,
    Result,
    ResultChange,
    SupplementRequest,
    Withdrawal,
)


def course(dossier: Dossier, now: datetime) -> dict[str, Any]:
    """The cards of the page; an empty one is not shown."""
    charges = list(dossier.charges.all())
    return {
        "withdrawal": _withdrawal(dossier),
        "extension": _extension(dossier),
        "supplements": _supplements(dossier),
        "opinions": _opinions(dossier, now),
        "inspections": dossier.inspections.select_related("recorded_by__account"),
        "charges": charges,
        "owed": sum(each.amount for each in charges if each.status == Charge.Status.DUE),
        "hand_overs": _hand_overs(dossier, now),
        "parts": _parts(dossier, now),
    }


def result_of(dossier: Dossier) -> Result | None:
    named = Result.objects.select_related("drafted_by__account", "signed_by__account")
    return named.filter(dossier=dossier).first()


def changes_of(result: Result | None) -> Iterable[ResultChange]:
    """What became of the result after its release, latest first."""
    if result is None or result.released_at is None:
        return ()
    return result.changes.select_related("by__account").order_by("-at")


def _withdrawal(dossier: Dossier) -> Withdrawal | None:
    return dossier.withdrawals.select_related("asked_by").last()


@dataclass(frozen=True)
class MovedDate:
    """An extension, with the date it takes the place of."""

    extension: Extension
    before: datetime | None


def _extension(dossier: Dossier) -> MovedDate | None:
    found = dossier.extensions.select_related("proposed_by__account").last()
    if found is None:
        return None
    if found.sent_at is None:
        return MovedDate(found, dossier.due_at)
    told = dossier.events.filter(act="apologise_and_extend").last()
    before = told.detail.get("due_before") if told else None
    return MovedDate(found, datetime.fromisoformat(before) if before else None)


def _supplements(dossier: Dossier) -> Iterable[SupplementRequest]:
    return dossier.supplements.prefetch_related("asked_items").order_by("-proposed_at")


@dataclass(frozen=True)
class AskedOpinion:
    """An opinion with how it stands: tone is "done", "late" or "waits"."""

    opinion: Opinion
    tone: str
    standing: str | Promise


def _opinions(dossier: Dossier, now: datetime) -> list[AskedOpinion]:
    asked = dossier.opinions.select_related(
        "unit__agency", "asked_by__account", "answered_by__account"
    )
    return [AskedOpinion(each, *_standing(each, now)) for each in asked]


def _standing(opinion: Opinion, now: datetime) -> tuple[str, str]:
    answered = opinion.answered_at
    if answered is not None:
        late = answered > opinion.due_at
        return ("late", _("Trả lời chậm")) if late else ("done", _("Đã trả lời"))
    if now <= opinion.due_at:
        return "waits", _("Đang chờ")
    if opinion.reported_at is not None:
        return "late", _("Quá hạn, đã báo Bộ phận Một cửa")
    return "late", _("Quá hạn trả lời")


@dataclass(frozen=True)
class Passed:
    """A hand-over; `late` when it was given, or is still owed, after its time."""

    row: HandOver
    late: bool


def _hand_overs(dossier: Dossier, now: datetime) -> list[Passed]:
    rows = dossier.hand_overs.select_related(
        "from_unit", "to_unit", "given_by__account", "taken_by__account"
    )
    return [Passed(row, (row.given_at or now) > row.due_at) for row in rows]


@dataclass(frozen=True)
class Share:
    """One agency's part of a linked dossier and how its clock stands."""

    part: Part
    left: str
    late: bool


def _parts(dossier: Dossier, now: datetime) -> list[Share]:
    parts = list(dossier.parts.select_related("agency", "unit"))
    if not parts:
        return []
    calendar = clocks.calendar(dossier)
    return [_share(part, dossier, calendar, now) for part in parts]


def _share(part: Part, dossier: Dossier, calendar: WorkingCalendar, now: datetime) -> Share:
    due = dossier.due_at if part.lead else part.due_at
    if due is None or part.closed_at is not None:
        return Share(part, "", bool(due and part.closed_at and part.closed_at > due))
    left = wording.time_left(due, now, calendar, (get_language() or "vi")[:2])
    return Share(part, left, due < now)
