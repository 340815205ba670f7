"""Accounts, and what stands behind one: an officer with posts, or a citizen."""

from __future__ import annotations

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from motcua.dated import Dated, InForce
from motcua.organization.models import Agency, Post, Role
from motcua.organization.tree import with_predecessors


# What an administrator decides about an account. Never the password, nor when it signed in.
@pghistory.track(
    fields=["username", "full_name", "is_active", "is_staff", "is_superuser"],
    model_name="AccountEvent",
)
class Account(AbstractUser):
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username

    @cached_property
    def posts(self) -> list[Post]:
        """The posts this account holds today, then those it stands in for; none for a citizen."""
        held = {post.pk for post in self._held}
        return self._held + [each.post for each in self.stands_in if each.post_id not in held]

    @cached_property
    def _held(self) -> list[Post]:
        found = PostHolding.objects.in_force().filter(officer__account=self)
        held = list(found.select_related("officer", "post__unit"))
        if held:
            # Read with the posts: whoever acts is asked for by nearly every act.
            self.officer = held[0].officer
        return [each.post for each in held]

    @cached_property
    def stands_in(self) -> list[Delegation]:
        """The delegations by which this account stands in for somebody today."""
        if not self._is_delegated_to:
            return []
        to_me = Delegation.objects.effective().filter(to_officer__account=self)
        return list(to_me.select_related("post__unit__agency", "from_officer__account"))

    @property
    def _is_delegated_to(self) -> bool:
        """In SQL: asked in every act, and nearly always answered by no."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT 1 FROM people_delegation given"
                " JOIN people_officer taker ON taker.id = given.to_officer_id"
                " WHERE taker.account_id = %s)",
                [self.pk],
            )
            return bool(cursor.fetchone()[0])

    @cached_property
    def desks(self) -> list[Post]:
        """The posts on whose desks dossiers lie; an administrator's is none."""
        return [post for post in self.posts if post.role != Role.ADMINISTRATOR]

    @cached_property
    def archives(self) -> set[int]:
        """The ids of the agencies of its desks and of those they came after."""
        return with_predecessors({post.unit.agency_id for post in self.desks})

    @property
    def is_administrator(self) -> bool:
        """Keeps the rules: holds an administrator's post, or runs the installation itself."""
        return self.is_active and (
            self.is_superuser or any(post.role == Role.ADMINISTRATOR for post in self.posts)
        )

    @property
    def administers_province(self) -> bool:
        """Whether what it keeps is the whole province."""
        return self.is_administrator and (
            self.is_superuser
            or any(each.level == Agency.Level.PROVINCE for each in self._administered)
        )

    @property
    def administers(self) -> InForce:
        """The agencies whose rules it keeps: all of them, or its own with those below."""
        if self.administers_province:
            return Agency.objects.all()
        own = [each.pk for each in self._administered] if self.is_administrator else []
        return Agency.objects.filter(Q(pk__in=own) | Q(parent__in=own))

    @property
    def _administered(self) -> list[Agency]:
        return [post.unit.agency for post in self.posts if post.role == Role.ADMINISTRATOR]

    def stands_in_for(self, post: Post) -> Delegation | None:
        """By what it acts in a post that is not its own; none in its own."""
        if any(held.pk == post.pk for held in self._held):
            return None
        return next((each for each in self.stands_in if each.post_id == post.pk), None)

    def acts_for(self, unit_id: int, role: str) -> set[int]:
        """Ids of the officers whose work it may do in a unit and role today.

        Its own, and whom it stands in for; nobody where it has no desk.
        """
        here = {post.pk for post in self.desks if (post.unit_id, post.role) == (unit_id, role)}
        if not here:
            return set()
        others = {each.from_officer_id for each in self.stands_in if each.post_id in here}
        return others | {self.officer.pk}

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


@pghistory.track()
class Officer(models.Model):
    """Cán bộ, công chức: acts through the posts held today."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer")
    staff_code = models.CharField(max_length=20, unique=True)
    # When an administrator last gave a password anew; the password itself is kept nowhere.
    password_given_at = models.DateTimeField(null=True, blank=True, editable=False)

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


class DelegationSet(InForce):
    def effective(self) -> DelegationSet:
        """Those by which somebody may act today.

        Who delegates must still hold the post; a substitute is named also for who has left it.
        """
        holds = PostHolding.objects.in_force().filter(
            officer=OuterRef("from_officer"), post=OuterRef("post")
        )
        by_superior = Q(kind=Delegation.Kind.SUBSTITUTE)
        in_force: DelegationSet = self.in_force()  # type: ignore[assignment]
        return in_force.filter(by_superior | Exists(holds))


@pghistory.track()
class Delegation(Dated):
    """One officer stands in for another in one post over a period, with a reason."""

    class Kind(models.TextChoices):
        DELEGATED = "delegated", _("ủy quyền")
        SUBSTITUTE = "substitute", _("phân công làm thay")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    from_officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="delegations_given"
    )
    to_officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="delegations_taken"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=300)
    # Number and date of the paper, where there is one.
    decision = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DelegationSet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_officer=models.F("to_officer")), name="stands_in_for_another"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False, valid_to__isnull=False)
                & Q(valid_from__lte=models.F("valid_to")),
                name="stands_in_over_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_officer} thay {self.from_officer} ({self.get_kind_display()})"


class Citizen(models.Model):
    """Cá nhân, tổ chức: what the identity provider says of the account, or what was declared.

    Verified (level 2 of NĐ 69/2024) means that the provider vouches for the identity number; then
    the number is this citizen's alone. Anything below is a declaration and proves nothing.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Cá nhân")
        ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")

    class Gender(models.TextChoices):
        MALE = "male", _("Nam")
        FEMALE = "female", _("Nữ")

    VERIFIED_LEVEL = 2

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="citizen")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    # Số định danh cá nhân of a person, mã số thuế of an organisation; empty where none is declared.
    identity_number = models.CharField(max_length=20, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=6, choices=Gender, blank=True, db_default="")
    ethnicity = models.CharField(max_length=50, blank=True, db_default="")
    nationality = models.CharField(max_length=60, blank=True, db_default="")
    phone = models.CharField(max_length=20, blank=True)
    # Where they live now (nơi ở hiện tại), or the seat of an organisation.
    address = models.CharField(max_length=200, blank=True)
    permanent_address = models.CharField(max_length=200, blank=True, db_default="")
    # 0 declared by the account's holder; 1 and 2 as the identity provider says.
    assurance_level = models.PositiveSmallIntegerField(default=0, db_default=0)
    # When the provider last vouched for these facts; never for a declaration.
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=Q(verified_at__isnull=False),
                name="one_citizen_per_identity",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | ~Q(identity_number=""),
                name="verified_is_numbered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)

    @property
    def is_verified(self) -> bool:
        """Whether the identity may stand in for the identity paper."""
        return self.verified_at is not None and self.assurance_level >= self.VERIFIED_LEVEL


class ConfirmedPhone(models.Model):
    """A telephone whose holder has answered a code: a way in to one account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=20, unique=True)
    confirmed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.number


class Representation(Dated):
    """A person acts for an organisation over a period, as the identity provider said."""

    organisation = models.ForeignKey(
        Citizen, on_delete=models.PROTECT, related_name="representatives"
    )
    person = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="represents")
    role = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="represented_once_by_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation} ({self.role})"
