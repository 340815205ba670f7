"""What the national identity provider says of somebody, in our words.

The names are those of the National Public Service Portal's sign-in and of VNeID (NĐ 69/2024;
QĐ 29/2026/QĐ-TTg): docs/accounts.md has the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from motcua.people.models import Citizen

PERSON = "1"  # LoaiTaiKhoan; 2 is an enterprise, 3 another organisation
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d-%m-%Y")
_GENDERS = {
    "nam": Citizen.Gender.MALE,
    "1": Citizen.Gender.MALE,
    "nữ": Citizen.Gender.FEMALE,
    "nu": Citizen.Gender.FEMALE,
    "2": Citizen.Gender.FEMALE,
}


class NoIdentity(Exception):
    """The provider named nobody: the number or the name is missing."""


@dataclass(frozen=True)
class Holder:
    """The person who holds an organisation's account."""

    number: str
    name: str
    role: str


@dataclass(frozen=True)
class Identity:
    """One answer of the provider. Texts are empty where it said nothing."""

    kind: Citizen.Kind
    number: str
    name: str
    level: int
    holder: Holder | None
    email: str
    # The columns of Citizen it fills.
    facts: dict[str, Any]

    @property
    def is_verified(self) -> bool:
        return self.level >= Citizen.VERIFIED_LEVEL


def read(claims: Mapping[str, Any]) -> Identity:
    """The identity behind the claims of a token whose signature has been checked.

    Raises NoIdentity when they name nobody.
    """
    said = {name: _text(value) for name, value in claims.items()}

    def of(name: str, most: int = 200) -> str:
        return said.get(name, "")[:most]

    is_person = of("LoaiTaiKhoan") in ("", PERSON)
    number = of("SoDinhDanh") if is_person else of("MaSoThue") or of("MaSoDoanhNghiep")
    name = of("HoVaTen", 120) if is_person else of("TenDoanhNghiep", 120)
    if not re.fullmatch(r"[0-9A-Za-z-]{9,20}", number) or not name:
        raise NoIdentity
    contact = {"phone": of("SoDienThoai", 20), "address": of("NoiOHienNay")}
    own = {
        "birth_date": _day(of("NgayThangNamSinh")),
        "gender": _GENDERS.get(of("GioiTinh").lower(), ""),
        "ethnicity": of("DanToc", 50),
        "nationality": of("QuocTich", 60),
        "permanent_address": of("ThuongTru"),
    }
    return Identity(
        kind=Citizen.Kind.PERSON if is_person else Citizen.Kind.ORGANISATION,
        number=number,
        name=name,
        level=_level(of("IAL") or of("loAs") or of("acr")),
        holder=None if is_person else _holder(of("SoDinhDanh"), of("HoVaTen", 120), of("ChucVu")),
        email=_email(of("ThuDienTu", 254)),
        facts=contact | own if is_person else contact,
    )


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    return " ".join(str(value).split()) if value is not None else ""


def _level(said: str) -> int:
    """The highest level named: "2", "LoA2", "LoA1 LoA2". Nothing said is nothing vouched for."""
    return min(max(map(int, re.findall(r"\d", said)), default=0), Citizen.VERIFIED_LEVEL)


def _day(said: str) -> date | None:
    """A whole date; older papers have a year alone, which is none."""
    for form in _DATES:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    return None


def _email(said: str) -> str:
    try:
        validate_email(said)
    except ValidationError:
        return ""
    return said


def _holder(number: str, name: str, role: str) -> Holder | None:
    if not re.fullmatch(r"\d{12}", number) or not name:
        return None
    return Holder(number, name, role[:100] or "Người đại diện")
