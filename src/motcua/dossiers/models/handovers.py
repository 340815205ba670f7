"""Papers on their way between units."""

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.organization.models import Unit
from motcua.people.models import Officer


class HandOver(models.Model):
    """Chuyển hồ sơ giấy: owed by a moment, given by one side, acknowledged by the other.

    Same working day, or the next morning when received after 15:00 (NĐ 61/2018 Art. 18).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hand_overs")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    given_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["from_unit", "due_at"],
                name="handover_to_give",
                condition=models.Q(given_at=None),
            ),
            models.Index(
                fields=["to_unit", "given_at"],
                name="handover_to_take",
                condition=models.Q(taken_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"
