"""Papers issued on a dossier, and its result."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.files.models import StoredFile
from motcua.people.models import Officer


class IssuedPaper(models.Model):
    """A statutory paper, numbered in its book; kept exactly as it was issued."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
        REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận giải quyết hồ sơ")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=16, choices=Kind)
    number = models.CharField(max_length=40)
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["issued_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Result(models.Model):
    """Kết quả giải quyết: drafted, approved, signed, numbered, released, in that order."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    title = models.CharField(max_length=300)
    body = models.TextField()
    drafted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_post = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    numbered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.title
