"""The result document, laid out by Decree 30/2020."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.dossiers.issuing.keeping import notice, place_of, qr_text
from motcua.dossiers.models import Dossier, Result
from motcua.papers import AgencyHeading, PaperKind, Signatory, render
from motcua.papers import Result as ResultPaper


def print_result(dossier: Dossier, result: Result) -> bytes:
    """The result document, with its number and the leader's mark."""
    assert result.signed_at is not None  # noqa: S101 numbered only once signed
    assert result.numbered_at is not None  # noqa: S101
    return render(
        PaperKind.RESULT,
        ResultPaper(
            agency=AgencyHeading(
                superior=str(dossier.agency.parent or ""),
                name=dossier.agency.name,
                place=place_of(dossier.one_stop),
            ),
            number=result.number,
            issued_at=result.numbered_at,
            dossier_code=dossier.code or "",
            title=result.title,
            paragraphs=tuple(p for p in result.body.split("\n") if p.strip()),
            recipients=(str(dossier.applicant), _("Lưu: VT, hồ sơ")),
            signatory=Signatory(
                name=str(result.signed_by), post=result.signed_post, signed_at=result.signed_at
            ),
            qr_text=qr_text(dossier, result.title, result.numbered_at),
            notice=notice(),
        ),
    )
