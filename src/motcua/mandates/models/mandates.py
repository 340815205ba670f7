"""Người nộp thay: who files for whom, for what, and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.codes import random_reference
from motcua.dated import Dated, InForce
from motcua.mandates.models.support import Helper
from motcua.people.models import Account, Citizen

if TYPE_CHECKING:
    from motcua.mandates.models.consents import Consent


class MandateSet(InForce):
    def agreed(self) -> MandateSet:
        """Those to which there is a consent nobody has withdrawn."""
        return self.filter(consent__isnull=False, consent__withdrawal=None)

    def in_force(self, on: date | None = None) -> MandateSet:
        """By which somebody may act on a day, today when none is given.

        Begun and not ended, agreed to and not withdrawn; of a helper, only while they help.
        """
        helping = Q(helper=None) | Q(helper__in=Helper.objects.in_force(on))
        found: MandateSet = super().in_force(on)  # type: ignore[assignment]
        return found.agreed().filter(helping, ended_at=None)

    def held_by(self, account: Account) -> MandateSet:
        return self.filter(account=account)

    def about(self, account: Account) -> MandateSet:
        """Those for the person or organisation this account is shown to be."""
        shown = Citizen.objects.filter(
            account=account,
            verified_at__isnull=False,
            assurance_level__gte=Citizen.VERIFIED_LEVEL,
        )
        return self.filter(identity_number__in=shown.values("identity_number"))

    def with_all(self) -> MandateSet:
        """All that a line or a page of one shows, in one query."""
        return self.select_related(
            "account", "procedure", "helper__point__agency", "consent__withdrawal"
        )


class Mandate(Dated):
    """One person acts for another; in force only with a consent (`Consent`).

    Whom it is for is named by identity number, name and day of birth: they need no account. Who
    signs in with that number, vouched for by the identity provider, sees it and may withdraw.
    """

    class Kind(models.TextChoices):
        CHILD = "child", _("Con chưa đủ 18 tuổi")
        WARD = "ward", _("Người được giám hộ")
        PARENT = "parent", _("Cha, mẹ")
        LEGAL_REPRESENTATIVE = "legal", _("Doanh nghiệp tôi là người đại diện theo pháp luật")
        AUTHORISED = "authorised", _("Doanh nghiệp, tổ chức ủy quyền cho tôi")
        OTHER = "other", _("Người khác: họ hàng, hàng xóm, người được hỗ trợ")

    class Scope(models.TextChoices):
        DOSSIER = "dossier", _("Một hồ sơ")
        PROCEDURE = "procedure", _("Mọi hồ sơ của một thủ tục")
        ALL = "all", _("Mọi thủ tục")

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ đồng ý")
        TO_COME = "to_come", _("Chưa đến ngày")
        IN_FORCE = "in_force", _("Đang có hiệu lực")
        ENDED = "ended", _("Đã chấm dứt")
        WITHDRAWN = "withdrawn", _("Đã rút lại đồng ý")

    # By law, not by authorisation: a paper shows it (Civil Code 2015, Art. 85, 136 to 138).
    BY_LAW = frozenset({Kind.CHILD, Kind.WARD, Kind.LEGAL_REPRESENTATIVE})
    ORGANISATIONS = frozenset({Kind.LEGAL_REPRESENTATIVE, Kind.AUTHORISED})

    reference = models.CharField(max_length=14, unique=True, default=random_reference)
    # Who acts. At a support point, as its helper.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates"
    )
    helper = models.ForeignKey(
        Helper, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )

    kind = models.CharField(max_length=12, choices=Kind)
    scope = models.CharField(max_length=12, choices=Scope)
    procedure = models.ForeignKey(
        "catalog.Procedure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # For whom, as declared by who acts.
    identity_number = models.CharField(max_length=20)
    full_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300)

    created_at = models.DateTimeField(default=timezone.now)
    # Given up by who acts. That the person withdrew stands with the consent.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MandateSet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["identity_number"], name="mandate_about")]
        constraints = [
            models.CheckConstraint(
                condition=Q(procedure__isnull=False) | ~Q(scope="procedure"),
                name="mandate_names_its_procedure",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="mandate_over_a_period",
            ),
            models.CheckConstraint(
                condition=Q(helper=None) | Q(scope="dossier"),
                name="helper_files_one_dossier",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_by_law(self) -> bool:
        """Whether a paper shows the right to act, instead of the person's consent."""
        return self.kind in self.BY_LAW

    @property
    def party(self) -> str:
        """What the applicant is: `person` or `organisation`."""
        organisation = self.kind in self.ORGANISATIONS
        return (Citizen.Kind.ORGANISATION if organisation else Citizen.Kind.PERSON).value

    @property
    def given(self) -> Consent | None:
        """The consent, withdrawn or not; none while it is waited for."""
        return getattr(self, "consent", None)

    @property
    def state(self) -> Mandate.State:
        today, consent = timezone.localdate(), self.given
        if consent is not None and consent.is_withdrawn:
            return self.State.WITHDRAWN
        if self.ended_at is not None or (self.valid_to and self.valid_to < today):
            return self.State.ENDED
        if consent is None:
            return self.State.WAITING
        if self.valid_from and self.valid_from > today:
            return self.State.TO_COME
        return self.State.IN_FORCE

    def covers(self, procedure_id: int) -> bool:
        """Whether dossiers of this procedure may be filed by it."""
        return self.procedure_id is None or self.procedure_id == procedure_id

    def is_for(self, account: Account) -> bool:
        """Whether this account is shown to be the person it is for."""
        citizen = getattr(account, "citizen", None)
        if citizen is None or not citizen.is_verified:
            return False
        return bool(citizen.identity_number == self.identity_number)
