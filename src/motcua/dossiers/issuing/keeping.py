"""What every paper has: its number, its heading, its QR; and the copy kept as it was issued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from pydantic import TypeAdapter

from motcua.dossiers.models import Applicant, Book, Dossier, IssuedPaper
from motcua.mandates.models import Consent
from motcua.mandates.wording import actor_name
from motcua.organization.models import Unit
from motcua.papers import (
    CONTENT_OF_KIND,
    AgencyHeading,
    Edition,
    PaperContent,
    PaperKind,
    Party,
    forms_of,
    render,
    render_batch,
)
from motcua.people.models import Citizen, Officer

# Each paper's content as JSON and back; built once, since building is slow.
_WRITTEN: dict[PaperKind, TypeAdapter[Any]] = {
    kind: TypeAdapter(content) for kind, content in CONTENT_OF_KIND.items()
}
_KIND_OF_PLACE = re.compile(r"^(Phường|Xã|Đặc khu|Thành phố|Tỉnh) (?=\D)")
# Symbols after the number, as the one-stop centres write them (TT 03/2025 Annex I).
SYMBOLS = {
    IssuedPaper.Kind.RECEIPT: "TTPVHCC",
    IssuedPaper.Kind.SUPPLEMENT: "PBS-TTPVHCC",
    IssuedPaper.Kind.REFUSAL: "PTC-TTPVHCC",
    IssuedPaper.Kind.EXTENSION: "PXL-TTPVHCC",
    IssuedPaper.Kind.STOP: "TBD-TTPVHCC",
    IssuedPaper.Kind.CONTROL: "PKS-TTPVHCC",
    IssuedPaper.Kind.HAND_OVER: "PBG-TTPVHCC",
    IssuedPaper.Kind.FEE_NOTICE: "TBP-TTPVHCC",
    IssuedPaper.Kind.RESULT_HAND_OVER: "PTKQ-TTPVHCC",
}

# Papers are Vietnamese, whatever language the page was read in.
METHODS = {
    Consent.Method.CODE: "Đồng ý xác nhận bằng mã",
    Consent.Method.PAPER: "Giấy đồng ý có chữ ký",
    Consent.Method.COUNTER: "Đồng ý tại Bộ phận Một cửa",
    Consent.Method.REPRESENTATION: "Giấy tờ chứng minh quyền đại diện",
}


def keep(
    kind: IssuedPaper.Kind,
    dossier: Dossier,
    content: PaperContent,
    officer: Officer,
    now: datetime,
    replaces: IssuedPaper | None = None,
) -> IssuedPaper:
    """The paper, kept exactly as it was issued."""
    return IssuedPaper.objects.create(
        dossier=dossier,
        kind=kind,
        number=content.number,
        content=_WRITTEN[PaperKind(kind)].dump_python(content, mode="json"),
        issued_at=now,
        issued_by=officer,
        replaces=replaces,
    )


def print_paper(paper: IssuedPaper) -> bytes:
    """The paper as PDF, the same whenever it is printed."""
    return render(PaperKind(paper.kind), _content_of(paper))


def print_papers(papers: Iterable[IssuedPaper]) -> bytes:
    """Several papers one after the other in one PDF; there must be at least one."""
    return render_batch([_content_of(paper) for paper in papers])


def _content_of(paper: IssuedPaper) -> PaperContent:
    content: PaperContent = _WRITTEN[PaperKind(paper.kind)].validate_python(paper.content)
    return content


def next_number(kind: IssuedPaper.Kind, dossier: Dossier, now: datetime) -> str:
    """Numbered per kind, year and one-stop unit; the fee receipt by its number alone."""
    year = timezone.localtime(now).year
    number = Book.objects.next_number(f"{kind} {dossier.one_stop.code} {year}")
    symbol = SYMBOLS.get(kind)
    return f"{number}/{symbol}" if symbol else str(number)


def edition_of(dossier: Dossier) -> Edition:
    """The forms in force when the dossier was received; today's before reception."""
    return forms_of(timezone.localdate(dossier.received_at or timezone.now()))


def carried(dossier: Dossier, name: str, now: datetime) -> dict[str, Any]:
    """Heading, code, QR and notice, as every paper carries them. name: the paper's own."""
    return {
        "agency": heading(dossier.one_stop),
        "issued_at": now,
        "dossier_code": dossier.code or "",
        "qr_text": qr_text(dossier, name, now),
        "notice": notice(),
    }


def heading(one_stop: Unit) -> AgencyHeading:
    return AgencyHeading(
        superior=one_stop.agency.name, name=one_stop.name, place=place_of(one_stop)
    )


def place_of(unit: Unit) -> str:
    """The place before the date: "Phường Hồng Bàng" is written "Hồng Bàng" (NĐ 30/2020).

    A name that is a number keeps its kind: "Phường 1".
    """
    name = unit.agency.short_name or unit.agency.name
    return _KIND_OF_PLACE.sub("", name)


def party(applicant: Applicant) -> Party:
    return Party(
        name=applicant.full_name,
        id_number=applicant.identity_number,
        address=applicant.address,
        phone=applicant.phone,
        email=applicant.email,
    )


def submitter(dossier: Dossier) -> Party | None:
    """Who filed for the applicant, as the forms name them; none when the applicant did."""
    if dossier.mandate is None:
        return None
    account = dossier.mandate.account
    citizen = Citizen.objects.filter(account=account).first() or Citizen()
    return Party(
        name=actor_name(account),
        id_number=citizen.identity_number,
        address=citizen.address,
        phone=citizen.phone,
        email=account.email,
    )


def authorisation_paper(dossier: Dossier) -> str:
    """By what the submitter acts: number, way and day; empty when the applicant filed."""
    if dossier.mandate is None:
        return ""
    consent = dossier.mandate.consent
    method = METHODS[Consent.Method(consent.method)]
    day = f"{timezone.localtime(consent.given_at):%d/%m/%Y}"
    return f"{method}, số {dossier.mandate.reference}, ngày {day}"


def requested_content(dossier: Dossier) -> str:
    request = dossier.content.get("request", {}).get("text", "")
    return f"{dossier.procedure_name}. {request}" if request else dossier.procedure_name


def qr_text(dossier: Dossier, paper: str, now: datetime) -> str:
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


def notice() -> str:
    return "Bản trình diễn: dữ liệu giả định." if settings.DEMONSTRATION else ""
