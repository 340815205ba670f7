"""Following dossiers: the control sheet of one, the register of a sector and year.

Circular 03/2025/TT-VPCP Mẫu 06 and 07; Circular 01/2018/TT-VPCP Mẫu 05 and 06.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.papers.parts import StatutoryPaper


class Timeliness(StrEnum):
    """How a unit kept its time, judged by the one who receives from it."""

    EARLY = "Trước hạn"
    ON_TIME = "Đúng hạn"
    LATE = "Quá hạn"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One hand-over between units, a row of the control sheet."""

    giving_unit: str
    giver: str = ""
    receiving_unit: str
    receiver: str = ""
    at: datetime | None
    timeliness: Timeliness | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlSheet(StatutoryPaper):
    """Control of the solving of one dossier. Number such as "7/PKS-TTPVHCC"."""

    solving_agency: str
    coordinating_agencies: tuple[str, ...] = ()
    received_at: datetime
    due_at: datetime | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One dossier in the register."""

    entry: int
    """Its sequence number in the book; continuous through the year."""
    dossier_code: str
    procedure: str
    applicant: str
    address: str = ""
    phone: str = ""
    lead_agency: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None = None
    return_way: str = ""
    signature: str = ""
    """Who signed for the result; empty where it was given electronically."""


@dataclass(frozen=True, kw_only=True)
class Register(StatutoryPaper):
    """Register of the dossiers of one sector, opened each year and closed at its end.

    ``number`` is the book (quyển số), such as "01/2026". Printed on A4 across.
    """

    year: int
    sector: str
    closed_at: datetime | None = None
    """When the book of the year was closed."""
    rows: tuple[RegisterRow, ...]
