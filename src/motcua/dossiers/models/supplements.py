"""Yêu cầu bổ sung: what was asked of the applicant, item by item, and what came."""

from django.db import models

from motcua.dossiers.models.dossier import Dossier, DossierComponent
from motcua.people.models import Officer


class SupplementRequest(models.Model):
    """Every defect at once, told to the applicant by the one-stop alone; once by law.

    NĐ 61/2018 Art. 5, 17, 19; NĐ 118/2025 Art. 11. Another one needs its legal reason on record
    and makes the dossier count as late (index 766, row 2.1).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    items = models.TextField()
    reason = models.TextField()
    # Why the law allows to ask once more; empty for the first request.
    repeat_reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at"]

    def __str__(self) -> str:
        return self.reason


class SupplementItem(models.Model):
    """One line of a request, and what the applicant did about it."""

    request = models.ForeignKey(
        SupplementRequest, on_delete=models.PROTECT, related_name="asked_items"
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    # The paper of the dossier it concerns, where it concerns one.
    component = models.ForeignKey(
        DossierComponent, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["request", "order"]
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="one_item_order")]

    def __str__(self) -> str:
        return self.text
