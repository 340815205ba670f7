"""Statutory papers as PDF, and the slips, fee papers and results issued beside them.

Forms of Circular 03/2025/TT-VPCP and, for dossiers of its time, Circular 01/2018/TT-VPCP.
``render(kind, content)`` prints one, ``render_batch(contents)`` many in one document. The content
classes carry exactly the fields of the forms; whoever issues a paper fills them. Nothing here
reads a database.
"""

from motcua.papers.amounts import amount_in_figures, amount_in_words
from motcua.papers.application import Application
from motcua.papers.content import (
    CONTENT_OF_KIND,
    KIND_OF_CONTENT,
    Extension,
    PaperContent,
    Receipt,
    Refusal,
    Result,
    Stop,
    Supplement,
)
from motcua.papers.control import ControlSheet, Passage, Register, RegisterRow, Timeliness
from motcua.papers.editions import Edition, PaperKind, forms_of, paper_name
from motcua.papers.fees import BankAccount, FeeLine, FeeNotice, FeeReceipt
from motcua.papers.parts import (
    AgencyHeading,
    ComponentLine,
    PageSize,
    Party,
    Signatory,
    Tracking,
)
from motcua.papers.rendering import PaperError, render, render_batch
from motcua.papers.slips import Guidance, HandedDossier, HandedResult, HandOver, ResultHandOver
from motcua.papers.workbook import register_workbook

__all__ = [
    "CONTENT_OF_KIND",
    "KIND_OF_CONTENT",
    "AgencyHeading",
    "Application",
    "BankAccount",
    "ComponentLine",
    "ControlSheet",
    "Edition",
    "Extension",
    "FeeLine",
    "FeeNotice",
    "FeeReceipt",
    "Guidance",
    "HandOver",
    "HandedDossier",
    "HandedResult",
    "PageSize",
    "PaperContent",
    "PaperError",
    "PaperKind",
    "Party",
    "Passage",
    "Receipt",
    "Refusal",
    "Register",
    "RegisterRow",
    "Result",
    "ResultHandOver",
    "Signatory",
    "Stop",
    "Supplement",
    "Timeliness",
    "Tracking",
    "amount_in_figures",
    "amount_in_words",
    "forms_of",
    "paper_name",
    "register_workbook",
    "render",
    "render_batch",
]
