"""The seal of a finished day: what is published so that no event can change unnoticed."""

from django.db import models


class DayRoot(models.Model):
    """Gốc ngày: the Merkle root over every event of one Vietnamese day, of every dossier.

    The database refuses UPDATE, DELETE and TRUNCATE, and any event dated on a sealed day.
    """

    day = models.DateField(unique=True)
    # Events of the day; 0 is sealed too, so that none can be added later.
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {bytes(self.root).hex()}"
