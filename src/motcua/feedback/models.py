"""What people say of an agency: phản ánh, kiến nghị and its answers; the rating of one dossier.

NĐ 20/2008, NĐ 92/2017; limits of QĐ 766/QĐ-TTg index 5.2. Ratings: NĐ 61/2018 Art. 31, levels of
TT 32/2017 Art. 12.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models import Procedure
from motcua.codes import random_reference
from motcua.dossiers.models import Dossier
from motcua.organization.models import Agency


class Feedback(models.Model):
    class Kind(models.TextChoices):
        CONDUCT = "conduct", _("Phản ánh hành vi, sự chậm trễ của cán bộ, cơ quan")
        RULES = "rules", _("Kiến nghị về quy định, thủ tục")

    class State(models.TextChoices):
        NEW = "new", _("Mới gửi")
        ASKED = "asked", _("Chờ người gửi bổ sung")
        REFUSED = "refused", _("Không thuộc phạm vi xử lý")
        ANSWERED = "answered", _("Đã trả lời")
        PUBLISHED = "published", _("Đã công khai")

    # Public and unguessable, like a dossier's reference.
    reference = models.CharField(max_length=14, unique=True, default=random_reference)
    kind = models.CharField(max_length=8, choices=Kind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="feedback")
    dossier = models.ForeignKey(
        Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    # Who sent it, when signed in; a name and a way to reach them otherwise.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="feedback",
    )
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120)
    content = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    filed_at = models.DateTimeField()
    # When the limits began to count: filed, or passed on to the agency that has it now.
    counted_from = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # The question as everyone may read it, without names; set when published.
    public_content = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["filed_at"]
        indexes = [
            models.Index(
                fields=["agency", "counted_from"],
                name="feedback_open",
                condition=models.Q(state__in=["new", "asked", "answered"]),
            ),
            models.Index(fields=["-published_at"], name="feedback_published"),
        ]

    def __str__(self) -> str:
        return self.reference


class FeedbackStep(models.Model):
    """What was done about it, when, in which post, and whether in time. Never changed."""

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        triggers = [
            pgtrigger.Protect(name="step_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.feedback}: {self.act}"


class Level(models.IntegerChoices):
    """Mức độ hài lòng."""

    VERY_SATISFIED = 3, _("Rất hài lòng")
    SATISFIED = 2, _("Hài lòng")
    NOT_SATISFIED = 1, _("Chưa hài lòng")


class Rating(models.Model):
    """Đánh giá: what the applicant thinks of how one dossier was handled. Once, never changed."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="rating")
    # Of whom it is counted, as they were when it was given.
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="ratings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="ratings")
    at = models.DateTimeField()
    # The one content that must be there.
    overall = models.PositiveSmallIntegerField(choices=Level)
    comment = models.TextField(blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="rating_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.get_overall_display()}"


class RatedContent(models.Model):
    """One content of a rating; those without an opinion have no row."""

    class Content(models.TextChoices):
        TIME = "time", _("Thời gian giải quyết")
        AGENCIES = "agencies", _("Số cơ quan phải liên hệ")
        CONTACTS = "contacts", _("Số lần phải liên hệ để hoàn thiện hồ sơ")
        PUBLISHED = "published", _("Sự chính xác của thông tin được công khai")
        ATTITUDE = "attitude", _("Thái độ của cán bộ, công chức")
        COST = "cost", _("Chi phí đúng quy định")
        EXPLANATION = "explanation", _("Việc giải trình, trả lời ý kiến")
        ONLINE = "online", _("Dịch vụ công trực tuyến")

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="contents")
    content = models.CharField(max_length=12, choices=Content)
    level = models.PositiveSmallIntegerField(choices=Level)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rating", "content"], name="content_rated_once")
        ]
        triggers = [
            pgtrigger.Protect(name="rated_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_content_display()}: {self.get_level_display()}"
