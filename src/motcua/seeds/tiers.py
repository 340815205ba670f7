"""Both shapes of the city's government: the districts until 30/6/2025, the communes since.

From the real lists; identification codes below level 1 are made up from the official unit codes.
The agencies with people in them are in organization.json.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from motcua.organization.models import Agency, Commune, Succession, SuccessionKind, Unit
from motcua.organization.units_data import load_units, rows_of
from motcua.seeds.data import add_missing

CITY, CITY_CODE = "H24", "31"
# The province that was merged into the city.
MERGED, MERGED_CODE, MERGED_NAME = "H23", "30", "Ủy ban nhân dân tỉnh Hải Dương"
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)
# Resolutions of the National Assembly: of the provinces, and of the end of the districts.
PROVINCES_MERGED, DISTRICTS_ENDED = "202/2025/QH15", "203/2025/QH15"


def add_units() -> None:
    """The provinces and communes of the country, unless they are there."""
    if not Commune.objects.exists():
        load_units()


def add_tiers() -> None:
    """The districts of then, the communes of now, and which went on in which."""
    city = Agency.objects.get(code=CITY)
    then = add_missing(Agency, "code", _districts())
    _add_communes(city)
    _add_one_stops()
    known = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    now = {agency.commune_code: agency for agency in Agency.objects.filter(level="commune")}
    links = [
        _link(then[code], now[commune], SuccessionKind.DISSOLVE, DISTRICTS_ENDED)
        for code, communes in _heirs().items()
        for commune in sorted(communes)
        if commune in now
    ]
    links.append(_link(then[MERGED], city, SuccessionKind.MERGE, PROVINCES_MERGED))
    Succession.objects.bulk_create(
        link for link in links if (link.predecessor_id, link.successor_id) not in known
    )


def _link(then: Agency, now: Agency, kind: SuccessionKind, decision: str) -> Succession:
    return Succession(predecessor=then, successor=now, kind=kind, on=FIRST_DAY, decision=decision)


def _districts() -> list[Agency]:
    """The old province and every old district of both, by code."""
    found = {MERGED: (MERGED_NAME, Agency.Level.PROVINCE)}
    for row in rows_of("former_units"):
        if row["ma_tinh"] in (CITY_CODE, MERGED_CODE):
            found[_code(row)] = (_committee(row["ten_huyen"]), Agency.Level.DISTRICT)
    return [
        Agency(
            code=code,
            name=name,
            short_name=_capital(name.removeprefix("Ủy ban nhân dân ")),
            level=level,
            valid_to=LAST_DAY,
        )
        for code, (name, level) in found.items()
    ]


def _committee(place: str) -> str:
    return f"Ủy ban nhân dân {_small(place)}"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _code(row: dict[str, str]) -> str:
    return f"{CITY if row['ma_tinh'] == CITY_CODE else MERGED}.{row['ma_huyen']}"


def _heirs() -> dict[str, set[str]]:
    """District code -> the codes of the communes that have some of its land."""
    heirs: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("former_units"):
        if row["ma_tinh"] in (CITY_CODE, MERGED_CODE):
            heirs[_code(row)].add(row["ma_xa_moi"])
    return heirs


def _add_communes(city: Agency) -> None:
    """The communes that have no agency yet; nobody works in these in the demonstration."""
    there = set(Agency.objects.exclude(commune_code="").values_list("commune_code", flat=True))
    add_missing(
        Agency,
        "code",
        [
            Agency(
                code=f"{CITY}.{commune.code}",
                name=_committee(commune.name),
                short_name=commune.name,
                level=Agency.Level.COMMUNE,
                parent=city,
                commune_code=commune.code,
                address=f"{commune.name}, thành phố Hải Phòng",
                valid_from=FIRST_DAY,
            )
            for commune in Commune.objects.filter(province=CITY_CODE)
            if commune.code not in there
        ],
    )


def _add_one_stops() -> None:
    """A one-stop unit for every agency that has none, over the agency's own period."""
    without = list(Agency.objects.filter(one_stop=None))
    units = add_missing(
        Unit,
        "code",
        [
            Unit(
                agency=agency,
                code=f"{agency.code}.MC",
                name=f"{_office(agency)} {_small(agency.short_name)}",
                kind=Unit.Kind.ONE_STOP,
                address=agency.address,
                valid_from=agency.valid_from,
                valid_to=agency.valid_to,
            )
            for agency in without
        ],
    )
    for agency in without:
        agency.one_stop = units[f"{agency.code}.MC"]
    Agency.objects.bulk_update(without, ["one_stop"])


def _office(agency: Agency) -> str:
    if agency.is_in_force(FIRST_DAY):
        return "Trung tâm Phục vụ hành chính công"
    return "Bộ phận Tiếp nhận và Trả kết quả"
