"""Notices to people, in the system itself (NĐ 224/2026 Art. 15.1.g), and how else they are told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class NoticeSet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeSet:
        return self.filter(read_at=None)

    def mark_read(self) -> int:
        """Note that they were seen now; those seen before keep their moment."""
        return self.unread().update(read_at=timezone.now())


class Notice(models.Model):
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    # The outbox row it came from: delivered at most once.
    outbox_id = models.BigIntegerField()
    reference = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # A path of this site, and the words of the link to it.
    path = models.CharField(max_length=200, blank=True, db_default="")
    link = models.CharField(max_length=100, blank=True, db_default="")
    # Told to an official at a desk, not to a citizen.
    for_desk = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeSet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["account", "for_desk", "-created_at"], name="notice_of_account"),
            models.Index(
                fields=["account", "for_desk"], name="notice_unread", condition=Q(read_at=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["outbox_id", "account"], name="delivered_once")
        ]

    def __str__(self) -> str:
        return self.subject


class Choice(models.Model):
    """What a person chose: language and channels. In the system itself they are always told."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_choice"
    )
    language = models.CharField(
        max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # About one's own dossiers: yes unless declined. About work on one's desk: only when asked for.
    by_email = models.BooleanField(default=True)
    desk_by_email = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.account}: {self.language}"
