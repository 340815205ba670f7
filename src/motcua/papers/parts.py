"""What papers are made of: agency, persons, signatures, lines; and what every paper carries.

An empty string or ``None`` means "not known": where the form asks for it a dotted line is
printed to be filled by hand, elsewhere the line is left out. All moments are aware datetimes;
they are printed in Vietnamese time. Amounts are whole đồng.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.papers.editions import Edition


class PageSize(StrEnum):
    """Sheet to print on. Circular 01/2018 Art. 9 designed the slips for A5, the register for A4."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, kw_only=True)
class AgencyHeading:
    """The block at the top left of a paper. Names in ordinary case; capitals are set in print."""

    superior: str
    """The agency above, such as "Ủy ban nhân dân thành phố Hải Phòng"; may be empty."""
    name: str
    """The issuing agency, such as "Trung tâm Phục vụ hành chính công"."""
    place: str
    """Place name before the date, such as "Hải Phòng"."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or organisation as a paper names them."""

    name: str
    id_number: str = ""
    """Personal or organisation identification number."""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs. With ``signed_at`` the paper is an electronic form and carries a signing mark."""

    name: str
    post: str = ""
    """Title above the signature; several lines separated by a newline (TM., KT., post)."""
    signed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ComponentLine:
    """One paper of the dossier, with how many of each copy were handed in."""

    name: str
    originals: int = 0
    certified_copies: int = 0
    photocopies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Tracking:
    """How the citizen follows the dossier: a public address and the secret for the details."""

    url: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper carries."""

    agency: AgencyHeading
    number: str
    """Number and symbol of the paper, such as "12/TTPVHCC"."""
    issued_at: datetime
    dossier_code: str = ""
    """Printed as Code 128 bars under the title."""
    qr_text: str = ""
    """What the QR code at the top left says (Circular 01/2023/TT-VPCP Art. 26)."""
    notice: str = ""
    """One line at the foot of every page, for instance that the site is a demonstration."""

    def derived(self) -> dict[str, Any]:
        """What a template is told besides the fields: sums, amounts in words, texts of symbols."""
        return {}


@dataclass(frozen=True, kw_only=True)
class StatutoryPaper(Paper):
    """A form of a circular of the Government Office."""

    edition: Edition = Edition.TT_03_2025
    """Whose forms: ``forms_of`` the day the dossier was received."""
