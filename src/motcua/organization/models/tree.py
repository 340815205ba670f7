"""The province's agencies, their units and the posts in them (QĐ 20/2020/QĐ-TTg codes)."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dated import Dated


@pghistory.track()
class Agency(Dated):
    """Cơ quan: a body that decides procedures or receives dossiers."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Cấp tỉnh")
        DEPARTMENT = "department", _("Sở, ngành")
        # Ended on 1/7/2025; the agencies stay, for what was done then (law of local government).
        DISTRICT = "district", _("Cấp huyện (trước 01/7/2025)")
        COMMUNE = "commune", _("Cấp xã")
        VERTICAL = "vertical", _("Ngành dọc")

    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    commune_code = models.CharField(max_length=5, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Where its dossiers are received; a commune has its own centre, a department the province's.
    one_stop = models.ForeignKey(
        "Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="receives_for"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Unit(Dated):
    """Đơn vị: a part of an agency: one-stop unit, leadership, division or records office.

    A one-stop unit whose parent is another one-stop unit is its branch (điểm tiếp nhận).
    """

    class Kind(models.TextChoices):
        ONE_STOP = "one_stop", _("Bộ phận Một cửa")
        LEADERSHIP = "leadership", _("Lãnh đạo")
        DIVISION = "division", _("Phòng chuyên môn")
        RECORDS = "records", _("Văn thư")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Counter(Dated):
    """Quầy: a numbered place in a one-stop unit where people are served."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["unit", "number"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="one_counter_per_number")
        ]

    def __str__(self) -> str:
        return f"Quầy số {self.number}: {self.name}" if self.name else f"Quầy số {self.number}"


class Role(models.TextChoices):
    """What a post does on a dossier's road (NĐ 118/2025 Art. 7, 8, 11)."""

    RECEPTION = "reception", _("Công chức một cửa")
    DIVISION_HEAD = "division_head", _("Lãnh đạo phòng")
    SPECIALIST = "specialist", _("Chuyên viên thụ lý")
    LEADER = "leader", _("Lãnh đạo cơ quan")
    RECORDS = "records", _("Văn thư")
    # Kiểm soát thủ tục hành chính, công nghệ thông tin: keeps the rules, decides no dossier.
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


@pghistory.track()
class Post(Dated):
    """Vị trí việc làm: rights come from posts, never from persons."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit.name}"
