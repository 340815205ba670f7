"""Papers issued on a dossier, and its result."""

import pgtrigger
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
        EXTENSION = "extension", _("Văn bản xin lỗi và gia hạn thời gian giải quyết")
        STOP = "stop", _("Thông báo dừng giải quyết hồ sơ")
        CONTROL = "control", _("Phiếu kiểm soát quá trình giải quyết hồ sơ")
        HAND_OVER = "hand_over", _("Phiếu bàn giao hồ sơ")
        FEE_NOTICE = "fee_notice", _("Thông báo nộp phí, lệ phí")
        FEE_RECEIPT = "fee_receipt", _("Biên lai thu phí, lệ phí")
        RESULT_HAND_OVER = "result_hand_over", _("Phiếu trả kết quả")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField(max_length=40)
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    # The paper it takes the place of, which stays as it was issued.
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ["issued_at", "id"]
        triggers = [
            pgtrigger.Protect(name="paper_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Result(models.Model):
    """Kết quả giải quyết: drafted, approved, signed, numbered, released, in that order."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Giải quyết")
        REFUSED = "refused", _("Từ chối giải quyết")

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.GRANTED)
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

    # Waited for and not fetched; kept for the applicant meanwhile.
    uncollected_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class ResultChange(models.Model):
    """What was done to a result after its release: corrected, issued again, revoked."""

    class Kind(models.TextChoices):
        CORRECTED = "corrected", _("Đính chính")
        REISSUED = "reissued", _("Cấp lại")
        REVOKED = "revoked", _("Thu hồi")

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    # What stood before: title, number, moment of signing, SHA-256 of the document.
    before = models.JSONField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.result}"
