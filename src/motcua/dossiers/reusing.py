"""Results issued here to the person a draft is for: filed again without asking for them again.

They are what the citizen's electronic store holds (TT 01/2023/TT-VPCP, Điều 24). Only results of
dossiers the account may read, of that very person: released, granted, not revoked, still valid.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from motcua.catalog.wording import UNLIMITED
from motcua.dossiers.known import number_of
from motcua.dossiers.models import Dossier, Draft, Result

MOST_SHOWN = 20


@dataclass(frozen=True)
class Reusable:
    """until: its last valid day; none where it never ends or its validity is not published."""

    result: Result
    until: date | None


def reusable_for(draft: Draft, today: date | None = None) -> list[Reusable]:
    """What may be filed again with a draft, the latest first."""
    number, today = number_of(draft), today or timezone.localdate()
    if not number:
        return []
    own = Dossier.objects.filed_by(draft.account).filter(applicant__identity_number=number)
    released = Result.objects.filter(
        dossier__in=own, outcome=Result.Outcome.GRANTED, revoked_at=None, file__isnull=False
    ).exclude(released_at=None)
    found = released.select_related("dossier__case__version", "file").order_by("-released_at")
    listed = [Reusable(result, valid_until(result)) for result in found[:MOST_SHOWN]]
    return [each for each in listed if each.until is None or each.until >= today]


def valid_until(result: Result) -> date | None:
    """The last day of a result, counted from its release by the period its procedure publishes.

    Where the procedure has several results the shortest period counts.
    """
    assert result.released_at is not None  # noqa: S101 only released results have a validity
    start = timezone.localdate(result.released_at)
    published = result.dossier.case.version.results
    periods = [each.get("validity", "") for each in published]
    ends = [_after(start, period) for period in periods if period and period != UNLIMITED]
    return min(ends, default=None)


def _after(start: date, period: str) -> date:
    """The last day of "30d", "6m" or "5y" from a day on (Civil Code, Điều 148)."""
    number, unit = int(period[:-1]), period[-1]
    if unit == "d":
        return start + timedelta(days=number)
    months = start.month - 1 + number * (12 if unit == "y" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    last = monthrange(year, month)[1]
    return date(year, month, min(start.day, last))
