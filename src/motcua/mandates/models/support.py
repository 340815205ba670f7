"""Điểm hỗ trợ, tổ dân phố điện tử: where people who cannot file alone are helped, and by whom."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.dated import Dated, InForce
from motcua.organization.models import Agency


@pghistory.track()
class SupportPoint(Dated):
    """A place of a commune; its helpers file for whoever comes, with that person's consent."""

    name = models.CharField(_("Tên điểm hỗ trợ"), max_length=200)
    agency = models.ForeignKey(
        Agency, verbose_name=_("Cơ quan quản lý"), on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(_("Địa chỉ"), max_length=300)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class HelperSet(InForce):
    def in_force(self, on: date | None = None) -> HelperSet:
        """Members whose own period and whose point's have begun and not ended."""
        points = SupportPoint.objects.in_force(on)
        return super().in_force(on).filter(point__in=points)  # type: ignore[return-value]


@pghistory.track()
class Helper(Dated):
    """Tình nguyện viên, thành viên tổ dân phố điện tử: an account, at one point, over a period."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Người hỗ trợ"),
        on_delete=models.PROTECT,
        related_name="helps",
    )
    point = models.ForeignKey(
        SupportPoint,
        verbose_name=_("Điểm hỗ trợ"),
        on_delete=models.PROTECT,
        related_name="helpers",
    )
    # Nobody handles other people's papers untaught (Law 91/2025/QH15).
    trained_on = models.DateField(_("Ngày tập huấn bảo vệ dữ liệu cá nhân"))

    objects = HelperSet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["point", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "point"],
                condition=Q(valid_to=None),
                name="helps_once_at_a_point",
            )
        ]

    def __str__(self) -> str:
        return str(self.account)
