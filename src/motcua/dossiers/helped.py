"""How many dossiers support points have filed, by month: counts, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from motcua.dossiers.models import Dossier
from motcua.mandates.models import SupportPoint

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Month:
    """What a point filed in a month, and what has become of that by now."""

    month: date
    filed: int
    finished: int
    # Of those finished: not after the moment promised.
    on_time: int


def months_of(points: Iterable[SupportPoint]) -> list[Month]:
    """The latest months in which these points filed something, newest first."""
    filed = Dossier.objects.filter(mandate__helper__point__in=list(points))
    rows = (
        filed.annotate(month=TruncMonth("submitted_at"))
        .values("month")
        .annotate(
            filed=Count("pk"),
            finished=Count("pk", filter=Q(finished_at__isnull=False)),
            on_time=Count("pk", filter=Q(finished_at__lte=F("due_at"))),
        )
        .order_by("-month")[:MONTHS_SHOWN]
    )
    return [
        Month(row["month"].date(), row["filed"], row["finished"], row["on_time"]) for row in rows
    ]
