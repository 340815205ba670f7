"""Addresses of the country, old and new: searched as people type, and the old read as the new.

Since 1/7/2025 an address has two levels: commune and province. Papers of before name three, and
stay valid; people go on writing both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from motcua.organization.models import Commune, FormerUnit, Province
from motcua.organization.units_data import bare
from motcua.search import plain

_CODE = re.compile(r"\d{5}")
_COUNTRY = {"viet nam", "vietnam", "vn"}
# How people name provinces when they are in a hurry.
_SHORT = {"hn": "ha noi", "hcm": "ho chi minh", "sai gon": "ho chi minh", "hp": "hai phong"}
_SPLIT = re.compile(r"[,;\n–]| - ")
# Two hits whose closeness differs by less are as good as each other.
_EQUALLY_CLOSE = 0.05
# Shares of trigrams that a mistyped name keeps; below, it is another name.
_CLOSE_NAME, _CLOSE_TEXT = 0.5, 0.7


def provinces() -> QuerySet[Province]:
    """The provinces of today, by code."""
    return Province.objects.all()


def communes(words: str = "", province: str = "") -> QuerySet[Commune]:
    """Communes of today that match the words, closest first; within one province if named by code.

    Words may lack diacritics or have a typo.
    """
    found = Commune.objects.select_related("province")
    if province:
        found = found.filter(province=province)
    return found.matching(words)


def convert(code: str) -> list[Commune]:
    """What became of an old commune, by its old code: one commune, or each it was split into.

    The one most of it went to comes first; none for a code that never was.
    """
    rows = FormerUnit.objects.filter(code=code).order_by("-main", "became_id")
    return [row.became for row in rows.select_related("became__province")]


def understand(text: str) -> list[Commune]:
    """The communes of today an address may lie in: one if it is clear, none if it says nothing.

    Reads "xã X, tỉnh Z" as it is now, "xã X, huyện Y, tỉnh Z" as it was, either after a street,
    and the five digits of a commune, new before old. An old commune that was split gives every
    part, the largest first. Names are read without diacritics; a name nobody bears, as typed
    with a mistake, is taken for the closest.
    """
    if _CODE.fullmatch(text.strip()):
        now = list(Commune.objects.filter(code=text.strip()).select_related("province"))
        return now or convert(text.strip())
    parts = [part for each in _SPLIT.split(text) if (part := plain(each)) and part not in _COUNTRY]
    if not parts:
        return []
    readings = [_now, _before] if _names_a_commune(parts[-2:][0]) else [_before, _now]
    for read in readings:
        if found := read(parts):
            return found
    return _closest(parts)


def _names_a_commune(part: str) -> bool:
    """Whether its kind says so: "phường Hồng Bàng" is no district, "Hồng Bàng" may be."""
    return re.match(r"(xa|phuong|thi tran|dac khu|x|p|tt)\b|p\d", part) is not None


def _names_a_district(part: str) -> bool:
    return re.match(r"(quan|huyen|thi xa|thanh pho|q|h|tx|tp)\b|q\d", part) is not None


def _names(part: str) -> set[str]:
    """What a part may be the name of: with its kind taken off, or as it is written."""
    return {name for each in (part, bare(part)) for name in (each, _SHORT.get(each, each))}


def _unique(found: Iterable[Commune]) -> list[Commune]:
    return list({commune.code: commune for commune in found}.values())


def _of_kind(found: list[Commune], part: str) -> list[Commune]:
    """Those of the very kind that was written, "phường" or "xã", if there are any."""
    return [each for each in found if plain(each.name) == part] or found


def _now(parts: list[str]) -> list[Commune]:
    """Read as today: a commune, then its province or nothing."""
    *before, last = parts
    known = Commune.objects.select_related("province")
    if before and _names_a_district(before[-1]):
        return []
    if before and Province.objects.filter(plain_name__in=_names(last)).exists():
        inside = known.filter(province__plain_name__in=_names(last))
        return _of_kind(list(inside.filter(plain_name__in=_names(before[-1]))), before[-1])
    if before:
        return []
    return _of_kind(list(known.filter(plain_name__in=_names(last))), last)


def _before(parts: list[str]) -> list[Commune]:
    """Read as before 1/7/2025: commune, district, province; the province may be left out.

    A district's name makes it clear; with a province of then alone the commune must be the last.
    """
    known = FormerUnit.objects.select_related("became__province")
    for size in (3, 2):
        if len(parts) < size:
            continue
        commune, *above = parts[-size:]
        of_it = Q(plain_name__in=_names(commune))
        if len(above) == 2:
            place = Q(plain_district__in=_names(above[0])) & _province(above[1])
        else:
            place = Q(plain_district__in=_names(above[0])) | _province(above[0])
        rows = [row for row in known.filter(of_it & place)]
        exact = [row for row in rows if plain(row.name) == commune] or rows
        if exact:
            ordered = sorted(exact, key=lambda row: not row.main)
            return _unique(row.became for row in ordered)
    return []


def _province(part: str) -> Q:
    """A province of then, or the one of today it went into: people write both after a district."""
    return Q(plain_province__in=_names(part)) | Q(became__province__plain_name__in=_names(part))


def _closest(parts: list[str]) -> list[Commune]:
    """The communes, or old communes, whose names are most like what was written.

    Within the province and the district where those were written right: a mistake in the name
    of a commune must not lead across the country.
    """
    last, province = parts[-1], _province_names(parts[-1])
    if len(parts) == 1 or not province:
        whole = " ".join(parts[-2:])
        found = Commune.objects.select_related("province").matching(whole)
        return _best([(row.closeness, row) for row in found[:3]], _CLOSE_TEXT)
    now = Commune.objects.filter(province__plain_name__in=province).select_related("province")
    then = FormerUnit.objects.filter(_province(last)).select_related("became__province")
    district = then.filter(plain_district__in=_names(parts[-2]))
    name = parts[-2]
    if not _names_a_commune(name) and len(parts) > 2 and district.exists():
        now, then, name = now.none(), district, parts[-3]
    like = TrigramSimilarity("plain_name", bare(name))
    near = [(row.like, row) for row in now.annotate(like=like).order_by("-like")[:3]]
    old = [(row.like, row.became) for row in then.annotate(like=like).order_by("-like")[:5]]
    return _best([*near, *old], _CLOSE_NAME)


def _province_names(part: str) -> set[str]:
    """The names a part bears that are a province's, of today or of then."""
    names = _names(part)
    return {
        name
        for name in names
        if Province.objects.filter(plain_name=name).exists()
        or FormerUnit.objects.filter(plain_province=name).exists()
    }


def _best(ranked: list[tuple[float, Commune]], least: float) -> list[Commune]:
    best = max((closeness for closeness, _commune in ranked), default=0)
    if best < least:
        return []
    return _unique(row for closeness, row in ranked if best - closeness < _EQUALLY_CLOSE)
