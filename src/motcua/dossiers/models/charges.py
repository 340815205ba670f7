"""Phí, lệ phí of one dossier, in VND."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.people.models import Officer


class Charge(models.Model):
    """One amount owed: due, then paid or waived; a paid one may be refunded."""

    class Status(models.TextChoices):
        DUE = "due", _("Chưa nộp")
        PAID = "paid", _("Đã nộp")
        WAIVED = "waived", _("Được miễn, giảm")
        REFUNDED = "refunded", _("Đã hoàn trả")

    class Method(models.TextChoices):
        CASH = "cash", _("Tiền mặt")
        TRANSFER = "transfer", _("Chuyển khoản")
        POST = "post", _("Qua bưu chính")
        ONLINE = "online", _("Trực tuyến")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="charges")
    name = models.CharField(max_length=300)
    amount = models.PositiveIntegerField(help_text=_("đồng"))
    status = models.CharField(max_length=10, choices=Status, default=Status.DUE)
    asked_at = models.DateTimeField()
    method = models.CharField(max_length=10, choices=Method, blank=True)
    # When it was paid, waived or refunded, by whom recorded, and why where a reason is owed.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
