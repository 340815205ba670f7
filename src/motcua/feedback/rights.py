"""Who may handle and who may read a feedback."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.feedback.models import Feedback
from motcua.organization.models import Agency, Role
from motcua.people.models import Account


def addressees() -> QuerySet[Agency]:
    """The agencies one may write to: those with somewhere to receive it."""
    return Agency.objects.in_force().exclude(one_stop=None).order_by("name")


def handled_by(account: Account) -> QuerySet[Feedback]:
    """What this account handles: sent to an agency it leads, or for whose one-stop it receives."""
    agencies: set[int] = set()
    one_stops: set[int] = set()
    for post in account.desks:
        if post.role == Role.LEADER:
            agencies.add(post.unit.agency_id)
        elif post.role == Role.RECEPTION:
            one_stops.add(post.unit_id)
    found = Feedback.objects.select_related("agency__one_stop", "dossier", "author")
    return found.filter(agency__in=agencies) | found.filter(agency__one_stop__in=one_stops)


def handles(account: Account, feedback: Feedback) -> bool:
    return handled_by(account).filter(pk=feedback.pk).exists()
