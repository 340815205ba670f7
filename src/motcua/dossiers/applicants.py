"""The applicant as the content of a draft keeps them: `{"kind", "full_name", ...}`, all text."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.dossiers.known import known_of
from motcua.dossiers.models import Applicant, Draft
from motcua.forms import service as forms
from motcua.forms.known import Known
from motcua.mandates.models import Mandate
from motcua.people.models import Account, Citizen

# The fields of the block, and the facts of `urn:motcua:person` that may stand in them.
_FACTS = {
    "full_name": ("full_name",),
    "identity_number": ("identity_number",),
    "birth_date": ("birth_date",),
    "phone": ("phone",),
    "email": ("email",),
    "address": ("current_residence", "residence"),
}


def of_account(account: Account) -> dict[str, str]:
    """What the account tells of its holder; nothing when it is no citizen's."""
    citizen = getattr(account, "citizen", None)
    return _block(citizen, citizen.kind, str(account), account.email) if citizen else {}


def of_mandate(mandate: Mandate) -> dict[str, str]:
    """Whom the mandate is for."""
    return _block(mandate, mandate.party, mandate.full_name, mandate.email)


def of_dossier(applicant: Applicant) -> dict[str, str]:
    """Who filed."""
    return _block(applicant, applicant.kind, applicant.full_name, applicant.email)


def fill_gaps(draft: Draft) -> None:
    """What the block leaves empty, from what is known of its person; the draft is not saved."""
    applicant = draft.content["applicant"]
    if all(applicant.get(field) for field in _FACTS):
        return
    for field, fact in by_field(known_of(draft)).items():
        if field in applicant and not applicant[field]:
            told = fact.value
            applicant[field] = forms.address_in_full(told) if field == "address" else told


def by_field(known: Mapping[str, Known]) -> dict[str, Known]:
    """What is known of a person, by the fields of the block it may stand in."""
    return {
        field: known[name]
        for field, names in _FACTS.items()
        if (name := next((each for each in names if each in known), None))
    }


def _block(
    told: Citizen | Mandate | Applicant, kind: str, full_name: str, email: str
) -> dict[str, str]:
    return {
        "kind": kind,
        "full_name": full_name,
        "identity_number": told.identity_number,
        "birth_date": told.birth_date.isoformat() if told.birth_date else "",
        "phone": told.phone,
        "email": email,
        "address": told.address,
    }
