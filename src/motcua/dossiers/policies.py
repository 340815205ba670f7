"""Who may see and do what: rights come from posts held today and from being the applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from motcua.organization.models import Post, Role
from motcua.people.models import Account

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier, Task
    from motcua.dossiers.queries import DossierSet

# Acts of no person: a limit that passed. The account cannot be signed in to.
SYSTEM = "he-thong"

Predicate = Any  # rules.Predicate, which carries no types


@rules.predicate
def is_officer(account: Account, dossier: Dossier | None = None) -> bool:
    return bool(account.is_authenticated and account.desks)


@rules.predicate
def is_submitter(account: Account, dossier: Dossier) -> bool:
    """Who filed it; of one filed by mandate, who still may for the person, and the person."""
    if not account.is_authenticated:
        return False
    if dossier.mandate_id is None:
        return dossier.submitter_id == account.pk
    return type(dossier).objects.filter(pk=dossier.pk).filed_by(account).exists()


@rules.predicate
def is_reception_clerk(account: Account, dossier: Dossier) -> bool:
    """A clerk of the one-stop unit that received the dossier."""
    return any(
        post.role == Role.RECEPTION and post.unit_id == dossier.one_stop_id
        for post in account.desks
    )


@rules.predicate
def is_specialist(account: Account, dossier: Dossier) -> bool:
    """The officer named to work on it."""
    return any(
        post.role == Role.SPECIALIST
        and post.unit_id == dossier.division_id
        and dossier.specialist_id in account.acts_for(post.unit_id, post.role)
        for post in account.desks
    )


@rules.predicate
def is_division_head(account: Account, dossier: Dossier) -> bool:
    return any(
        post.role == Role.DIVISION_HEAD and post.unit_id == dossier.division_id
        for post in account.desks
    )


@rules.predicate
def is_leader(account: Account, dossier: Dossier) -> bool:
    """A leader of the deciding agency."""
    return any(
        post.role == Role.LEADER and post.unit.agency_id == dossier.agency_id
        for post in account.desks
    )


@rules.predicate
def is_system(account: Account, dossier: Dossier | None = None) -> bool:
    """The system itself, doing what the law has happen by the passing of time."""
    return account.username == SYSTEM


@rules.predicate
def is_administrator(account: Account, dossier: Dossier | None = None) -> bool:
    """Keeps the rules of the dossier's agency, or any; does no desk's work."""
    if not account.is_authenticated or not account.is_administrator:
        return False
    return dossier is None or account.administers.filter(pk=dossier.agency_id).exists()


def may_take(account: Account, task: Task) -> bool:
    """Whether the task lies on this account's desk, and is nobody else's.

    What is one officer's may also be taken by whoever stands in for that officer today.
    """
    officers = account.acts_for(task.unit_id, task.role)
    return bool(officers) and (task.assignee_id is None or task.assignee_id in officers)


def visible_to(account: Account, dossiers: DossierSet | None = None) -> DossierSet:
    """The dossiers this account may read in full.

    Anyone: their own (`DossierSet.filed_by`). An officer besides: those their agency decides,
    those their one-stop unit received, and those their unit has or had a task on. What an agency
    had decided that has gone on in theirs is theirs too.
    """
    from motcua.dossiers.models import Dossier, Task

    dossiers = Dossier.objects.all() if dossiers is None else dossiers
    if not account.is_authenticated:
        return dossiers.none()
    if not account.desks:
        return dossiers.filed_by(account)
    units = [post.unit_id for post in account.desks]
    had_task = Task.objects.filter(dossier=OuterRef("pk"), unit__in=units)
    return dossiers.filter(
        Q(submitter=account, mandate=None)
        | Q(agency__in=account.archives)
        | Q(one_stop__in=units)
        | Exists(had_task)
    )


def post_line(account: Account | None, dossier: Dossier, task: Task | None = None) -> str:
    """The post in which an officer acts, as the journal and the papers name it.

    The one the task is for, else one near the dossier; whose post it is when it is another's.
    """
    if account is None or not account.posts:
        return ""
    post = _post_of(account, dossier, task)
    by = account.stands_in_for(post)
    if by is None:
        return str(post)
    return _("%(post)s, thay %(officer)s (%(kind)s)") % {
        "post": post,
        "officer": by.from_officer,
        "kind": by.get_kind_display(),
    }


def _post_of(account: Account, dossier: Dossier, task: Task | None) -> Post:
    desks = account.desks or account.posts
    if task is not None:
        for post in desks:
            if (post.unit_id, post.role) == (task.unit_id, task.role):
                return post
    wanted = {dossier.one_stop_id, dossier.division_id}
    near = [p for p in desks if p.unit_id in wanted or p.unit.agency_id == dossier.agency_id]
    return (near or desks)[0]
