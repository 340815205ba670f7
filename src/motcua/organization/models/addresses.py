"""Provinces and communes of the country, and the communes there were before 1/7/2025.

Codes, names and what became of what: data/units_*.csv.gz, with their licence beside them.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from motcua.search import Searchable


class Province(models.Model):
    """Tỉnh, thành phố trực thuộc trung ương: 34 since 1/7/2025."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    # Without diacritics and without "tỉnh", "thành phố".
    plain_name = models.CharField(max_length=60)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """Xã, phường, đặc khu: 3,321 since 1/7/2025."""

    code = models.CharField(max_length=5, primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    name = models.CharField(max_length=80)
    plain_name = models.CharField(max_length=80, db_index=True)
    resolution = models.CharField(max_length=60, blank=True)
    search_text = models.TextField()

    objects = Searchable.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="commune_search")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.province}"


class FormerUnit(models.Model):
    """A commune of before 1/7/2025, with its district, and one commune its land went to.

    A commune that was split has a row for each part. `main`: the part most of it went to.
    """

    code = models.CharField(max_length=5, db_index=True)
    name = models.CharField(max_length=80)
    plain_name = models.CharField(max_length=80, db_index=True)
    district_code = models.CharField(max_length=3)
    district_name = models.CharField(max_length=80)
    plain_district = models.CharField(max_length=80)
    province_code = models.CharField(max_length=2)
    province_name = models.CharField(max_length=60)
    plain_province = models.CharField(max_length=60)
    became = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="former_units")
    whole = models.BooleanField()
    main = models.BooleanField()
    search_text = models.TextField()

    objects = Searchable.as_manager()

    class Meta:
        ordering = ["code", "-main", "became"]
        constraints = [
            models.UniqueConstraint(fields=["code", "became"], name="former_unit_became_once")
        ]
        indexes = [
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="former_unit_search")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.district_name}, {self.province_name}"
