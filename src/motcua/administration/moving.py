"""What moving running dossiers to a newer text has in common: groups of them, and the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet

from motcua.administration.access import AdministratorRequest
from motcua.administration.keeping import ReasonMixin
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.processes.service import ProcessError

A_GROUP = 100  # dossiers looked at, and moved, by one press of the button


@dataclass(frozen=True)
class Group:
    """The next dossiers in order; `last` is where the group after it begins, 0 for none."""

    dossiers: list[Dossier]
    after: int
    last: int


@dataclass
class Outcome:
    """Which dossiers were moved, and which were not and why."""

    moved: list[Dossier] = field(default_factory=list)
    refused: list[tuple[Dossier, str]] = field(default_factory=list)


class MovingForm(ReasonMixin):
    """Looking asks for no reason; moving does."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def group_of(request: AdministratorRequest, running: QuerySet[Dossier]) -> Group:
    """Those after the one the address or the form names."""
    given = request.POST.get("after") or request.GET.get("sau") or "0"
    after = int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0
    found = list(running.filter(pk__gt=after).order_by("pk")[: A_GROUP + 1])
    last = found[A_GROUP - 1].pk if len(found) > A_GROUP else 0
    return Group(found[:A_GROUP], after, last)


def move_each(dossiers: Iterable[Dossier], act: Callable[[Dossier], Any]) -> Outcome:
    """Each by an act of its own, in its own transaction: one refused keeps none back."""
    outcome = Outcome()
    for dossier in dossiers:
        try:
            act(dossier)
        except (acts.Refused, ProcessError) as refusal:
            outcome.refused.append((dossier, str(refusal)))
        else:
            outcome.moved.append(dossier)
    return outcome
