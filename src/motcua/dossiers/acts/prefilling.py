"""What fills in a draft besides its owner: the card in their hand, a link they were given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.dossiers.acts.base import Refused
from motcua.dossiers.acts.drafting import own_draft
from motcua.dossiers.acts.representing import wrong_person
from motcua.dossiers.models import Draft
from motcua.forms.id_card import IdCard
from motcua.forms.known import Origin
from motcua.people.models import Account


def take_card(draft: Draft, card: IdCard, *, account: Account) -> None:
    """Fill in the applicant from an identity card, and keep what it told with the draft.

    A card of another person than before leaves nothing of that one behind. Raises
    UnreadableCard for a card that is not valid, Refused when the draft is not the account's or the
    card not of whom the mandate is of.
    """
    card.check(timezone.localdate())
    with transaction.atomic():
        saved = own_draft(Draft.objects.select_for_update().get(pk=draft.pk), account)
        filled = _applicant(card, saved.content.get("applicant", {}))
        wrong = wrong_person(saved.mandate, filled)
        if wrong:
            raise Refused(
                _("Chưa điền được từ thẻ."),
                " ".join(wrong.values()),
                _("Hãy quét thẻ của người ấy."),
            )
        saved.content["applicant"] = filled
        saved.told = [each for each in saved.told if each["origin"] != Origin.CARD]
        saved.told.append(told_by(Origin.CARD, _facts(card)))
        saved.save(update_fields=["content", "told", "saved_at"])
    draft.content, draft.told = saved.content, saved.told


def told_by(origin: Origin, facts: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    """Facts as a draft keeps them, told today."""
    at = timezone.localdate().isoformat()
    return {"origin": str(origin), "name": name, "at": at, "facts": dict(facts)}


def _applicant(card: IdCard, before: Mapping[str, Any]) -> dict[str, Any]:
    kept = before if before.get("identity_number") == card.identity_number else {}
    return {
        "phone": "",
        "email": "",
        **kept,
        "kind": "person",
        "full_name": card.full_name,
        "identity_number": card.identity_number,
        "birth_date": card.birth_date.isoformat(),
        "address": card.address[:300],
    }


def _facts(card: IdCard) -> dict[str, str]:
    return {
        "full_name": card.full_name,
        "identity_number": card.identity_number,
        "birth_date": card.birth_date.isoformat(),
        "gender": card.gender,
        "residence": card.address,
        "identity_issued_on": card.issued_on.isoformat() if card.issued_on else "",
        "identity_issued_by": card.issued_by,
    }
