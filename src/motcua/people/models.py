"""Accounts, and what stands behind one: an officer with posts, or a citizen."""

from __future__ import annotations

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from motcua.dated import InForce
from motcua.organization.models import Post


class Account(AbstractUser):
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username

    @cached_property
    def desks(self) -> list[Post]:
        """The posts this account holds today; none for a citizen."""
        officer = Officer.objects.filter(account=self).first()
        return [] if officer is None else [h.post for h in officer.holdings_today()]

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Officer(models.Model):
    """Cán bộ, công chức: acts through the posts held today."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer")
    staff_code = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return str(self.account)

    def holdings_today(self) -> models.QuerySet[PostHolding]:
        return self.holdings.in_force().select_related("post__unit__agency")


@pghistory.track()
class PostHolding(models.Model):
    """An officer holds a post over a period; rights last as long as the period."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.officer}: {self.post}"


class Citizen(models.Model):
    """Cá nhân, tổ chức: what the identity provider says of the person signed in."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Cá nhân")
        ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="citizen")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    identity_number = models.CharField(max_length=20, unique=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.account)
