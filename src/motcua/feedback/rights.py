"""Who may handle and who may read a feedback."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.feedback.models import Feedback
from motcua.organization.models import Agency, Role
from motcua.people.models import Account


def addressees() -> QuerySet[Agency]:
    """The agencies one may write to: those with somewhere to receive it."""
    return Agency.objects.in_force().exclude(one_stop=None).order_by("name")


def handled_by(account: Account) -> QuerySet[Feedback]:
    """What this account handles: sent to an agency it leads, or for whose one-stop it receives."""
    found = Feedback.objects.select_related("agency__one_stop", "dossier", "author")
    return found.filter(agency__in=agencies_of(account))


def agencies_of(account: Account) -> QuerySet[Agency]:
    """The agencies whose feedback this account handles."""
    led = {post.unit.agency_id for post in account.desks if post.role == Role.LEADER}
    units = {post.unit_id for post in account.desks if post.role == Role.RECEPTION}
    return Agency.objects.filter(Q(pk__in=led) | Q(one_stop__in=units))


def handles(account: Account, feedback: Feedback) -> bool:
    return handled_by(account).filter(pk=feedback.pk).exists()
