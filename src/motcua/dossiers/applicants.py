"""The applicant as the content of a draft keeps them: `{"kind", "full_name", ...}`, all text."""

from __future__ import annotations

from motcua.dossiers.known import known_of
from motcua.dossiers.models import Applicant, Draft
from motcua.forms import service as forms
from motcua.mandates.models import Mandate
from motcua.people.models import Account, Citizen

# By the fields of the block: what is known of a person, by the names of `urn:motcua:person`.
FACTS = {
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
    if all(applicant.get(field) for field in FACTS):
        return
    known = known_of(draft)
    for field, names in FACTS.items():
        told = next((known[name].value for name in names if name in known), None)
        if told and field in applicant and not applicant[field]:
            applicant[field] = forms.address_in_full(told) if field == "address" else told


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
