"""What the deciding agency gathers before it decides: opinions asked, inspections held."""

from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.road import Task
from motcua.organization.models import Unit
from motcua.people.models import Officer


class Opinion(models.Model):
    """Lấy ý kiến: a question to another unit with a deadline (NĐ 61/2018 Art. 19.5)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opinions")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="opinion")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # When the head of the one-stop was told that the answer is late.
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return self.question


class Inspection(models.Model):
    """Biên bản kiểm tra, xác minh: when, where, who took part, what was found (Art. 19.3)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="inspections")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    participants = models.TextField()
    findings = models.TextField()
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_at"]

    def __str__(self) -> str:
        return f"{self.place}, {self.held_at:%d/%m/%Y}"
