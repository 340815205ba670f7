"""Mẫu 01, 02 and 03: received, to be completed, refused (NĐ 61/2018 Art. 17)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from motcua.dossiers import clocks
from motcua.dossiers.issuing.keeping import (
    authorisation_paper,
    carried,
    edition_of,
    keep,
    next_number,
    party,
    requested_content,
    submitter,
)
from motcua.dossiers.models import Delivery, Dossier, IssuedPaper
from motcua.papers import (
    ComponentLine,
    PaperKind,
    Receipt,
    Refusal,
    Signatory,
    Supplement,
    Tracking,
    paper_name,
)
from motcua.people.models import Officer


def issue_receipt(
    dossier: Dossier,
    officer: Officer,
    post: str,
    now: datetime,
    replaces: IssuedPaper | None = None,
) -> IssuedPaper:
    """Mẫu 01, with the code, the appointment and the secret that opens the details."""
    assert dossier.code is not None  # noqa: S101 issued at reception, which gives the code
    assert dossier.received_at is not None  # noqa: S101
    content = Receipt(
        **carried(dossier, paper_name(PaperKind.RECEIPT), now),
        number=next_number(IssuedPaper.Kind.RECEIPT, dossier, now),
        edition=edition_of(dossier),
        applicant=party(dossier.applicant),
        submitter=submitter(dossier),
        authorisation_paper=authorisation_paper(dossier),
        requested_content=requested_content(dossier),
        components=_component_lines(dossier),
        time_limit=clocks.limit(dossier).in_words("vi"),
        received_at=dossier.received_at,
        return_at=dossier.appointment_at,
        return_way=_return_way(dossier),
        receiver=Signatory(name=str(officer), post=post, signed_at=now),
        tracking=Tracking(url=settings.TRACKING_URL, secret=dossier.secret),
    )
    return keep(IssuedPaper.Kind.RECEIPT, dossier, content, officer, now, replaces)


def reissue_receipt(dossier: Dossier, officer: Officer, post: str, now: datetime) -> IssuedPaper:
    """Mẫu 01 again, under its own number, in the place of the last one, which stays on record."""
    receipts = dossier.papers.filter(kind=IssuedPaper.Kind.RECEIPT)
    return issue_receipt(dossier, officer, post, now, replaces=receipts.last())


def issue_supplement_slip(
    dossier: Dossier, items: str, reason: str, officer: Officer, post: str, now: datetime
) -> IssuedPaper:
    """Mẫu 02: every defect at once, with the reason and whom to ask."""
    content = Supplement(
        **carried(dossier, paper_name(PaperKind.SUPPLEMENT), now),
        number=next_number(IssuedPaper.Kind.SUPPLEMENT, dossier, now),
        edition=edition_of(dossier),
        applicant=party(dossier.applicant),
        requested_content=requested_content(dossier),
        items=tuple(line.strip() for line in items.splitlines() if line.strip()),
        reason=reason,
        contact_name=str(officer),
        contact_phone=dossier.one_stop.phone,
        guide=Signatory(name=str(officer), post=post, signed_at=now),
        tracking=Tracking(url=settings.TRACKING_URL, secret=dossier.secret),
    )
    return keep(IssuedPaper.Kind.SUPPLEMENT, dossier, content, officer, now)


def issue_refusal_slip(
    dossier: Dossier, reason: str, officer: Officer, post: str, now: datetime
) -> IssuedPaper:
    """Mẫu 03: why the dossier is not received."""
    content = Refusal(
        **carried(dossier, paper_name(PaperKind.REFUSAL), now),
        number=next_number(IssuedPaper.Kind.REFUSAL, dossier, now),
        edition=edition_of(dossier),
        applicant=party(dossier.applicant),
        submitter=submitter(dossier),
        requested_content=requested_content(dossier),
        reason=reason,
        receiver=Signatory(name=str(officer), post=post, signed_at=now),
    )
    return keep(IssuedPaper.Kind.REFUSAL, dossier, content, officer, now)


def _component_lines(dossier: Dossier) -> tuple[ComponentLine, ...]:
    handed_in = dossier.components.select_related("component").prefetch_related("files")
    return tuple(
        ComponentLine(
            name=part.component.name,
            originals=part.originals,
            photocopies=part.copies,
            electronic=len(part.files.all()),
        )
        for part in handed_in
        if part.originals or part.copies or part.files.all()
    )


def _return_way(dossier: Dossier) -> str:
    way = dossier.get_delivery_display()
    if dossier.delivery == Delivery.COUNTER and dossier.one_stop.address:
        return f"{way}, {dossier.one_stop.address}"
    return str(way)
