"""The field's filters over dossiers; the only place that says who may see which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from motcua.dossiers.states import State
from motcua.mandates.models import Mandate

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier, Draft  # noqa: F401 named in strings below
    from motcua.people.models import Account


class DossierSet(models.QuerySet["Dossier"]):
    def with_names(self) -> DossierSet:
        """All that a list row or a page head shows, in one query."""
        return self.select_related(
            "case__version__procedure__domain",
            "agency",
            "division",
            "one_stop__agency",
            "applicant",
            "specialist__account",
        )

    def locked(self, pk: int) -> Dossier:
        """The dossier with its row locked until the transaction ends."""
        return self.select_related("road").select_for_update(of=("self",)).get(pk=pk)

    def open(self) -> DossierSet:
        return self.exclude(state__in=State.closed())

    def overdue(self) -> DossierSet:
        return (
            self.filter(finished_at=None, due_at__lt=timezone.now())
            .exclude(state=State.SUPPLEMENT)
            .open()
        )

    def filed_by(self, account: Account) -> DossierSet:
        """One's own: filed for oneself, filed for another while one may, and filed for oneself by
        another. A helper of a support point may until the dossier has ended."""
        held = Mandate.objects.in_force().held_by(account)
        still = Q(mandate__in=held.filter(helper=None))
        helping = Q(mandate__in=held.exclude(helper=None)) & ~Q(state__in=State.closed())
        own = Q(submitter=account) & (Q(mandate=None) | still | helping)
        # Read first: as a subquery beside the other condition it would cost both their indexes.
        about = list(Mandate.objects.about(account).values_list("pk", flat=True))
        return self.filter(own | Q(mandate__in=about) if about else own)


class DraftSet(models.QuerySet["Draft"]):
    def of(self, account: Account) -> DraftSet:
        """One's own, and those for another only while the mandate is in force."""
        held = Mandate.objects.in_force().held_by(account)
        return self.filter(Q(mandate=None) | Q(mandate__in=held), account=account)
