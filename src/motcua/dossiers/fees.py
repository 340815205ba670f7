"""What a dossier owes by its procedure: amounts published, or counted by formula. In VND."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from motcua.catalog import service as catalog
from motcua.catalog.models import Fee
from motcua.dossiers.models import Channel, Dossier
from motcua.forms import service as forms


@dataclass(frozen=True)
class Owed:
    """One amount to ask for, in VND."""

    name: str
    amount: int


def owed_by(dossier: Dossier) -> list[Owed]:
    """The fees of its text, case and channel whose amount is known or can be counted.

    One set by the provincial council, or whose formula asks what the dossier does not say, is
    left out: whoever asks for it writes the amount. Exemptions depend on who the applicant is
    and are for the officer to grant (`acts.waive_payment`).
    """
    facts = _facts(dossier)
    asked = [
        fee
        for fee in dossier.case.version.fees.all()
        if fee.case_id in (None, dossier.case_id) and fee.channel in ("", facts["channel"])
    ]
    amounts = [(fee.name, _amount(fee, facts)) for fee in asked]
    return [Owed(name[:300], amount) for name, amount in amounts if amount]


def _amount(fee: Fee, facts: dict[str, Any]) -> int:
    if not fee.formula:
        return fee.amount or 0
    try:
        return catalog.amount_by(fee.formula, facts)
    except catalog.BadExpression:
        return 0


def _facts(dossier: Dossier) -> dict[str, Any]:
    """By the names of `catalog.FACTS`; what the e-form asked stands under its own names too."""
    request = dossier.content.get("request", {})
    declared = forms.facts(dossier.form, dossier.content.get("form", {}))
    return {
        **request,
        "content": request,
        **declared,
        "channel": Channel(dossier.channel).name.lower(),
        "case": {"code": dossier.case.code},
        "applicant": {"kind": str(dossier.applicant.kind)},
        "co_uy_quyen": False,
    }
