"""A reorganisation that was done: its plan, every row it changed, every dossier it moved."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Dossier
from motcua.organization.models import Agency


class Reorganisation(models.Model):
    """A plan applied on a day, and undone perhaps; kept for ever either way."""

    class Status(models.TextChoices):
        APPLIED = "applied", _("Đã thực hiện")
        UNDONE = "undone", _("Đã hoàn tác")

    name = models.CharField(max_length=200)
    # The first day of the new tree.
    day = models.DateField()
    decision = models.CharField(max_length=200)
    # The plan file and the report, as they were read and given.
    plan = models.JSONField()
    report = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.APPLIED)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-applied_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.day:%d/%m/%Y})"


class RowChange(models.Model):
    """One row before and after; what undoing needs. `before` is null for a row that was added."""

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="changes"
    )
    model = models.CharField(max_length=60)
    # The key of the row, a number or a UUID, as text.
    row = models.CharField(max_length=36)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


class DossierMove(models.Model):
    """A dossier that changed its agency, its division or its one-stop unit in a reorganisation."""

    reorganisation = models.ForeignKey(
        Reorganisation, on_delete=models.PROTECT, related_name="moves"
    )
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="moves")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # The day from which the dossier is the new agency's.
    on = models.DateField(db_index=True)
    # The number in the dossier's chain under which the move stands.
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "dossier"], name="moved_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.from_agency} → {self.to_agency}"
