"""What law or reorganisation can change is a row with a period; a text of law is a version.

Periods are whole days, both ends included, open where null. A version is written as a draft,
published from a day on, and from then on never rewritten: a change is the next version.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import history


class InForce(models.QuerySet):
    """Rows that carry a period: `valid_from` to `valid_to`, both included, open when null."""

    def in_force(self, on: date | None = None) -> InForce:
        """Rows in force on a day, today when none is given."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )


class Dated(models.Model):
    """A row in force over a period."""

    valid_from = models.DateField(gettext_lazy("Có hiệu lực từ ngày"), null=True, blank=True)
    valid_to = models.DateField(gettext_lazy("Hết hiệu lực sau ngày"), null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        abstract = True

    def is_in_force(self, on: date | None = None) -> bool:
        day = on or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class VersionSet(InForce):
    def published(self) -> VersionSet:
        return self.exclude(status=Version.Status.DRAFT)

    def drafts(self) -> VersionSet:
        return self.filter(status=Version.Status.DRAFT)

    def in_force(self, on: date | None = None) -> VersionSet:
        """Published versions in force on a day, today when none is given."""
        return super().in_force(on).exclude(status=Version.Status.DRAFT)  # type: ignore[return-value]


class NotPublished(Exception):
    """A version cannot be published, or its publication cannot be undone; says why."""


class Version(Dated):
    """One text of a rule. Versions of one thing are its `siblings`, told apart by `number`."""

    class Status(models.TextChoices):
        DRAFT = "draft", gettext_lazy("Bản nháp")
        PUBLISHED = "published", gettext_lazy("Đã công bố")

    # Whether a version begun today may be followed by another the same day; it then never counted.
    replaced_the_same_day = False

    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = VersionSet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_to_come(self) -> bool:
        """Published, and not yet in force."""
        return bool(
            not self.is_draft and self.valid_from and self.valid_from > timezone.localdate()
        )

    def siblings(self) -> VersionSet:
        """Every version of the same thing, this one included."""
        raise NotImplementedError

    def publish(self, from_day: date, *, by: models.Model | None) -> None:
        """Put the draft in force from a day on; the version before it ends the day before.

        Raises NotPublished for a day gone by, or one not after the start of the latest version.
        """
        if not self.is_draft:
            raise NotPublished(_("Phiên bản này đã công bố rồi."))
        if from_day < timezone.localdate():
            raise NotPublished(
                _("Ngày hiệu lực %(day)s đã qua. Hãy chọn từ hôm nay trở đi.")
                % {"day": f"{from_day:%d/%m/%Y}"}
            )
        with transaction.atomic(), history.by(by, _("Công bố")):
            before = self._latest_published()
            if before and before.valid_from and before.valid_from >= self._earliest(from_day):
                raise NotPublished(
                    _("Đã có phiên bản hiệu lực từ %(day)s. Hãy chọn ngày sau đó.")
                    % {"day": f"{before.valid_from:%d/%m/%Y}"}
                )
            if before and before.is_in_force(from_day):
                before.valid_to = from_day - timedelta(days=1)
                before.save(update_fields=["valid_to"])
            self.status = self.Status.PUBLISHED
            self.valid_from, self.valid_to = from_day, None
            self.published_at = timezone.now()
            self.published_by = by  # type: ignore[assignment]
            self.save()

    def _earliest(self, from_day: date) -> date:
        """The first day on which a version before this one may not begin."""
        today = timezone.localdate()
        replaces = self.replaced_the_same_day and from_day == today
        return from_day + timedelta(days=1) if replaces else from_day

    def unpublish(self, *, by: models.Model) -> None:
        """Undo a publication not yet in force: a draft again, and the version before goes on.

        Raises NotPublished once it is in force.
        """
        if not self.is_to_come:
            raise NotPublished(
                _("Phiên bản này đã có hiệu lực nên không thu hồi được; hãy công bố bản mới.")
            )
        with transaction.atomic(), history.by(by, _("Thu hồi công bố")):
            assert self.valid_from is not None  # noqa: S101 it is to come
            eve = self.valid_from - timedelta(days=1)
            self.status = self.Status.DRAFT
            self.valid_from = self.published_at = self.published_by = None
            self.save()
            before = self._latest_published()
            if before and before.valid_to == eve:
                before.valid_to = None
                before.save(update_fields=["valid_to"])

    def _latest_published(self) -> Version | None:
        versions = self.siblings().published().select_for_update().exclude(pk=self.pk)
        return versions.order_by(F("valid_from").desc(nulls_last=True), "-number").first()
