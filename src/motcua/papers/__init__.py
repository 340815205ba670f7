"""Statutory papers as PDF: Circular 03/2025/TT-VPCP forms 01 to 03, and the result document.

``render(kind, content)`` is the only door. The content classes carry exactly the fields of the
forms; whoever issues a paper fills them. Nothing here reads a database.
"""

from motcua.papers.content import (
    AgencyHeading,
    ComponentLine,
    PageSize,
    PaperContent,
    PaperKind,
    Party,
    Receipt,
    Refusal,
    Result,
    Signatory,
    Supplement,
    Tracking,
)
from motcua.papers.rendering import PaperError, render

__all__ = [
    "AgencyHeading",
    "ComponentLine",
    "PageSize",
    "PaperContent",
    "PaperError",
    "PaperKind",
    "Party",
    "Receipt",
    "Refusal",
    "Result",
    "Signatory",
    "Supplement",
    "Tracking",
    "render",
]
