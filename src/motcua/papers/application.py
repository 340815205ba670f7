"""The applicant's own paper (tờ khai, đơn, giấy đề nghị), printed from an e-form's answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Block:
    """One part of the body. kind: line, heading, choice (`ticks`) or table (`rows`, first titles).

    In a text "……" stands for an answer that is not there.
    """

    kind: str
    text: str = ""
    ticks: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Application:
    """A filled form. It bears no agency heading: it is the applicant who writes."""

    heading: str
    addressee: str
    place: str
    issued_at: datetime
    body: tuple[Block, ...]
    signer: str
    """Whose signature, such as "Người yêu cầu"."""
    signer_name: str
    sign_hint: str = "(Đã khai và gửi trên hệ thống)"
    """What stands under the signer: how it was or is to be signed."""
    room_to_sign: bool = False
    form_source: str = ""
    """Number of the form and the text that issues it, printed at the top right."""
    number: str = ""
    dossier_code: str = ""
    qr_text: str = ""
    notice: str = ""

    def derived(self) -> dict[str, Any]:
        """The sheet's title and author, which agency papers have from their agency."""
        return {"paper_name": self.heading, "agency": {"name": self.signer_name}}
