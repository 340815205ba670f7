"""What each one-stop form and the result document say: the fields of the form and no others.

Forms: Circular 03/2025/TT-VPCP, Annex I, Mẫu 01 to 05, and Circular 01/2018/TT-VPCP Art. 9.
Mẫu 06 and 07 are in ``control``, slips in ``slips``, fees in ``fees``. Layout of the result
document: Decree 30/2020/NĐ-CP, Annex I.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.papers.application import Application
from motcua.papers.control import ControlSheet, Register
from motcua.papers.editions import PaperKind
from motcua.papers.fees import FeeNotice, FeeReceipt
from motcua.papers.parts import ComponentLine, Paper, Party, Signatory, StatutoryPaper, Tracking
from motcua.papers.slips import Guidance, HandOver, ResultHandOver


@dataclass(frozen=True, kw_only=True)
class Receipt(StatutoryPaper):
    """Mẫu 01: receipt of a dossier and appointment to return its result."""

    dossier_code: str = field()
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


@dataclass(frozen=True, kw_only=True)
class Supplement(StatutoryPaper):
    """Mẫu 02: request to supplement or complete a dossier, all defects at once.

    Number such as "3/PBS-TTPVHCC".
    """

    applicant: Party
    requested_content: str
    items: tuple[str, ...]
    """What must be completed, one line each."""
    reason: str
    contact_name: str
    contact_phone: str
    guide: Signatory
    tracking: Tracking | None = None


@dataclass(frozen=True, kw_only=True)
class Refusal(StatutoryPaper):
    """Mẫu 03: refusal to receive and solve a dossier. Number such as "2/PTC-TTPVHCC"."""

    applicant: Party
    submitter: Party | None = None
    requested_content: str
    reason: str
    """Why, with the legal ground; a newline starts a new paragraph."""
    receiver: Signatory


@dataclass(frozen=True, kw_only=True)
class Extension(StatutoryPaper):
    """Mẫu 04: apology, and a new day for the result. Number such as "1/PXL-STNMT"."""

    applicant: Party
    requested_content: str
    """Name of the procedure."""
    received_by: str = ""
    """The agency that received the dossier, when it is not the one that apologises."""
    received_at: datetime
    return_at: datetime | None
    """The appointment that will not be kept."""
    reason: str
    new_return_at: datetime | None
    head: Signatory
    recipients: tuple[str, ...] = ()
    """Who gets the paper (nơi nhận), one line each."""


@dataclass(frozen=True, kw_only=True)
class Stop(StatutoryPaper):
    """Mẫu 05: notice that a dossier is no longer processed, at the applicant's request.

    The form itself was not at hand. The fields are what Circular 03/2025 Art. 7 and Decree
    118/2025 Art. 21 speak of; what is empty below ``reason`` is left out of the page.
    """

    grounds: tuple[str, ...] = (
        "Điều 21 Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ",
        "Điều 7 Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025 của Bộ trưởng, "
        "Chủ nhiệm Văn phòng Chính phủ",
    )
    applicant: Party
    requested_content: str
    received_at: datetime
    requested_at: datetime | None
    """When the applicant asked to withdraw."""
    reason: str
    """Why the applicant asks, or why processing stops."""
    stage: str = ""
    """How far processing had come."""
    stopped_at: datetime | None = None
    settlement: str = ""
    """What becomes of fees paid and of financial duties."""
    returned_papers: str = ""
    signatory: Signatory
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result(Paper):
    """A result document of the solving agency, laid out by Decree 30/2020/NĐ-CP."""

    title: str
    """Kind of document, such as "Quyết định"."""
    subject: str = ""
    """One sentence under the title (trích yếu)."""
    paragraphs: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    signatory: Signatory

    def derived(self) -> dict[str, Any]:
        return {"paper_name": self.title}


PaperContent = (
    Receipt
    | Supplement
    | Refusal
    | Extension
    | Stop
    | ControlSheet
    | Register
    | HandOver
    | Guidance
    | FeeNotice
    | FeeReceipt
    | ResultHandOver
    | Result
    | Application
)

CONTENT_OF_KIND: dict[PaperKind, type[PaperContent]] = {
    PaperKind.RECEIPT: Receipt,
    PaperKind.SUPPLEMENT: Supplement,
    PaperKind.REFUSAL: Refusal,
    PaperKind.EXTENSION: Extension,
    PaperKind.STOP: Stop,
    PaperKind.CONTROL: ControlSheet,
    PaperKind.REGISTER: Register,
    PaperKind.HAND_OVER: HandOver,
    PaperKind.GUIDANCE: Guidance,
    PaperKind.FEE_NOTICE: FeeNotice,
    PaperKind.FEE_RECEIPT: FeeReceipt,
    PaperKind.RESULT_HAND_OVER: ResultHandOver,
    PaperKind.RESULT: Result,
    PaperKind.APPLICATION: Application,
}
KIND_OF_CONTENT: dict[type[PaperContent], PaperKind] = {
    content: kind for kind, content in CONTENT_OF_KIND.items()
}
