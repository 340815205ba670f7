"""Statutory papers of a dossier: filled from it, numbered, kept as issued, printed on demand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from motcua.dossiers import clocks
from motcua.dossiers.models import Applicant, Book, Delivery, Dossier, IssuedPaper, Result
from motcua.organization.models import Unit
from motcua.papers import (
    AgencyHeading,
    ComponentLine,
    PaperContent,
    PaperKind,
    Party,
    Receipt,
    Refusal,
    Signatory,
    Supplement,
    Tracking,
    render,
)
from motcua.papers import Result as ResultPaper
from motcua.papers.content import CONTENT_OF_KIND
from motcua.people.models import Officer

# Each paper's content as JSON and back; built once, since building is slow.
_WRITTEN: dict[PaperKind, TypeAdapter[Any]] = {
    kind: TypeAdapter(content) for kind, content in CONTENT_OF_KIND.items()
}
# Symbols after the number, as the one-stop centres write them (TT 03/2025 Annex I).
SYMBOLS = {
    IssuedPaper.Kind.RECEIPT: "TTPVHCC",
    IssuedPaper.Kind.SUPPLEMENT: "PBS-TTPVHCC",
    IssuedPaper.Kind.REFUSAL: "PTC-TTPVHCC",
}


def issue_receipt(dossier: Dossier, officer: Officer, post: str, now: datetime) -> IssuedPaper:
    """Mẫu 01, with the code, the appointment and the secret that opens the details."""
    assert dossier.code is not None  # noqa: S101 issued at reception, which gives the code
    assert dossier.received_at is not None  # noqa: S101
    number = _next_number(IssuedPaper.Kind.RECEIPT, dossier, now)
    content = Receipt(
        agency=_heading(dossier.one_stop),
        number=number,
        issued_at=now,
        dossier_code=dossier.code,
        applicant=_party(dossier.applicant),
        requested_content=requested_content(dossier),
        components=_component_lines(dossier),
        time_limit=clocks.limit(dossier).in_words("vi"),
        received_at=dossier.received_at,
        return_at=dossier.appointment_at,
        return_way=_return_way(dossier),
        receiver=Signatory(name=str(officer), post=post, signed_at=now),
        tracking=Tracking(url=settings.TRACKING_URL, secret=dossier.secret),
        qr_text=_qr_text(dossier, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", now),
        notice=_notice(),
    )
    return _keep(IssuedPaper.Kind.RECEIPT, dossier, content, officer, now)


def issue_supplement_slip(
    dossier: Dossier, items: str, reason: str, officer: Officer, post: str, now: datetime
) -> IssuedPaper:
    """Mẫu 02: every defect at once, with the reason and whom to ask."""
    content = Supplement(
        agency=_heading(dossier.one_stop),
        number=_next_number(IssuedPaper.Kind.SUPPLEMENT, dossier, now),
        issued_at=now,
        dossier_code=dossier.code or "",
        applicant=_party(dossier.applicant),
        requested_content=requested_content(dossier),
        items=tuple(line.strip() for line in items.splitlines() if line.strip()),
        reason=reason,
        contact_name=str(officer),
        contact_phone=dossier.one_stop.phone,
        guide=Signatory(name=str(officer), post=post, signed_at=now),
        tracking=Tracking(url=settings.TRACKING_URL, secret=dossier.secret),
        qr_text=_qr_text(dossier, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", now),
        notice=_notice(),
    )
    return _keep(IssuedPaper.Kind.SUPPLEMENT, dossier, content, officer, now)


def issue_refusal_slip(
    dossier: Dossier, reason: str, officer: Officer, post: str, now: datetime
) -> IssuedPaper:
    """Mẫu 03: why the dossier is not received."""
    content = Refusal(
        agency=_heading(dossier.one_stop),
        number=_next_number(IssuedPaper.Kind.REFUSAL, dossier, now),
        issued_at=now,
        dossier_code=dossier.code or "",
        applicant=_party(dossier.applicant),
        requested_content=requested_content(dossier),
        reason=reason,
        receiver=Signatory(name=str(officer), post=post, signed_at=now),
        qr_text=_qr_text(dossier, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", now),
        notice=_notice(),
    )
    return _keep(IssuedPaper.Kind.REFUSAL, dossier, content, officer, now)


def print_paper(paper: IssuedPaper) -> bytes:
    """The paper as PDF, the same whenever it is printed."""
    kind = PaperKind(paper.kind)
    return render(kind, _WRITTEN[kind].validate_python(paper.content))


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
                place=_place(dossier.one_stop),
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
            qr_text=_qr_text(dossier, result.title, result.numbered_at),
            notice=_notice(),
        ),
    )


def requested_content(dossier: Dossier) -> str:
    request = dossier.content.get("request", {}).get("text", "")
    return f"{dossier.procedure_name}. {request}" if request else dossier.procedure_name


def _keep(
    kind: IssuedPaper.Kind,
    dossier: Dossier,
    content: PaperContent,
    officer: Officer,
    now: datetime,
) -> IssuedPaper:
    return IssuedPaper.objects.create(
        dossier=dossier,
        kind=kind,
        number=content.number,
        content=_WRITTEN[PaperKind(kind)].dump_python(content, mode="json"),
        issued_at=now,
        issued_by=officer,
    )


def _next_number(kind: IssuedPaper.Kind, dossier: Dossier, now: datetime) -> str:
    """Numbered per kind, year and one-stop unit."""
    year = timezone.localtime(now).year
    number = Book.objects.next_number(f"{kind} {dossier.one_stop.code} {year}")
    return f"{number}/{SYMBOLS[kind]}"


def _heading(one_stop: Unit) -> AgencyHeading:
    return AgencyHeading(superior=one_stop.agency.name, name=one_stop.name, place=_place(one_stop))


def _place(unit: Unit) -> str:
    """The place before the date: "Phường Hồng Bàng" is written "Hồng Bàng" (NĐ 30/2020)."""
    return unit.agency.short_name or unit.agency.name


def _party(applicant: Applicant) -> Party:
    return Party(
        name=applicant.full_name,
        id_number=applicant.identity_number,
        address=applicant.address,
        phone=applicant.phone,
        email=applicant.email,
    )


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


def _qr_text(dossier: Dossier, paper: str, now: datetime) -> str:
    """The content TT 01/2023/TT-VPCP Art. 26 asks for, one fact a line."""
    facts: dict[str, Any] = {
        "Mã hồ sơ": dossier.code or dossier.reference,
        "Mã TTHC": dossier.case.version.procedure.code,
        "Mã định danh": dossier.applicant.identity_number,
        "Giấy tờ": paper,
        "Hệ thống": "Một Cửa",
        "Thời điểm": timezone.localtime(now).strftime("%d/%m/%Y %H:%M"),
    }
    if dossier.appointment_at:
        facts["Hẹn trả"] = timezone.localtime(dossier.appointment_at).strftime("%d/%m/%Y %H:%M")
    return "\n".join(f"{name}: {value}" for name, value in facts.items())


def _notice() -> str:
    return "Bản trình diễn: dữ liệu giả định." if settings.DEMONSTRATION else ""
