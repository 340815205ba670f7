"""What changes the official calendar: office hours of a unit, and decisions of a day off or on."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.organization.models import Unit


@pghistory.track()
class OfficeHours(models.Model):
    """Giờ làm việc of one unit from a date, e.g. {"0": ["07:30-11:30", "13:30-17:30"], …}.

    Keys are weekdays, 0 for Monday. A weekday left out is a day off.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="office_hours")
    weekly = models.JSONField()
    valid_from = models.DateField()

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="one_start")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.valid_from:%d/%m/%Y}"


@pghistory.track()
class DayDecision(models.Model):
    """An official decision that one day is off, or is worked, whatever the library says."""

    class Kind(models.TextChoices):
        OFF = "off", _("Nghỉ")
        WORKED = "worked", _("Làm việc")

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=6, choices=Kind)
    reason = models.CharField(max_length=200)
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}"
