"""Who can sign in at the sandbox, and what it says of them: the national claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from motcua.seeds.data import read_data

PERSON, ENTERPRISE, ORGANISATION = "1", "2", "3"  # LoaiTaiKhoan
_GENDER = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True)
class Identity:
    """One electronic identity. `claims` are those of the National Public Service Portal's
    sign-in (LoaiTaiKhoan, SoDinhDanh, …) with the IAL of VNeID; empty ones are left out."""

    subject: str
    name: str
    number: str
    level: int
    kind: str
    claims: dict[str, str] = field(hash=False)

    @property
    def describes(self) -> str:
        kind = _("Cá nhân") if self.kind == PERSON else _("Tổ chức, doanh nghiệp")
        level = _("mức độ %(level)s") % {"level": self.level}
        return f"{kind} · {self.number} · {level}"


@cache
def identities() -> dict[str, Identity]:
    """The invented people and organisations of the seeds, by subject."""
    rows = read_data("citizens.json")["citizens"]
    persons = {row["username"]: row for row in rows if row["kind"] == "person"}
    known = [
        _person(row) if row["kind"] == "person" else _organisation(row, persons) for row in rows
    ]
    return {each.subject: each for each in known}


def _person(row: dict[str, str]) -> Identity:
    return _identity(
        row,
        PERSON,
        SoDinhDanh=row["identity_number"],
        HoVaTen=row["full_name"],
        NgayThangNamSinh=_day(row["birth_date"]),
        GioiTinh=_GENDER[row["gender"]],
        DanToc=row["ethnicity"],
        QuocTich=row["nationality"],
        ThuongTru=row["permanent_address"],
        NoiOHienNay=row["address"],
    )


def _organisation(row: dict[str, str], persons: dict[str, dict[str, str]]) -> Identity:
    """An organisation's account names also the person who holds it."""
    holder = persons[row["represented_by"]]
    cooperative = "Hợp tác xã" in row["full_name"]
    return _identity(
        row,
        ORGANISATION if cooperative else ENTERPRISE,
        MaSoThue=row["identity_number"],
        MaSoDoanhNghiep=row["identity_number"],
        TenDoanhNghiep=row["full_name"],
        NoiOHienNay=row["address"],
        SoDinhDanh=holder["identity_number"],
        HoVaTen=holder["full_name"],
        ChucVu=row["role"],
    )


def _identity(row: dict[str, str], kind: str, **claims: str) -> Identity:
    subject = hashlib.sha256(row["identity_number"].encode()).hexdigest()[:32]
    level = int(row["level"])
    said = {
        "LoaiTaiKhoan": kind,
        "SoDienThoai": row["phone"].replace(" ", ""),
        "ThuDienTu": f"{row['username']}@motcua.example",
        "TechID": subject,
        "loAs": f"LoA{level}",
        "IAL": str(level),
        **claims,
    }
    return Identity(
        subject,
        row["full_name"],
        row["identity_number"],
        level,
        kind,
        {name: value for name, value in said.items() if value},
    )


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
