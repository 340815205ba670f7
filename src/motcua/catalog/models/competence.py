"""Who decides a procedure, and where it may be handed in. Looked up in `catalog.competence`."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models.procedure import Procedure
from motcua.dated import Dated
from motcua.organization.models import Agency, Unit


@pghistory.track()
class Competence(Dated):
    """Thẩm quyền: one agency, or every agency of a level, decides this procedure.

    An agency goes through the division named; a level through the division of each agency whose
    code ends in `division_suffix` (VP: H24.31.VP).
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="competences")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="competences"
    )
    division = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    level = models.CharField(_("Mọi cơ quan cấp"), max_length=12, choices=Agency.Level, blank=True)
    division_suffix = models.CharField(_("Đuôi mã phòng"), max_length=10, blank=True)
    # Phân cấp, ủy quyền: whose authority it is, and the decision that gave it.
    delegated_by = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegated_competences",
        verbose_name=_("Được ủy quyền bởi"),
    )
    decision = models.CharField(_("Quyết định"), max_length=200, blank=True)

    class Meta:
        ordering = ["agency__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "agency", "valid_from"], name="one_competence_per_start"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, division__isnull=False, level="")
                | (Q(agency=None, division=None) & ~Q(level="") & ~Q(division_suffix="")),
                name="an_agency_or_a_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.get_level_display()}: {self.procedure}"


@pghistory.track()
class ReceivingUnit(Dated):
    """Nơi tiếp nhận: listed one-stop units alone receive the procedure.

    Without any, every one-stop unit of the province does (NĐ 118/2025 Art. 14).
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="receivers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="receives_procedures")
    decision = models.CharField(_("Quyết định"), max_length=200, blank=True)

    class Meta:
        ordering = ["procedure", "unit__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "unit", "valid_from"], name="one_receiver_per_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.procedure}"
