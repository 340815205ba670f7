"""Papers and results passed from hand to hand (NĐ 61/2018 Art. 18, 20)."""

from __future__ import annotations

from datetime import datetime

from motcua.dossiers.issuing.keeping import carried, keep, next_number, party, requested_content
from motcua.dossiers.models import Delivery, Dossier, HandOver, IssuedPaper, Result
from motcua.papers import (
    HandedDossier,
    HandedResult,
    PaperKind,
    Party,
    ResultHandOver,
    Signatory,
    paper_name,
)
from motcua.papers import HandOver as HandOverPaper
from motcua.people.models import Officer


def issue_hand_over_slip(dossier: Dossier, row: HandOver) -> IssuedPaper:
    """The slip that goes with the papers, to be signed on both sides."""
    assert row.given_at is not None  # noqa: S101 issued when given
    assert row.given_by is not None  # noqa: S101
    sheets = sum(part.originals + part.copies for part in dossier.components.all())
    content = HandOverPaper(
        **carried(dossier, paper_name(PaperKind.HAND_OVER), row.given_at),
        number=next_number(IssuedPaper.Kind.HAND_OVER, dossier, row.given_at),
        giving_unit=str(row.from_unit),
        receiving_unit=str(row.to_unit),
        handed_at=row.given_at,
        dossiers=(
            HandedDossier(
                dossier_code=dossier.code or "",
                procedure=dossier.procedure_name,
                applicant=str(dossier.applicant),
                papers=f"{sheets} bản",
                due_at=dossier.due_at,
            ),
        ),
        giver=Signatory(name=str(row.given_by), signed_at=row.given_at),
        receiver=Signatory(name=""),
    )
    return keep(IssuedPaper.Kind.HAND_OVER, dossier, content, row.given_by, row.given_at)


def issue_result_hand_over(
    dossier: Dossier,
    way: Delivery,
    recipient: str,
    authorisation: str,
    officer: Officer,
    now: datetime,
) -> IssuedPaper:
    """Minutes of handing the result over: to the applicant, someone authorised, or the post."""
    result = Result.objects.filter(dossier=dossier).first()
    another = recipient.casefold() != dossier.applicant.full_name.casefold()
    content = ResultHandOver(
        **carried(dossier, paper_name(PaperKind.RESULT_HAND_OVER), now),
        number=next_number(IssuedPaper.Kind.RESULT_HAND_OVER, dossier, now),
        applicant=party(dossier.applicant),
        requested_content=requested_content(dossier),
        collector=Party(name=recipient) if another else None,
        authorisation_paper=authorisation,
        handed_at=now,
        way=str(way.label),
        results=(
            HandedResult(name=result.title, number=result.number, issued_at=result.numbered_at),
        )
        if result
        else (),
        giver=Signatory(name=str(officer), signed_at=now),
        receiver=Signatory(name=recipient),
    )
    return keep(IssuedPaper.Kind.RESULT_HAND_OVER, dossier, content, officer, now)
