"""Trao đổi: what an applicant and the one-stop write to each other about a dossier.

Nobody else of the office writes to the applicant (NĐ 61/2018 Art. 5), and papers are asked for by
the act of supplement alone.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from motcua.dossiers.models import Dossier
from motcua.files.models import StoredFile


class Thread(models.Model):
    dossier = models.OneToOneField(
        Dossier, primary_key=True, on_delete=models.PROTECT, related_name="thread"
    )
    # Since when the applicant waits for an answer: their first message without one.
    waiting_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["waiting_since"],
                name="thread_waiting",
                condition=models.Q(waiting_since__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Message(models.Model):
    """One message. Its text stays; only that the other side has seen it is added."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    from_office = models.BooleanField()
    # Nobody's for an applicant who came with the secret of the receipt.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The post in which a clerk wrote, as it was called then.
    post = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    # When the other side opened it.
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["thread", "from_office"],
                name="message_unread",
                condition=models.Q(read_at=None),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="message_stays", exclude=["read_at"]),
            pgtrigger.Protect(name="message_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}, {self.at:%d/%m/%Y %H:%M}"


class MessageFile(models.Model):
    """A file sent along; no paper of the dossier."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
