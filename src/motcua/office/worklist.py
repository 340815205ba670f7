"""The worklist of a desk, ordered by the clock, and finding any dossier the officer may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.codes import MalformedCode, normalise_reference, parse_dossier_code
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.queries import DossierSet
from motcua.office import wording
from motcua.office.access import OfficerRequest, officers_only, readable
from motcua.office.clock import Standing, end_of_today, standing
from motcua.office.tools import tools
from motcua.organization.models import Role
from motcua.people.models import Account

PER_PAGE = 50
LONGEST_QUERY = 200

_RUNNING = Q(dossier__due_at__isnull=False, dossier__finished_at=None)


@dataclass(frozen=True)
class Group:
    """A part of the worklist; `reception` marks those only a one-stop has."""

    key: str
    name: str | Promise
    holds: Callable[[datetime], Q]
    reception: bool = False


GROUPS = (
    Group("tat-ca", gettext_lazy("Tất cả"), lambda now: Q()),
    Group("qua-han", gettext_lazy("Quá hạn"), lambda now: _RUNNING & Q(dossier__due_at__lt=now)),
    Group(
        "hom-nay",
        gettext_lazy("Đến hạn hôm nay"),
        lambda now: _RUNNING & Q(dossier__due_at__range=(now, end_of_today(now))),
    ),
    Group(
        "con-han",
        gettext_lazy("Còn hạn"),
        lambda now: _RUNNING & Q(dossier__due_at__gt=end_of_today(now)),
    ),
    Group(
        "cho-tiep-nhan",
        gettext_lazy("Chờ tiếp nhận"),
        lambda now: Q(dossier__due_at=None),
        reception=True,
    ),
    Group(
        "cho-tra",
        gettext_lazy("Chờ trả kết quả"),
        lambda now: Q(dossier__finished_at__isnull=False),
        reception=True,
    ),
)


@dataclass(frozen=True)
class Row:
    """One line of a list of dossiers; `step` is empty where the list shows states.

    by: until when an opinion asked of the desk must be answered.
    """

    dossier: Dossier
    clock: Standing
    step: str = ""
    by: datetime | None = None


@officers_only
def worklist(request: OfficerRequest) -> HttpResponse:
    now = timezone.now()
    tasks = Task.objects.on_desk_of(request.user)
    group = _chosen(request)
    counts = tasks.order_by().aggregate(
        **{each.key.replace("-", "_"): Count("pk", filter=each.holds(now)) for each in GROUPS}
    )
    found = _running_first(tasks.filter(group.holds(now)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "office/worklist.html",
        {
            "section": "worklist",
            "tools": tools(request.user, "worklist"),
            "page": page,
            "rows": [_row(task, now) for task in page],
            "tabs": _tabs(group, counts, request.user),
            "group": group,
        },
    )


def _row(task: Task, now: datetime) -> Row:
    by = task.due_at if task.kind == Task.Kind.OPINION else None
    return Row(task.dossier, standing(task.dossier, now), wording.task_name(task), by)


@officers_only
def search(request: OfficerRequest) -> HttpResponse:
    """By code, reference or applicant; a whole code leads straight to its dossier."""
    words = request.GET.get("q") or request.GET.get("code") or ""
    words = " ".join(words.replace("\0", "").split())[:LONGEST_QUERY]
    dossiers = readable(request)
    known = _with_code(dossiers, words) if words else None
    if known is not None:
        return redirect("office:dossier", known.reference)
    found = _matching(dossiers, words) if words else dossiers.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    return render(
        request,
        "office/search.html",
        {
            "section": "worklist",
            "words": words,
            "page": page,
            "rows": [Row(dossier, standing(dossier, now)) for dossier in page],
        },
    )


def _chosen(request: OfficerRequest) -> Group:
    wanted = request.GET.get("nhom", "")
    return next((group for group in GROUPS if group.key == wanted), GROUPS[0])


def _running_first(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Whoever's clock runs comes first, by its hour; then what came in; then what lies ready."""
    waits = Case(
        When(_RUNNING, then=Value(0)),
        When(dossier__due_at=None, then=Value(1)),
        default=Value(2),
    )
    return tasks.order_by(waits, "dossier__due_at", "opened_at")


def _tabs(chosen: Group, counts: dict[str, int], account: Account) -> list[dict[str, Any]]:
    at_one_stop = any(post.role == Role.RECEPTION for post in account.desks)
    return [
        {
            "text": group.name,
            "url": f"?nhom={group.key}" if group.key != GROUPS[0].key else "?",
            "current": group is chosen,
            "count": counts[group.key.replace("-", "_")],
        }
        for group in GROUPS
        if at_one_stop or not group.reception
    ]


def _with_code(dossiers: DossierSet, words: str) -> Dossier | None:
    """The dossier whose code or reference was typed in full, however it was written."""
    written: set[str] = set()
    for read in (_code_spellings, _reference_spellings):
        written |= set(read(words))
    return dossiers.filter(Q(code__in=written) | Q(reference__in=written)).first()


def _code_spellings(words: str) -> Iterable[str]:
    try:
        code = parse_dossier_code(words)
    except MalformedCode:
        return ()
    return str(code), code.canonical


def _reference_spellings(words: str) -> Iterable[str]:
    try:
        return (normalise_reference(words),)
    except MalformedCode:
        return ()


def _matching(dossiers: DossierSet, words: str) -> DossierSet:
    named = (
        Q(code__icontains=words)
        | Q(reference__icontains=words)
        | Q(applicant__full_name__icontains=words)
    )
    found = dossiers.filter(named).with_names().prefetch_related("pauses")
    return found.order_by("-submitted_at")
