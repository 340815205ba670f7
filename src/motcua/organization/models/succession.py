"""Who came after whom: the links between the tree of then and the tree of now."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.organization.models.tree import Agency, Unit


class SuccessionKind(models.TextChoices):
    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia, tách")
    RENAME = "rename", _("Đổi tên")
    MOVE = "move", _("Chuyển")
    DISSOLVE = "dissolve", _("Giải thể")


class Link(models.Model):
    """One link. A rename or a move that keeps the code links a row to itself.

    on: the first day of the successor; what came before ended the day before.
    """

    kind = models.CharField(max_length=8, choices=SuccessionKind)
    on = models.DateField()
    decision = models.CharField(max_length=200, blank=True)
    # What the predecessor was called, where a rename keeps the code and thus the row.
    former_name = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


@pghistory.track()
class Succession(Link):
    """An agency goes on in another; without a successor it was dissolved and nothing followed."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="origins"
    )

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.predecessor} → {self.successor or '∅'}"


@pghistory.track()
class UnitSuccession(Link):
    """A unit goes on in another."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="origins"
    )

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.predecessor} → {self.successor or '∅'}"
