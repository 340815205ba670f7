"""The field's filters over dossiers; the only place that says who may see which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from motcua.dossiers.models import Dossier
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
        return self.exclude(state__in=[3, 8, 10])

    def overdue(self) -> DossierSet:
        return self.filter(finished_at=None, due_at__lt=timezone.now()).exclude(state=5).open()

    def filed_by(self, account: Account) -> DossierSet:
        return self.filter(submitter=account)
