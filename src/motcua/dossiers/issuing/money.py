"""Notice to pay and electronic receipt (NĐ 254/2026 Art. 23-24). Amounts in VND."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from motcua.dossiers.issuing.keeping import carried, keep, next_number, party, requested_content
from motcua.dossiers.models import Charge, Dossier, IssuedPaper
from motcua.papers import (
    BankAccount,
    FeeLine,
    FeeNotice,
    FeeReceipt,
    PaperKind,
    Signatory,
    paper_name,
)
from motcua.people.models import Officer


def issue_fee_notice(
    dossier: Dossier, charges: Iterable[Charge], officer: Officer, now: datetime
) -> IssuedPaper:
    content = FeeNotice(
        **carried(dossier, paper_name(PaperKind.FEE_NOTICE), now),
        number=next_number(IssuedPaper.Kind.FEE_NOTICE, dossier, now),
        applicant=party(dossier.applicant),
        requested_content=requested_content(dossier),
        lines=_lines(charges),
        account=BankAccount(**settings.FEE_ACCOUNT) if settings.FEE_ACCOUNT["number"] else None,
        # The code finds the payment again: 25 signs without diacritics at most.
        transfer_note=(dossier.code or dossier.reference).replace(".", " ")[:25],
        pay_at=f"{dossier.one_stop.name}, {dossier.one_stop.address}".strip(", "),
        officer=Signatory(name=str(officer), signed_at=now),
    )
    return keep(IssuedPaper.Kind.FEE_NOTICE, dossier, content, officer, now)


def issue_fee_receipt(
    dossier: Dossier, charges: Iterable[Charge], method: str, officer: Officer, now: datetime
) -> IssuedPaper:
    """The receipt of what was collected. method: one of Charge.Method."""
    facts = settings.FEE_RECEIPT
    year = timezone.localtime(now).strftime("%y")
    content = FeeReceipt(
        **carried(dossier, paper_name(PaperKind.FEE_RECEIPT), now),
        number=next_number(IssuedPaper.Kind.FEE_RECEIPT, dossier, now),
        form_symbol=facts["form_symbol"],
        receipt_symbol=f"{year}{facts['series']}",
        collector_name=dossier.one_stop.name,
        collector_tax_code=facts["tax_code"],
        collector_address=dossier.one_stop.address,
        payer=party(dossier.applicant),
        requested_content=requested_content(dossier),
        lines=_lines(charges),
        method=str(Charge.Method(method).label),
        paid_at=now,
        collector=Signatory(name=str(officer), signed_at=now),
    )
    return keep(IssuedPaper.Kind.FEE_RECEIPT, dossier, content, officer, now)


def _lines(charges: Iterable[Charge]) -> tuple[FeeLine, ...]:
    return tuple(FeeLine(name=each.name, unit_price=each.amount) for each in charges)
