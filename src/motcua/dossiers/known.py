"""What is known here of the person a draft is for, read from what only that person may use.

In this order: the card scanned for the draft, the identity provider, the link it was begun with,
what the account declares, the person's own earlier dossiers, latest first. Never a dossier
somebody else filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from motcua.dossiers.models import Dossier, Draft
from motcua.forms.generic import without_separators
from motcua.forms.known import Known, Origin, Source, facts_about, known_from
from motcua.organization import addresses
from motcua.people.models import Account, Citizen

EARLIER_DOSSIERS = 5
_ADDRESSES = ("residence", "current_residence")


def known_of(draft: Draft) -> Mapping[str, Known]:
    """The facts of the applicant of a draft, by the field names of `urn:motcua:person`.

    Empty for an organisation, and for a person nothing is known of.
    """
    number = number_of(draft)
    if len(number) != 12:
        return {}
    sources = [*told(draft), *_identity(draft.account), *_earlier(draft, number)]
    known = known_from(sources, number)
    for field in _ADDRESSES:
        if field in known and isinstance(known[field].value, str):
            known[field] = replace(known[field], value=as_address(known[field].value))
    return known


def number_of(draft: Draft) -> str:
    """The number of whom the draft is for: as written in it, else that of the account."""
    written = str(draft.content.get("applicant", {}).get("identity_number") or "")
    if written:
        return written
    citizen = getattr(draft.account, "citizen", None)
    return citizen.identity_number if citizen else ""


def told(draft: Draft) -> Iterator[Source]:
    """What cards and links told while the draft was filled in."""
    for each in draft.told:
        yield Source(
            Origin(each["origin"]), each["facts"], date.fromisoformat(each["at"]), each["name"]
        )


def as_address(text: str) -> dict[str, str]:
    """An address in one line as forms keep it: `{"detail", "commune"}`, of today's communes.

    The commune is left out where the line names none, or one that was split among several.
    """
    found = addresses.understand(text)
    if len(found) != 1:
        return {"detail": text}
    parts = [part.strip() for part in text.split(",")]
    for size in (2, 3, 1):
        if addresses.understand(", ".join(parts[-size:])) == found:
            return {"detail": ", ".join(parts[:-size]), "commune": found[0].code}
    return {"detail": text, "commune": found[0].code}


def _identity(account: Account) -> Iterator[Source]:
    """What the account says of its holder: vouched for by a provider, or declared."""
    citizen = getattr(account, "citizen", None)
    if citizen is None or citizen.kind != Citizen.Kind.PERSON:
        return
    facts = {
        "full_name": str(account),
        "identity_number": citizen.identity_number,
        "birth_date": citizen.birth_date.isoformat() if citizen.birth_date else "",
        "gender": citizen.gender,
        "ethnicity": citizen.ethnicity,
        "nationality": citizen.nationality,
        "residence": citizen.permanent_address,
        "current_residence": citizen.address,
        "phone": without_separators(citizen.phone),
        "email": account.email,
    }
    vouched = citizen.verified_at
    origin = Origin.IDENTITY if vouched else Origin.ACCOUNT
    yield Source(origin, facts, timezone.localdate(vouched) if vouched else None)


def _earlier(draft: Draft, number: str) -> Iterator[Source]:
    """Dossiers this account filed for the same person; no one else's, whatever their number."""
    own = Dossier.objects.filed_by(draft.account).filter(applicant__identity_number=number)
    latest = own.select_related("applicant").order_by("-submitted_at")[:EARLIER_DOSSIERS]
    for dossier in latest:
        applicant = dossier.applicant
        declared = {
            "full_name": applicant.full_name,
            "identity_number": number,
            "birth_date": applicant.birth_date.isoformat() if applicant.birth_date else "",
            "phone": applicant.phone,
            "email": applicant.email,
            "current_residence": applicant.address,
        }
        facts = facts_about(number, dossier.content) | {k: v for k, v in declared.items() if v}
        yield Source(Origin.DOSSIER, facts, timezone.localdate(dossier.submitted_at), str(dossier))
