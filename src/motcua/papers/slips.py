"""Slips the law asks for without giving a form: hand-over, guidance, hand-over of results.

Decree 61/2018/NĐ-CP Art. 17, 18 and 20, kept by Decree 118/2025/NĐ-CP Art. 17, 18 and 22.
"""

from dataclasses import dataclass
from datetime import datetime

from motcua.papers.parts import ComponentLine, Paper, Party, Signatory, Tracking


@dataclass(frozen=True, kw_only=True)
class HandedDossier:
    """One dossier on a hand-over slip."""

    dossier_code: str
    procedure: str
    applicant: str
    papers: str = ""
    """What goes with it, such as "01 bộ, 14 tờ" or "bản điện tử"."""
    due_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class HandOver(Paper):
    """Dossiers passed from one unit to another, acknowledged on both sides.

    ``dossier_code`` is for a slip of one dossier; a slip of several has no bars.
    """

    giving_unit: str
    receiving_unit: str
    handed_at: datetime | None
    dossiers: tuple[HandedDossier, ...]
    note: str = ""
    giver: Signatory
    receiver: Signatory


@dataclass(frozen=True, kw_only=True)
class Guidance(Paper):
    """Complete guidance, once, to a person who asks or whose papers are not yet right."""

    applicant: Party
    requested_content: str
    items: tuple[str, ...]
    """What to do, one line each."""
    components: tuple[ComponentLine, ...] = ()
    """The papers to prepare, with how many of each copy."""
    time_limit: str = ""
    fee: str = ""
    """Such as "75.000 đồng"."""
    submit_at: str = ""
    """Where and how to file: counter, National Public Service Portal, post."""
    contact_phone: str = ""
    guide: Signatory
    tracking: Tracking | None = None


@dataclass(frozen=True, kw_only=True)
class HandedResult:
    """One document given to the applicant."""

    name: str
    number: str = ""
    issued_at: datetime | None = None
    copies: int = 1
    note: str = ""
    """Such as "bản điện tử đã ký số" or "trả lại bản chính"."""


@dataclass(frozen=True, kw_only=True)
class ResultHandOver(Paper):
    """Minutes of handing a result over: in person, to an authorised person, by post."""

    applicant: Party
    requested_content: str
    collector: Party | None = None
    """Who collected it when it is not the applicant."""
    authorisation_paper: str = ""
    handed_at: datetime | None
    way: str
    """Such as "Trực tiếp tại quầy số 5" or "Bưu chính, mã bưu gửi …"."""
    results: tuple[HandedResult, ...]
    returned_originals: tuple[str, ...] = ()
    remark: str = ""
    giver: Signatory
    receiver: Signatory
