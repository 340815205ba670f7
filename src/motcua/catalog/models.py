"""Administrative procedures as dated data (thủ tục hành chính)."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalog.search import Searchable
from motcua.dated import Dated, Version, VersionSet
from motcua.organization.models import Agency, Unit
from motcua.processes.models import InternalProcess


class Domain(models.Model):
    """Lĩnh vực."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Procedure(models.Model):
    code = models.CharField(max_length=40, unique=True)
    # Some published procedures have no national code yet; theirs is local and marked so.
    code_is_national = models.BooleanField(default=True)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="procedures")
    # The longest published name has 569 characters.
    name = models.CharField(max_length=1000)
    search_text = models.TextField()

    objects = Searchable.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="procedure_search")
        ]

    def __str__(self) -> str:
        return self.name

    def current(self) -> ProcedureVersion:
        """The version in force today; raises ProcedureVersion.DoesNotExist."""
        return self.versions.in_force().latest("number")


@pghistory.track()
class ProcedureVersion(Version):
    """What the procedure says over a period; a dossier keeps the one it was received under."""

    class Level(models.TextChoices):
        FULL = "full", _("Dịch vụ công toàn trình")
        PARTIAL = "partial", _("Dịch vụ công một phần")
        UNKNOWN = "unknown", _("Chưa công bố mức độ")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    level = models.CharField(max_length=8, choices=Level, default=Level.UNKNOWN)
    decision = models.CharField(max_length=200, blank=True)
    audience = models.JSONField(default=list)
    legal_bases = models.JSONField(default=list)
    sequence = models.JSONField(default=list)
    results = models.JSONField(default=list)
    limit_note = models.TextField(blank=True)
    note = models.TextField(blank=True)
    # SHA-256 of the imported record: the same record imported twice changes nothing.
    source_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.procedure} ({self.number})"

    def siblings(self) -> VersionSet:
        return self.procedure.versions.all()


@pghistory.track()
class ProcedureCase(models.Model):
    """Trường hợp: a variant with its own papers, time and process."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    name = models.CharField(max_length=200, blank=True)
    # As motcua.clock writes limits: "5wd", "30d", "inday"; empty when none is published.
    limit = models.CharField(max_length=12, blank=True)
    policy = models.JSONField(default=dict)
    process = models.ForeignKey(
        InternalProcess, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )

    def __str__(self) -> str:
        return self.name or str(self.version)


@pghistory.track()
class Component(models.Model):
    """Thành phần hồ sơ: one paper the applicant owes, or one the office makes."""

    class Kind(models.TextChoices):
        FILED = "nop", _("Nộp")
        SHOWN = "xuat_trinh", _("Xuất trình")
        E_FORM = "e_form", _("Mẫu điện tử")
        MADE_BY_SYSTEM = "he_thong_sinh", _("Hệ thống lập")

    case = models.ForeignKey(ProcedureCase, on_delete=models.PROTECT, related_name="components")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.FILED)
    mandatory = models.BooleanField()
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    form = models.TextField(blank=True)
    condition = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "order"]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_files(self) -> bool:
        return self.kind in {self.Kind.FILED, self.Kind.SHOWN}


@pghistory.track()
class Fee(models.Model):
    """Phí, lệ phí, in VND; no amount when the provincial council sets it."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="fees")
    name = models.TextField()
    amount = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Competence(Dated):
    """Thẩm quyền: this agency decides this procedure, through this division."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="competences")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="competences")
    division = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "agency", "valid_from"], name="one_competence_per_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.procedure}"
