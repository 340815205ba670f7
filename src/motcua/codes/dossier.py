"""Dossier codes: TT 01/2018 Art. 19, TT 03/2025 Art. 13 as amended by TT 04/2025."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.codes.agency import AgencyCode, parse_agency_code
from motcua.codes.written import MalformedCode, readings

_KIND, _EXAMPLE = "Mã hồ sơ", "H26.01.02-261121-0001"
_WRITTEN = re.compile(r"([0-9A-Z.]+)-([0-9]{6}|[0-9]{8})-([0-9]{4,14})")
_OWNER = re.compile(r"[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_LARGEST = 10**12 - 1


@dataclass(frozen=True)
class DossierCode:
    """A dossier code taken apart.

    Two codes are equal when they name the same dossier, whatever the order of
    the agency's groups, the length of the date or the zeros before the number.
    """

    agency: AgencyCode
    received_on: date
    number: int
    owner: str | None = None
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As the dossier's papers show it: a code is never rewritten."""
        return self.written or self.canonical

    @property
    def canonical(self) -> str:
        """The form the rules in force give this code: one text for one dossier."""
        return dossier_code(str(self.agency), self.received_on, self.number, owner=self.owner)


def dossier_code(
    agency_code: str, received_on: date, number: int, *, owner: str | None = None
) -> str:
    """The code of the dossier an agency received as `number` of that day.

    `agency_code` is taken only as QĐ 20/2020 writes it. `owner` is given for
    nationally centralised services alone: the two digits of the code of the
    agency that owns the system (TT 03/2025 Art. 13.3). Raises `MalformedCode`.
    """
    agency = AgencyCode(tuple(agency_code.split(".")))
    if isinstance(received_on, datetime):
        # A moment has a date only once somebody says in which time zone.
        raise TypeError("received_on là ngày tiếp nhận, không phải thời điểm")
    shown = f"{agency}-{received_on:%Y-%m-%d}-{number}"
    if not _FIRST_YEAR <= received_on.year <= _LAST_YEAR:
        raise MalformedCode(_KIND, shown, "năm tiếp nhận phải từ 2000 đến 2099", _EXAMPLE)
    if not 1 <= number <= _LARGEST:
        raise MalformedCode(_KIND, shown, "số thứ tự phải có từ 1 đến 12 chữ số", _EXAMPLE)
    if owner is not None and not _OWNER.fullmatch(owner):
        raise MalformedCode(_KIND, shown, "mã cơ quan chủ quản phải là hai chữ số", _EXAMPLE)
    return f"{agency}-{received_on:%y%m%d}-{owner or ''}{number:04d}"


def parse_dossier_code(text: str, *, has_owner: bool = False) -> DossierCode:
    """Read a dossier code as people and other systems write it.

    Takes both orders of the agency's groups, dates of 6 or 8 digits, numbers of
    4 digits or more, any case, dashes of any kind, spaces anywhere. With
    `has_owner` the first two digits of the number are the owner's: nothing in
    the text itself tells, so the caller must know. Raises `MalformedCode`.
    """
    match = next(filter(None, map(_WRITTEN.fullmatch, readings(text))), None)
    if match is None:
        reason = "cần đủ mã cơ quan, ngày tiếp nhận và số thứ tự, cách nhau bằng dấu gạch ngang"
        raise MalformedCode(_KIND, text, reason, _EXAMPLE)
    agency_text, day, number = match.groups()
    owner, number = (number[:2], number[2:]) if has_owner else (None, number)
    if len(number) < 4 or int(number) == 0:
        reason = "số thứ tự phải có ít nhất 4 chữ số và lớn hơn 0"
        raise MalformedCode(_KIND, text, reason, _EXAMPLE)
    try:
        agency = parse_agency_code(agency_text)
    except MalformedCode as refused:
        raise MalformedCode(_KIND, text, f"mã cơ quan sai, {refused.reason}", _EXAMPLE) from None
    return DossierCode(agency, _reception_date(text, day), int(number), owner, match.group())


def _reception_date(text: str, day: str) -> date:
    century = "20" if len(day) == 6 else ""
    try:
        received_on = date.fromisoformat(century + day)
    except ValueError:
        raise MalformedCode(_KIND, text, f"không có ngày {day}", _EXAMPLE) from None
    if not _FIRST_YEAR <= received_on.year <= _LAST_YEAR:
        raise MalformedCode(_KIND, text, "năm tiếp nhận phải từ 2000 đến 2099", _EXAMPLE)
    return received_on
