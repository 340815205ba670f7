"""The dossier itself: narrow, by reference; names on it come from the version it keeps."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models import Component, ProcedureCase
from motcua.codes import random_reference, random_secret
from motcua.dossiers.queries import DossierSet
from motcua.dossiers.states import State
from motcua.files.models import StoredFile
from motcua.forms.models import EFormVersion
from motcua.mandates.models import Mandate
from motcua.organization.models import Agency, Unit
from motcua.people.models import Officer


class Channel(models.IntegerChoices):
    """Kênh thực hiện, numbered as the National Portal numbers them."""

    COUNTER = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POST = 3, _("Bưu chính")


class Delivery(models.TextChoices):
    COUNTER = "counter", _("Nhận tại Bộ phận Một cửa")
    ELECTRONIC = "electronic", _("Nhận bản điện tử")
    POST = "post", _("Nhận qua bưu chính")


class Applicant(models.Model):
    """Chủ hồ sơ, as declared when the dossier was filed."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Cá nhân")
        ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PERSON)
    full_name = models.CharField(max_length=200)
    identity_number = models.CharField(max_length=20)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.full_name


class Visit(models.Model):
    """One person at a counter with several dossiers, or one list of dossiers of a group."""

    one_stop = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The form's own key: the same form sent twice is the same visit.
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["received_by", "key"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.one_stop}, {self.at:%d/%m/%Y %H:%M}"


class Dossier(models.Model):
    # Public and unguessable: what a citizen holds from the moment of filing.
    reference = models.CharField(max_length=14, unique=True, default=random_reference)
    # Per TT 03/2025 Art. 13, given at reception and never changed.
    code = models.CharField(max_length=60, unique=True, null=True, blank=True)
    # Printed on the receipt; with the code it opens the details.
    secret = models.CharField(max_length=12, default=random_secret)

    case = models.ForeignKey(ProcedureCase, on_delete=models.PROTECT, related_name="dossiers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="dossiers")
    division = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    one_stop = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="dossiers")
    # Who filed: a signed-in citizen, or nobody for a dossier taken at the counter.
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dossiers",
    )
    # By which the submitter filed for the applicant; none for who filed for themselves.
    mandate = models.ForeignKey(
        Mandate,
        null=True,
        blank=True,
        db_index=False,
        on_delete=models.PROTECT,
        related_name="dossiers",
    )

    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )

    state = models.PositiveSmallIntegerField(choices=State)
    channel = models.PositiveSmallIntegerField(choices=Channel)
    delivery = models.CharField(max_length=12, choices=Delivery, default=Delivery.COUNTER)
    # Where a result that goes by post is sent; empty for the applicant's own address.
    post_address = models.CharField(max_length=300, blank=True, default="", db_default="")
    # The edition of the e-form it was filed with, and its answers in `content["form"]`.
    form = models.ForeignKey(
        EFormVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    content = models.JSONField(default=dict)

    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    # What the receipt in the citizen's hand says; kept when the clock moves.
    appointment_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    # Grows with each act; a page that carries an older one is stale.
    version = models.PositiveIntegerField(default=1)

    objects = DossierSet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="dossier_open_by_due",
                condition=~models.Q(state__in=[3, 8, 10]),
            ),
            models.Index(fields=["submitter", "-submitted_at"], name="dossier_mine"),
            models.Index(
                fields=["mandate"],
                name="dossier_by_mandate",
                condition=models.Q(mandate__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.reference

    @property
    def procedure_name(self) -> str:
        return self.case.version.procedure.name

    @property
    def is_closed(self) -> bool:
        return self.state in State.closed()


class DossierComponent(models.Model):
    """One paper of the dossier: what was required, and what was handed over."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="components")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["component__order"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "component"], name="component_once")
        ]

    def __str__(self) -> str:
        return str(self.component)


class DossierFile(models.Model):
    """A file handed in for a component. Never replaced: a supplement adds another."""

    dossier_component = models.ForeignKey(
        DossierComponent, on_delete=models.PROTECT, related_name="files"
    )
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ClockPause(models.Model):
    """An interval in which the office does not owe work, with its legal reason."""

    class Reason(models.TextChoices):
        SUPPLEMENT = "supplement", _("Chờ bổ sung hồ sơ")
        PAYMENT = "payment", _("Chờ nộp phí, lệ phí")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=12, choices=Reason)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(ended_at=None), name="one_open_pause"
            )
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
