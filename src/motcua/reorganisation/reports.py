"""The same dossiers counted by the tree of then and by the tree of now; both add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db.models import Count, Q
from django.utils import timezone

from motcua.dossiers.models import Dossier, State
from motcua.organization.models import (
    Agency,
    Succession,
    SuccessionKind,
    Unit,
    UnitSuccession,
)
from motcua.reorganisation.models import DossierMove

Tree = Literal["then", "now"]


@dataclass(frozen=True)
class AgencyCount:
    """received: up to the end of the day, ever since; open: of these not finished then."""

    agency: Agency
    received: int
    open: int


def dossiers_by_agency(on: date, tree: Tree = "then") -> list[AgencyCount]:
    """How many dossiers each agency had on a day, by code.

    "then": by the agency that had the dossier on that day. "now": by the agency that has it
    today, or that goes on for the one that finished it; an agency shared out among several,
    with nobody to go on for the division, is counted under its own name.
    """
    received, unfinished = Counter[int](), Counter[int]()
    successor = _successors() if tree == "now" else None
    for agency, division, count, still in _counted(on):
        counted = successor.of(agency, division) if successor else agency
        received[counted] += count
        unfinished[counted] += still
    if tree == "then":
        _put_back(received, unfinished, on)
    agencies = Agency.objects.in_bulk([pk for pk, count in received.items() if count])
    counts = [AgencyCount(each, received[pk], unfinished[pk]) for pk, each in agencies.items()]
    return sorted(counts, key=lambda each: each.agency.code)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, timezone.get_current_timezone())


def _unfinished(on: date) -> Q:
    late = Q(finished_at=None) | Q(finished_at__gte=_end_of(on))
    return late & ~Q(state__in=[State.NOT_RECEIVED, State.STOPPED])


def _counted(on: date) -> Iterable[tuple[int, int, int, int]]:
    """Agency and division as they are today, received, unfinished."""
    return (
        Dossier.objects.filter(received_at__lt=_end_of(on))
        .order_by()
        .values_list("agency", "division")
        .annotate(received=Count("pk"), unfinished=Count("pk", filter=_unfinished(on)))
    )


def _put_back(received: Counter[int], unfinished: Counter[int], on: date) -> None:
    """Count each dossier that has moved since with the agency it was moved from first."""
    moved = DossierMove.objects.filter(on__gt=on, dossier__received_at__lt=_end_of(on))
    first = moved.order_by("dossier", "on", "id").distinct("dossier")
    still = set(
        Dossier.objects.filter(_unfinished(on), moves__in=moved).values_list("pk", flat=True)
    )
    for dossier, now, then in first.values_list("dossier", "dossier__agency", "from_agency"):
        for counts in (received, unfinished) if dossier in still else (received,):
            counts[now] -= 1
            counts[then] += 1


@dataclass(frozen=True)
class _Successors:
    """Who goes on for whom, where there is exactly one."""

    units: dict[int, int]
    agencies: dict[int, int]
    agency_of: dict[int, int]

    def of(self, agency: int, division: int) -> int:
        """The agency of today for a dossier this division of this agency decided."""
        while division in self.units:
            division = self.units[division]
            agency = self.agency_of[division]
        while agency in self.agencies:
            agency = self.agencies[agency]
        return agency


def _successors() -> _Successors:
    units = _only_ones(UnitSuccession.objects.values_list("predecessor", "successor"))
    agencies = _only_ones(
        Succession.objects.exclude(kind=SuccessionKind.DISSOLVE).values_list(
            "predecessor", "successor"
        )
    )
    last = Unit.objects.filter(pk__in=units.values()).values_list("pk", "agency")
    return _Successors(units, agencies, dict(last))


def _only_ones(links: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    after: dict[int, set[int | None]] = defaultdict(set)
    for predecessor, successor in links:
        if predecessor != successor:
            after[predecessor].add(successor)
    return {
        predecessor: only
        for predecessor, found in after.items()
        if len(found) == 1 and (only := next(iter(found))) is not None
    }
