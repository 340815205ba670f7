"""A procedure, its texts over time and its life: in force, suspended, withdrawn, replaced."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.search import ProcedureSearch, search_text
from motcua.dated import Dated, NotPublished, Version, VersionSet


class Domain(models.Model):
    """Lĩnh vực."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Standing(models.TextChoices):
    """How a procedure stands on a day, read from its versions and its statuses."""

    DRAFT = "draft", gettext_lazy("Bản nháp, chưa công bố")
    TRIAL = "trial", gettext_lazy("Thử nghiệm")
    OFFICIAL = "official", gettext_lazy("Đang áp dụng")
    ENDED = "ended", gettext_lazy("Hết hiệu lực")
    SUSPENDED = "suspended", gettext_lazy("Tạm ngừng tiếp nhận")
    WITHDRAWN = "withdrawn", gettext_lazy("Đã bãi bỏ")
    REPLACED = "replaced", gettext_lazy("Đã được thay thế")


@pghistory.track()
class Procedure(models.Model):
    code = models.CharField(max_length=40, unique=True)
    # Some published procedures have no national code yet; theirs is local and marked so.
    code_is_national = models.BooleanField(default=True)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="procedures")
    # As the version in force says it. The longest published name has 569 characters.
    name = models.CharField(max_length=1000)
    search_text = models.TextField()

    objects = ProcedureSearch.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="procedure_search")
        ]

    def __str__(self) -> str:
        return self.name

    def current(self, on: date | None = None) -> ProcedureVersion:
        """The official version in force on a day, today when none is given.

        A version on trial is not one. Raises ProcedureVersion.DoesNotExist.
        """
        return self.versions.in_force(on).filter(trial=False).latest("number")

    def on_trial(self, on: date | None = None) -> ProcedureVersion | None:
        """The version counters try on a day, beside the official one or before there is one."""
        return self.versions.in_force(on).filter(trial=True).order_by("number").last()

    def status(self, on: date | None = None) -> ProcedureStatus | None:
        """What keeps the procedure from being filed on a day; a withdrawal before a suspension."""
        found = {each.kind: each for each in self.statuses.in_force(on).select_related("successor")}
        kinds = ProcedureStatus.Kind
        strongest = (kinds.WITHDRAWN, kinds.REPLACED, kinds.SUSPENDED)
        return next((found[kind] for kind in strongest if kind in found), None)

    def settle_name(self) -> None:
        """Take the name the text in force gives it: in lists and searches it has no other."""
        official_first = self.versions.in_force().order_by("trial", "-number")
        shown = official_first.first() or self.versions.order_by("-number").first()
        if shown is None:
            return
        searched = search_text(shown.name, self.domain.name, self.code)
        if (self.name, self.search_text) != (shown.name, searched):
            self.name, self.search_text = shown.name, searched
            self.save(update_fields=["name", "search_text"])

    def standing(self, on: date | None = None) -> Standing:
        status = self.status(on)
        if status is not None:
            return Standing(status.kind)
        in_force = self.versions.in_force(on)
        if in_force.filter(trial=False).exists():
            return Standing.OFFICIAL
        if in_force.exists():
            return Standing.TRIAL
        return Standing.ENDED if self.versions.published().exists() else Standing.DRAFT


@pghistory.track()
class ProcedureVersion(Version):
    """What the procedure says over a period; a dossier keeps the one it was received under."""

    class Level(models.TextChoices):
        FULL = "full", gettext_lazy("Dịch vụ công toàn trình")
        PARTIAL = "partial", gettext_lazy("Dịch vụ công một phần")
        UNKNOWN = "unknown", gettext_lazy("Chưa công bố mức độ")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(gettext_lazy("Tên thủ tục"), max_length=1000)
    # Thử nghiệm: filed at counters only, and marked.
    trial = models.BooleanField(gettext_lazy("Thử nghiệm"), default=False)
    level = models.CharField(
        gettext_lazy("Mức độ"), max_length=8, choices=Level, default=Level.UNKNOWN
    )
    # Một phần needs a published reason (NĐ 118/2025 Art. 14 of the online part).
    level_reason = models.TextField(gettext_lazy("Lý do chỉ cung cấp một phần"), blank=True)
    # The number of the old scale (NĐ 43/2011), kept for reports over the years before.
    old_level = models.PositiveSmallIntegerField(
        gettext_lazy("Mức độ cũ"), null=True, blank=True, choices=[(2, "2"), (3, "3"), (4, "4")]
    )
    decision = models.CharField(gettext_lazy("Quyết định công bố"), max_length=200, blank=True)
    # Who decides, as the published text says it; who really does is `Competence`.
    authority = models.TextField(gettext_lazy("Cơ quan thực hiện"), blank=True)
    coordination = models.TextField(gettext_lazy("Cơ quan phối hợp"), blank=True)
    # "xa", "tinh", "bo", "khac", and "huyen" before 1 July 2025.
    levels = models.JSONField(gettext_lazy("Cấp thực hiện"), default=list, blank=True)
    audience = models.JSONField(gettext_lazy("Đối tượng"), default=list, blank=True)
    legal_bases = models.JSONField(gettext_lazy("Căn cứ pháp lý"), default=list, blank=True)
    # [{"order", "text", "by", "time"}]
    sequence = models.JSONField(gettext_lazy("Trình tự thực hiện"), default=list, blank=True)
    # [{"name", "code", "validity"}]; validity is "6m", "5y", "30d", "unlimited" or empty.
    results = models.JSONField(gettext_lazy("Kết quả"), default=list, blank=True)
    # What citizens are asked before they sign in, as motcua.catalog.eligibility reads it:
    # [{"code", "ask", "hint", "when", "fact", "low", "high", "choices": [{"value", "text",
    # "refusal", "instead", "procedure"}]}], left out where empty.
    questions = models.JSONField(
        gettext_lazy("Câu hỏi chọn trường hợp"), default=list, db_default=[], blank=True
    )
    limit_note = models.TextField(gettext_lazy("Ghi chú về thời hạn"), blank=True)
    note = models.TextField(gettext_lazy("Ghi chú"), blank=True)
    # SHA-256 of the imported record: which text of which file this is.
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["procedure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.procedure} ({self.number})"

    def siblings(self) -> VersionSet:
        """Trial and official texts follow each other in two lines, side by side."""
        return self.procedure.versions.filter(trial=self.trial)

    def publish(self, from_day: date, *, by: models.Model | None) -> None:
        """As every version, and only without mistakes. An official text ends the trial one."""
        from motcua.catalog.checking import errors_of  # reads the models

        errors = errors_of(self)
        if errors:
            raise NotPublished(
                _("Bản nháp còn lỗi: %(errors)s")
                % {"errors": " ".join(str(error) for error in errors)}
            )
        with transaction.atomic():
            super().publish(from_day, by=by)
            if not self.trial:
                self._end_trial(from_day)
            self.procedure.settle_name()

    def _end_trial(self, from_day: date) -> None:
        tried = self.procedure.versions.filter(trial=True).in_force(from_day)
        # One begun the very same day never counts.
        tried.filter(~Q(valid_from__gte=from_day)).update(valid_to=from_day - timedelta(days=1))


@pghistory.track()
class ProcedureStatus(Dated):
    """Công khai trạng thái: suspended with a notice, withdrawn, or replaced, over a period."""

    class Kind(models.TextChoices):
        SUSPENDED = "suspended", Standing.SUSPENDED.label
        WITHDRAWN = "withdrawn", Standing.WITHDRAWN.label
        REPLACED = "replaced", Standing.REPLACED.label

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(gettext_lazy("Trạng thái"), max_length=10, choices=Kind)
    # What citizens and counters read.
    notice = models.TextField(gettext_lazy("Thông báo"), blank=True)
    decision = models.CharField(gettext_lazy("Quyết định"), max_length=200, blank=True)
    successor = models.ForeignKey(
        Procedure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=gettext_lazy("Thủ tục thay thế"),
    )

    class Meta:
        ordering = ["procedure", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="replaced", successor__isnull=False)
                | (~Q(kind="replaced") & Q(successor=None)),
                name="successor_of_the_replaced",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("procedure")),
                name="not_replaced_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.procedure}"
