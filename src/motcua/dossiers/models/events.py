"""What happened, for ever: append-only events in a hash chain, and what is owed to the outside."""

from datetime import UTC

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.drafts import Draft


class Event(models.Model):
    """Nhật ký xử lý. The database refuses UPDATE, DELETE and TRUNCATE."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The post in which an officer acted, as it was called then.
    actor_post = models.CharField(max_length=300, blank=True)
    detail = models.JSONField(default=dict)
    # A repeated request carries the same key and gets the first outcome.
    key = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 unique when given
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["dossier", "sequence"]
        # Rows lie on disk nearly in the order of their moments: a day is found for next to nothing.
        indexes = [BrinIndex(fields=["at"], autosummarize=True, name="event_by_moment")]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "sequence"], name="event_sequence"),
            models.UniqueConstraint(fields=["dossier", "key"], name="event_key"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.sequence} {self.act}"

    def record(self) -> dict[str, object]:
        """What the hash covers, in values any verifier can write again.

        The moment is written in UTC to the microsecond, as the database keeps it.
        """
        return {
            "dossier": self.dossier.reference,
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "act": self.act,
            "actor": self.actor_id,
            "actor_post": self.actor_post,
            "detail": self.detail,
        }


class Outbox(models.Model):
    """A message owed to the outside, written in the act's own transaction.

    One letter to one recipient by one channel; delivered, or given up with a reason. It tells of
    an event of a dossier, or else of a draft, with which it goes.
    """

    dossier = models.ForeignKey(Dossier, null=True, on_delete=models.PROTECT, related_name="outbox")
    event = models.ForeignKey(Event, null=True, on_delete=models.PROTECT, related_name="outbox")
    draft = models.ForeignKey(
        Draft, null=True, db_index=False, on_delete=models.CASCADE, related_name="outbox"
    )
    # Which letter (`dossiers.notices`), by which channel (`messages.channels`).
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=16, default="notice", db_default="notice")
    # To whom; none is the applicant, at the address the dossier has.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Tries that failed, why the last one did, and when it was given up.
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    reason = models.CharField(max_length=300, blank=True, db_default="")
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], name="outbox_unsent", condition=models.Q(sent_at=None)),
            models.Index(
                fields=["draft"],
                name="outbox_of_draft",
                condition=models.Q(draft__isnull=False),
            ),
            models.Index(
                fields=["-failed_at", "-id"],
                name="outbox_dead",
                condition=models.Q(failed_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "account", "channel"],
                nulls_distinct=False,
                condition=models.Q(event__isnull=False),
                name="told_once_of_event",
            ),
            models.CheckConstraint(
                condition=models.Q(dossier__isnull=False, event__isnull=False, draft__isnull=True)
                | models.Q(dossier__isnull=True, event__isnull=True, draft__isnull=False),
                name="of_event_or_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dossier_id or self.draft_id}"
