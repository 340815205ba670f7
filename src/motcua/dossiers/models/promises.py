"""A new date given with an apology, and a withdrawal asked for."""

from django.conf import settings
from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.people.models import Officer


class Extension(models.Model):
    """Xin lỗi và gia hạn: proposed by the deciding agency, told by the one-stop; once by law.

    NĐ 61/2018 Art. 19.9: at least one day before the limit ends.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="extensions")
    reason = models.TextField()
    until = models.DateTimeField()
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at"]

    def __str__(self) -> str:
        return self.reason


class Withdrawal(models.Model):
    """Rút hồ sơ: asked by who filed, answered by the one-stop (NĐ 118/2025 Art. 21)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(answered_at=None), name="one_open_withdrawal"
            )
        ]

    def __str__(self) -> str:
        return self.reason
