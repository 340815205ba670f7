"""What one variant of a procedure asks for: time, papers, money."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.catalog.models.procedure import ProcedureVersion
from motcua.processes.models import InternalProcess


class CaseChannel(models.TextChoices):
    """Cách thức thực hiện."""

    COUNTER = "counter", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    POST = "post", _("Bưu chính")


@pghistory.track()
class ProcedureCase(models.Model):
    """Trường hợp: a variant with its own papers, time and process."""

    # The code of the only case of a procedure that has no variants.
    USUAL = "chuan"

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    # Names the same variant in every version.
    code = models.SlugField(_("Mã trường hợp"), max_length=40, default=USUAL)
    name = models.CharField(_("Tên trường hợp"), max_length=200, blank=True)
    # CEL over the e-form's facts: who falls under this case; empty when the applicant says so.
    rule = models.CharField(_("Điều kiện"), max_length=500, blank=True)
    # As motcua.clock writes limits: "5wd", "30d", "inday"; empty when none is published.
    limit = models.CharField(_("Thời hạn"), max_length=12, blank=True)
    # Another limit by channel; empty where it is the same.
    online_limit = models.CharField(_("Thời hạn trực tuyến"), max_length=12, blank=True)
    post_limit = models.CharField(_("Thời hạn qua bưu chính"), max_length=12, blank=True)
    # Values of CaseChannel; empty for all three.
    channels = models.JSONField(_("Cách thức nộp"), default=list, blank=True)
    policy = models.JSONField(_("Quy tắc tính thời hạn"), default=dict, blank=True)
    process = models.ForeignKey(
        InternalProcess,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("Quy trình nội bộ"),
    )

    def __str__(self) -> str:
        return self.name or str(self.version)

    def limit_for(self, channel: str) -> str:
        """The limit of a channel, as motcua.clock writes it; empty when none is published."""
        own = {CaseChannel.ONLINE: self.online_limit, CaseChannel.POST: self.post_limit}
        return own.get(CaseChannel(channel), "") or self.limit

    def takes(self, channel: str) -> bool:
        return not self.channels or channel in self.channels


@pghistory.track()
class Component(models.Model):
    """Thành phần hồ sơ: one paper the applicant owes, or one the office makes."""

    class Kind(models.TextChoices):
        FILED = "nop", _("Nộp")
        SHOWN = "xuat_trinh", _("Xuất trình")
        E_FORM = "e_form", _("Mẫu điện tử")
        MADE_BY_SYSTEM = "he_thong_sinh", _("Hệ thống lập")

    case = models.ForeignKey(ProcedureCase, on_delete=models.PROTECT, related_name="components")
    order = models.PositiveSmallIntegerField(_("Thứ tự"))
    # Names the same paper in every version.
    code = models.CharField(_("Mã giấy tờ"), max_length=60, blank=True)
    name = models.TextField(_("Tên giấy tờ"))
    kind = models.CharField(_("Loại"), max_length=16, choices=Kind, default=Kind.FILED)
    mandatory = models.BooleanField(_("Bắt buộc"))
    originals = models.PositiveSmallIntegerField(_("Bản chính"), default=0)
    certified = models.PositiveSmallIntegerField(_("Bản sao chứng thực"), default=0)
    copies = models.PositiveSmallIntegerField(_("Bản sao"), default=0)
    # The form as the law names it, the address of its file, the key of the e-form that replaces it.
    form = models.TextField(_("Mẫu"), blank=True)
    template = models.CharField(_("Tệp mẫu"), max_length=300, blank=True)
    e_form = models.CharField(_("Mã mẫu điện tử"), max_length=60, blank=True)
    # When it is needed: in words, and in CEL over the e-form's facts.
    condition = models.TextField(_("Khi nào cần"), blank=True)
    rule = models.CharField(_("Điều kiện"), max_length=500, blank=True)

    class Meta:
        ordering = ["case", "order"]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_files(self) -> bool:
        return self.kind in {self.Kind.FILED, self.Kind.SHOWN}


@pghistory.track()
class Fee(models.Model):
    """Phí, lệ phí, in VND; neither amount nor formula when the provincial council sets it."""

    class Kind(models.TextChoices):
        CHARGE = "phi", _("Phí")
        LEVY = "le_phi", _("Lệ phí")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="fees")
    # Of one case alone; of every case when null.
    case = models.ForeignKey(
        ProcedureCase, null=True, blank=True, on_delete=models.PROTECT, related_name="fees"
    )
    order = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    kind = models.CharField(_("Loại"), max_length=6, choices=Kind, default=Kind.CHARGE)
    name = models.TextField(_("Tên"))
    amount = models.PositiveIntegerField(_("Số tiền"), null=True, blank=True)
    # CEL over facts such as `so_luong`, in VND.
    formula = models.CharField(_("Công thức"), max_length=500, blank=True)
    # Only for dossiers of this channel; empty for all.
    channel = models.CharField(_("Cách thức nộp"), max_length=7, choices=CaseChannel, blank=True)
    # [{"who", "percent", "basis"}]: percent taken off, 100 for an exemption.
    exemptions = models.JSONField(_("Miễn, giảm"), default=list, blank=True)
    note = models.TextField(_("Ghi chú"), blank=True)

    class Meta:
        ordering = ["version", "order", "pk"]

    def __str__(self) -> str:
        return self.name
