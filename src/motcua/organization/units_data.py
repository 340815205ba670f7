"""Filling the tables of provinces and communes from the lists that come with the program.

Lists: `data/*.csv.gz`, from vietnamadminunits 1.0.4 (MIT, the licence is beside them), checked
against two other sources. Codes and names are official; what became of what is of 1/7/2025.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from motcua.organization.models import Commune, FormerUnit, Province
from motcua.search import plain

_KIND = re.compile(
    r"^(tinh|thanh pho|tp|quan|huyen|thi xa|tx|xa|phuong|thi tran|tt|dac khu|[pxqht](?=[. \d]))"
    r"(?:[. ]+|(?=\d))"
)


def bare(text: str) -> str:
    """A plain name without its kind: "Phường Hồng Bàng", "P. Hồng Bàng" -> "hong bang"."""
    words = plain(text)
    name = _KIND.sub("", words)
    return name.lstrip("0") if name.isdigit() else name or words


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one packaged list."""
    packed = files("motcua.organization").joinpath("data", f"{name}.csv.gz").read_bytes()
    yield from csv.DictReader(gzip.decompress(packed).decode().splitlines())


@transaction.atomic
def load_units() -> tuple[int, int, int]:
    """Write what the lists say over what the tables hold; a second time nothing changes.

    Gives how many provinces, communes and former communes there are.
    """
    communes = list(rows_of("communes"))
    provinces = {row["ma_tinh"]: row["ten_tinh"] for row in communes}
    _write(
        Province,
        [Province(code=code, name=name, plain_name=bare(name)) for code, name in provinces.items()],
        ["code"],
    )
    _write(Commune, [_commune(row) for row in communes], ["code"])
    _write(FormerUnit, [_former(row) for row in rows_of("former_units")], ["code", "became"])
    former = FormerUnit.objects.values("code").distinct().count()
    return len(provinces), len(communes), former


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        code=row["ma_xa"],
        province_id=row["ma_tinh"],
        name=row["ten_xa"],
        plain_name=bare(row["ten_xa"]),
        resolution=row["nghi_quyet"],
        search_text=plain(f"{row['ten_xa']} {row['ten_tinh']}"),
    )


def _former(row: dict[str, str]) -> FormerUnit:
    return FormerUnit(
        code=row["ma_xa"],
        name=row["ten_xa"],
        plain_name=bare(row["ten_xa"]),
        district_code=row["ma_huyen"],
        district_name=row["ten_huyen"],
        plain_district=bare(row["ten_huyen"]),
        province_code=row["ma_tinh"],
        province_name=row["ten_tinh"],
        plain_province=bare(row["ten_tinh"]),
        became_id=row["ma_xa_moi"],
        whole=row["toan_bo"] == "1",
        main=row["chinh"] == "1",
        search_text=plain(f"{row['ten_xa']} {row['ten_huyen']} {row['ten_tinh']}"),
    )


def _write(
    model: type[Province] | type[Commune] | type[FormerUnit],
    rows: list[Province] | list[Commune] | list[FormerUnit],
    key: list[str],
) -> None:
    facts = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in key and not (field.primary_key and field.name == "id")
    ]
    model._default_manager.bulk_create(
        rows,  # type: ignore[arg-type]
        batch_size=2000,
        update_conflicts=True,
        unique_fields=key,
        update_fields=facts,
    )
