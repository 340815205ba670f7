"""What each paper says: one frozen class per form, the fields of the form and no others.

Forms: Circular 03/2025/TT-VPCP, Annex I, Mẫu 01, 02, 03. Layout of the result document:
Decree 30/2020/NĐ-CP, Annex I. QR code: Circular 01/2023/TT-VPCP Art. 26.

An empty string or ``None`` means "not known": where the form asks for it a dotted line is
printed to be filled by hand, elsewhere the line is left out. All moments are aware datetimes;
they are printed in Vietnamese time.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PaperKind(StrEnum):
    """The papers this package can print; the value is also the name of the template."""

    RECEIPT = "receipt"
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""
    SUPPLEMENT = "supplement"
    """Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""
    REFUSAL = "refusal"
    """Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ."""
    RESULT = "result"
    """A result document of the solving agency."""


class PageSize(StrEnum):
    """Sheet to print on. Circular 01/2018 designed its slips for A5."""

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
class Receipt:
    """Mẫu 01: receipt of a dossier and appointment to return its result."""

    agency: AgencyHeading
    number: str
    """Number and symbol of the paper, such as "12/TTPVHCC"."""
    issued_at: datetime
    dossier_code: str
    applicant: Party
    submitter: Party | None = None
    """Who handed the dossier in when it is not the applicant. The form then names the submitter
    first and the applicant as the authorising party."""
    authorisation_paper: str = ""
    requested_content: str
    components: tuple[ComponentLine, ...]
    sets: int = 1
    time_limit: str
    """The statutory time in words, such as "10 ngày làm việc"."""
    received_at: datetime
    return_at: datetime | None
    return_way: str
    """Place and way of receiving the result."""
    register_book: str = ""
    register_entry: str = ""
    receiver: Signatory
    tracking: Tracking | None = None
    qr_text: str = ""
    notice: str = ""
    """One line at the foot of every page, for instance that the site is a demonstration."""


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """Mẫu 02: request to supplement or complete a dossier, all defects at once."""

    agency: AgencyHeading
    number: str
    """Such as "3/PBS-TTPVHCC"."""
    issued_at: datetime
    dossier_code: str = ""
    applicant: Party
    requested_content: str
    items: tuple[str, ...]
    """What must be completed, one line each."""
    reason: str
    contact_name: str
    contact_phone: str
    guide: Signatory
    tracking: Tracking | None = None
    qr_text: str = ""
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Mẫu 03: refusal to receive and solve a dossier."""

    agency: AgencyHeading
    number: str
    """Such as "2/PTC-TTPVHCC"."""
    issued_at: datetime
    dossier_code: str = ""
    applicant: Party
    submitter: Party | None = None
    requested_content: str
    reason: str
    """Why, with the legal ground; a newline starts a new paragraph."""
    receiver: Signatory
    qr_text: str = ""
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A result document of the solving agency, laid out by Decree 30/2020/NĐ-CP."""

    agency: AgencyHeading
    number: str
    issued_at: datetime
    dossier_code: str = ""
    title: str
    """Kind of document, such as "Quyết định"."""
    subject: str = ""
    """One sentence under the title (trích yếu)."""
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    signatory: Signatory
    qr_text: str = ""
    notice: str = ""


PaperContent = Receipt | Supplement | Refusal | Result

CONTENT_OF_KIND: dict[PaperKind, type[PaperContent]] = {
    PaperKind.RECEIPT: Receipt,
    PaperKind.SUPPLEMENT: Supplement,
    PaperKind.REFUSAL: Refusal,
    PaperKind.RESULT: Result,
}
