"""Notices to people, in the system itself (NĐ 224/2026 Art. 15.1.g)."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    # The outbox row it came from: delivered at most once.
    outbox_id = models.BigIntegerField()
    reference = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["outbox_id", "account"], name="delivered_once")
        ]

    def __str__(self) -> str:
        return self.subject
