"""The lists of a desk beside its worklist: who has which, and how much waits in them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.correspondence.waiting import waiting_for
from motcua.dossiers.models import Dossier, HandOver, Task
from motcua.dossiers.queries import DossierSet
from motcua.organization.models import Role, Unit
from motcua.people.models import Account
from motcua.processes.models import StepKind

# The states in which papers still go from hand to hand and a limit can still be moved.
_IN_HAND = (2, 4)


def tools(account: Account, current: str = "") -> list[dict[str, Any]]:
    """Links of the lists this account has, each with what waits in it; current: a page's name."""
    found = [
        ("worklist", _("Việc của tôi"), None),
        *_signing(account),
        *_papers(account),
        *_limits(account),
        *_counter(account),
        ("feedback_list", _("Phản ánh, kiến nghị"), None),
    ]
    return [
        {
            "text": text,
            "url": reverse(f"office:{name}"),
            "count": count,
            "current": name == current,
        }
        for name, text, count in found
    ]


Tools = list[tuple[str, str, int | None]]


def _signing(account: Account) -> Tools:
    if not any(post.role == Role.LEADER for post in account.desks):
        return []
    return [("batch_signing", _("Ký duyệt"), to_sign(account).count())]


def _papers(account: Account) -> Tools:
    waiting = to_give(account).count() + to_take(account).count()
    return [("paper_moves", _("Hồ sơ giấy"), waiting)]


def _limits(account: Account) -> Tools:
    if not any(post.role in (Role.DIVISION_HEAD, Role.LEADER) for post in account.desks):
        return []
    return [("extensions", _("Sắp hết hạn"), None)]


def _counter(account: Account) -> Tools:
    if not one_stops(account):
        return []
    return [
        ("correspondence_list", _("Tin chờ trả lời"), waiting_for(account).count()),
        ("printing", _("Giấy tờ để in"), None),
        ("register", _("Sổ theo dõi"), None),
        ("mandates", _("Đồng ý cho nộp thay"), None),
    ]


def one_stops(account: Account) -> list[Unit]:
    """The one-stop units at whose counters the account sits."""
    units = {post.unit_id: post.unit for post in account.desks if post.role == Role.RECEPTION}
    return [unit for unit in units.values() if unit.kind == Unit.Kind.ONE_STOP]


def to_sign(account: Account) -> Any:
    """Tasks of signing on the account's desk, by the clock."""
    return Task.objects.on_desk_of(account).filter(step__kind=StepKind.SIGN)


def to_give(account: Account) -> Any:
    """Papers its one-stop owes to divisions, the most pressing first."""
    owed = HandOver.objects.filter(given_at=None, from_unit__in=one_stops(account))
    return _with_names(owed).order_by("due_at", "pk")


def to_take(account: Account) -> Any:
    """Papers on their way to its units, the oldest first."""
    units = {post.unit_id for post in account.desks}
    coming = HandOver.objects.filter(taken_at=None, to_unit__in=units).exclude(given_at=None)
    return _with_names(coming).order_by("given_at", "pk")


def _with_names(rows: Any) -> Any:
    return rows.filter(dossier__state__in=_IN_HAND).select_related(
        "dossier__case__version__procedure",
        "dossier__applicant",
        "from_unit",
        "to_unit",
        "given_by__account",
    )


def decided_by(account: Account) -> DossierSet:
    """The dossiers in hand of the divisions it heads and the agencies it leads."""
    heads = [post.unit_id for post in account.desks if post.role == Role.DIVISION_HEAD]
    leads = [post.unit.agency_id for post in account.desks if post.role == Role.LEADER]
    in_hand = Dossier.objects.filter(state__in=_IN_HAND)
    return in_hand.filter(division__in=heads) | in_hand.filter(agency__in=leads)
