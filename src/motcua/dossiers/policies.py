"""Who may see and do what: rights come from posts held today and from being the applicant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Exists, OuterRef, Q

from motcua.organization.models import Role
from motcua.people.models import Account

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier, Task
    from motcua.dossiers.queries import DossierSet

Predicate = Any  # rules.Predicate, which carries no types


@rules.predicate
def is_officer(account: Account, dossier: Dossier | None = None) -> bool:
    return bool(account.is_authenticated and account.desks)


@rules.predicate
def is_submitter(account: Account, dossier: Dossier) -> bool:
    return bool(account.is_authenticated and dossier.submitter_id == account.pk)


@rules.predicate
def is_reception_clerk(account: Account, dossier: Dossier) -> bool:
    """A clerk of the one-stop unit that received the dossier."""
    return any(
        post.role == Role.RECEPTION and post.unit_id == dossier.one_stop_id
        for post in account.desks
    )


@rules.predicate
def is_administrator(account: Account, dossier: Dossier | None = None) -> bool:
    """Who runs the system: an account marked as staff. Holds no post and does no desk's work."""
    return bool(account.is_authenticated and account.is_active and account.is_staff)


def may_take(account: Account, task: Task) -> bool:
    """Whether the task lies on this account's desk: the post's unit and role, and nobody else's."""
    holds_post = any(
        post.unit_id == task.unit_id and post.role == task.role for post in account.desks
    )
    return holds_post and (task.assignee_id is None or task.assignee_id == account.officer.pk)


def visible_to(account: Account, dossiers: DossierSet | None = None) -> DossierSet:
    """The dossiers this account may read in full.

    Anyone: those they filed. An officer besides: those their agency decides, those their
    one-stop unit received, and those their unit has or had a task on.
    """
    from motcua.dossiers.models import Dossier, Task

    dossiers = Dossier.objects.all() if dossiers is None else dossiers
    if not account.is_authenticated:
        return dossiers.none()
    if not account.desks:
        return dossiers.filed_by(account)
    units = [post.unit_id for post in account.desks]
    agencies = [post.unit.agency_id for post in account.desks]
    had_task = Task.objects.filter(dossier=OuterRef("pk"), unit__in=units)
    return dossiers.filter(
        Q(submitter=account) | Q(agency__in=agencies) | Q(one_stop__in=units) | Exists(had_task)
    )


def post_line(account: Account | None, dossier: Dossier) -> str:
    """The post in which an officer acts, as the journal and the papers name it."""
    if account is None or not account.desks:
        return ""
    wanted = {dossier.one_stop_id, dossier.division_id}
    near = [
        p for p in account.desks if p.unit_id in wanted or p.unit.agency_id == dossier.agency_id
    ]
    return str((near or account.desks)[0])
