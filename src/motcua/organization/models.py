"""The province's agencies, their units and the posts in them (QĐ 20/2020/QĐ-TTg codes)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InForce(models.QuerySet):
    """Rows that carry a period: `valid_from` to `valid_to`, both included, open when null."""

    def in_force(self) -> InForce:
        today = timezone.localdate()
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=today),
            Q(valid_to=None) | Q(valid_to__gte=today),
        )


class Agency(models.Model):
    """Cơ quan: a body that decides procedures or receives dossiers."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Cấp tỉnh")
        DEPARTMENT = "department", _("Sở, ngành")
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
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = InForce.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """Đơn vị: a part of an agency: one-stop unit, leadership, division or records office."""

    class Kind(models.TextChoices):
        ONE_STOP = "one_stop", _("Bộ phận Một cửa")
        LEADERSHIP = "leadership", _("Lãnh đạo")
        DIVISION = "division", _("Phòng chuyên môn")
        RECORDS = "records", _("Văn thư")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a post does on a dossier's road (NĐ 118/2025 Art. 7, 8, 11)."""

    RECEPTION = "reception", _("Công chức một cửa")
    DIVISION_HEAD = "division_head", _("Lãnh đạo phòng")
    SPECIALIST = "specialist", _("Chuyên viên thụ lý")
    LEADER = "leader", _("Lãnh đạo cơ quan")
    RECORDS = "records", _("Văn thư")


class Post(models.Model):
    """Vị trí việc làm: rights come from posts, never from persons."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    code = models.CharField(max_length=50, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name}, {self.unit.name}"
