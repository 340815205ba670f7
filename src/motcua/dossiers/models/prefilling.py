"""Links that begin a draft with what another system, or an administrator, already knows."""

from django.conf import settings
from django.db import models

from motcua.catalog.models import Procedure
from motcua.dossiers.models.drafts import Draft


class PrefillLink(models.Model):
    """Values waiting for whoever is given the link; without the link nobody can read them."""

    # SHA-256 of the token in the link; the token itself, which is the key, is kept nowhere.
    digest = models.CharField(max_length=64, unique=True)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    # Who says so, as citizens read it: "Trường Mầm non Mẫu".
    issuer = models.CharField(max_length=200)
    sealed = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.procedure} ({self.issuer})"


class PrefillOpening(models.Model):
    """A link opened by an account, once: opening it again leads to the draft it began."""

    link = models.ForeignKey(PrefillLink, on_delete=models.CASCADE, related_name="openings")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    # Empty once the draft was thrown away.
    draft = models.ForeignKey(
        Draft, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["link", "account"], name="prefill_link_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.link}"
