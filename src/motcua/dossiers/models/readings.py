"""Who read the personal data of a dossier."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.road import Task
from motcua.people.models import Officer


class Reading(models.Model):
    """An officer read the personal data of a dossier, and for what; the citizen sees it."""

    class Purpose(models.TextChoices):
        TASK = "task", _("Giải quyết công việc được giao")
        RECEPTION = "reception", _("Tiếp nhận, trả kết quả")
        SUPERVISION = "supervision", _("Theo dõi, chỉ đạo giải quyết")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="readings")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=300)
    purpose = models.CharField(max_length=12, choices=Purpose)
    # The work it was read for, where it was for work on the officer's desk.
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["dossier", "-at"], name="readings_of_dossier")]
        triggers = [
            pgtrigger.Protect(name="reading_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.at:%d/%m/%Y %H:%M}"
