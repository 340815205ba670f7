"""Sổ đồng ý: what a person agreed to, in which words, how, and that they took it back.

Law 91/2025/QH15 Art. 9: voluntary, informed, per purpose, able to be verified, withdrawn at any
time. Nothing here is ever changed or removed: the database refuses.
"""

from __future__ import annotations

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.files.models import StoredFile
from motcua.mandates.models.mandates import Mandate

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5


class Consent(models.Model):
    """One consent to one mandate: whoever wants another asks again."""

    class Method(models.TextChoices):
        CODE = "code", _("Mã gửi đến chính người ấy")
        PAPER = "paper", _("Giấy đồng ý có chữ ký")
        COUNTER = "counter", _("Nói trực tiếp tại Bộ phận Một cửa")
        REPRESENTATION = "by_law", _("Giấy tờ chứng minh quyền đại diện")

    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="consent")
    method = models.CharField(max_length=10, choices=Method)
    # What was agreed to, as it was shown, in the language it was shown in.
    purpose = models.CharField(max_length=500)
    data_types = models.JSONField()
    wording = models.TextField()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The signed paper, or the one that shows the right to act.
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Where the code went, most of it left out.
    sent_to = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            # One signed paper, one consent: the photograph cannot serve again.
            models.UniqueConstraint(
                fields=["file"], condition=Q(method="paper"), name="signed_paper_once"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(method__in=["paper", "by_law"]),
                name="consent_has_its_paper",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="consent_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.get_method_display()}"

    @property
    def is_withdrawn(self) -> bool:
        return getattr(self, "withdrawal", None) is not None


class ConsentWithdrawal(models.Model):
    """The person took the consent back; what was done before stays done."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    # Who wrote it down; nobody when the person used the link in the letter.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="withdrawal_stays", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return str(self.consent)


class ConsentCode(models.Model):
    """One code asked for one mandate. Only its keyed digest is kept."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    # A keyed digest too: counts how often, and for how many people, one address is written to.
    address_digest = models.CharField(max_length=64, db_index=True)
    sent_to = models.CharField(max_length=100)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return self.sent_to

    @property
    def is_open(self) -> bool:
        """Whether it may still be tried."""
        fresh = timezone.now() < self.sent_at + CODE_LIVES
        return fresh and self.used_at is None and self.tries < CODE_TRIES
