"""Pages of a long list, which is never counted exactly past a cap."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

PER_PAGE = 50
CAP = 1000
LONGEST_QUERY = 200


class CappedPaginator(Paginator):
    """Counts no further than the cap; whoever wants a row beyond it types a word to find it."""

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list
        assert isinstance(rows, QuerySet)  # noqa: S101 only querysets are paged here
        return rows.order_by()[: CAP + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, CAP)

    @property
    def goes_on(self) -> bool:
        return self._counted > CAP


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return CappedPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def words_of(request: HttpRequest) -> str:
    """What was typed into the search box, in one line of bearable length."""
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUERY]
