"""Mẫu 04 and 05: an apology with a new date, a notice that the work stops."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.issuing.keeping import (
    carried,
    edition_of,
    keep,
    next_number,
    party,
    requested_content,
)
from motcua.dossiers.models import Dossier, Extension, IssuedPaper
from motcua.papers import Edition, PaperKind, Signatory, Stop, paper_name
from motcua.papers import Extension as ExtensionPaper
from motcua.people.models import Officer


def issue_extension(
    dossier: Dossier, extension: Extension, before: datetime, officer: Officer, now: datetime
) -> IssuedPaper:
    """Mẫu 04: apology and new date. before: the moment promised until now."""
    assert dossier.received_at is not None  # noqa: S101 only a received dossier has a date
    proposer = extension.proposed_by
    content = ExtensionPaper(
        **carried(dossier, paper_name(PaperKind.EXTENSION, edition_of(dossier)), now),
        number=next_number(IssuedPaper.Kind.EXTENSION, dossier, now),
        edition=edition_of(dossier),
        applicant=party(dossier.applicant),
        requested_content=requested_content(dossier),
        received_by=str(dossier.agency),
        received_at=dossier.received_at,
        return_at=before,
        reason=extension.reason,
        new_return_at=extension.until,
        head=Signatory(name=str(proposer), signed_at=extension.proposed_at),
        recipients=(str(dossier.applicant), str(dossier.agency), "Lưu: VT, hồ sơ"),
    )
    return keep(IssuedPaper.Kind.EXTENSION, dossier, content, officer, now)


def issue_stop_notice(
    dossier: Dossier, reason: str, officer: Officer, post: str, now: datetime
) -> IssuedPaper:
    """Mẫu 05: the work stops, at the applicant's request or on a legal ground.

    The forms of TT 01/2018 have none: a dossier of their time gets today's.
    """
    assert dossier.received_at is not None  # noqa: S101 before reception there is nothing to stop
    asked = dossier.withdrawals.filter(accepted=True).last()
    paid = sum(each.amount for each in dossier.charges.filter(status="paid"))
    content = Stop(
        **carried(dossier, paper_name(PaperKind.STOP), now),
        number=next_number(IssuedPaper.Kind.STOP, dossier, now),
        edition=Edition.TT_03_2025,
        applicant=party(dossier.applicant),
        requested_content=requested_content(dossier),
        received_at=dossier.received_at,
        requested_at=asked.asked_at if asked else None,
        reason=reason,
        stage="Chưa có quyết định giải quyết được ký",
        stopped_at=now,
        settlement=f"Đã nộp {paid:,} đồng".replace(",", ".") if paid else "",
        signatory=Signatory(name=str(officer), post=post, signed_at=now),
        recipients=(str(dossier.applicant), str(dossier.agency), "Lưu: VT, hồ sơ"),
    )
    return keep(IssuedPaper.Kind.STOP, dossier, content, officer, now)
