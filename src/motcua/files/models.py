"""Files by their content: the same bytes are kept once, under their SHA-256."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=60)
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    @property
    def is_photograph(self) -> bool:
        return self.content_type.startswith("image/")


class IncomingFile(models.Model):
    """A file on its way in parts; how much has come is the length of its part (files.parts)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="incoming_files"
    )
    # What it is for: a draft or dossier and the field of its page; nothing else may take it.
    slot = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class FileSignature(models.Model):
    """A signature found in a PDF when it came in, and what was found out about it then.

    TT 15/2025/TT-BKHCN: the check leads to a trusted root, and its outcome is told in Vietnamese
    with signer, time and integrity.
    """

    class Verdict(models.TextChoices):
        VALID = "valid", _("Chữ ký hợp lệ")
        MODIFIED = "modified", _("Tài liệu đã bị sửa sau khi ký")
        BROKEN = "broken", _("Chữ ký không đúng với tài liệu")
        UNKNOWN_ISSUER = "unknown_issuer", _("Không xác định được người cấp chứng thư")
        EXPIRED = "expired", _("Chứng thư không còn hiệu lực")
        REVOKED = "revoked", _("Chứng thư đã bị thu hồi")
        WEAK = "weak", _("Chữ ký dùng thuật toán không còn được chấp nhận")
        UNREADABLE = "unreadable", _("Không đọc được chữ ký")

    stored = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="signatures")
    verdict = models.CharField(max_length=16, choices=Verdict)
    signer = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    # As the signer's machine said, unless a trusted timestamp says so.
    signed_at = models.DateTimeField(null=True, blank=True)
    is_timestamped = models.BooleanField(default=False)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.signer}"

    @property
    def advice(self) -> str:
        """What whoever sent it may do; empty when nothing need be done."""
        if self.verdict == self.Verdict.VALID:
            return ""
        if self.verdict == self.Verdict.UNKNOWN_ISSUER:
            return gettext("Cán bộ sẽ kiểm tra người cấp chứng thư khi tiếp nhận.")
        return gettext("Hồ sơ vẫn nộp được; nên ký lại tài liệu rồi tải bản mới lên.")
