"""What fills in a draft besides its owner: the card in their hand, a link they were given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog.models import Component
from motcua.dossiers import applicants, prefill_links
from motcua.dossiers.acts.base import Refused
from motcua.dossiers.acts.drafting import begin_draft, locked_draft
from motcua.dossiers.acts.representing import wrong_person
from motcua.dossiers.models import Draft, PrefillOpening
from motcua.dossiers.reusing import reusable_for
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
        saved = locked_draft(draft, account)
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


def begin_from_link(token: str, *, account: Account) -> Draft:
    """A draft with what a link holds; opened again by the same account, the draft it began.

    Raises NotPrefilled for a link that does not open, Refused for one used up.
    """
    link = prefill_links.find_link(token)
    with transaction.atomic():
        opening, is_new = PrefillOpening.objects.select_for_update().get_or_create(
            link=link, account=account
        )
        if not is_new:
            if opening.draft is None:
                raise Refused(
                    _("Đường dẫn này bạn đã dùng một lần."),
                    _("Hồ sơ bắt đầu từ đó đã được xóa."),
                    _("Hãy bắt đầu lại từ trang của thủ tục, hoặc xin đường dẫn mới."),
                )
            return opening.draft
        found = prefill_links.open_link(link, token, account=account)
        draft = begin_draft(found.case, account=account)
        draft.told.append(told_by(Origin.LINK, found.applicant, found.issuer))
        draft.content |= {"form": found.form} if draft.form else {"request": found.request}
        applicants.fill_gaps(draft)
        draft.save(update_fields=["told", "content"])
        opening.draft = draft
        opening.save(update_fields=["draft"])
        return draft


def reuse_result(draft: Draft, component: Component, result_id: int, *, account: Account) -> None:
    """File a result issued here again as a paper of the draft; doing it twice changes nothing.

    Raises Refused for a result that is not the person's, not valid, or a paper not asked for.
    """
    with transaction.atomic():
        saved = locked_draft(draft, account)
        known = {each.result.pk: each.result for each in reusable_for(saved)}
        result = known.get(result_id)
        if result is None or component.case_id != saved.case_id or not component.takes_files:
            raise Refused(
                _("Chưa dùng lại được giấy tờ."),
                _("Giấy tờ không còn hiệu lực, hoặc không phải của người đứng tên hồ sơ."),
                _("Hãy chọn giấy tờ khác, hoặc tải tệp lên."),
            )
        name = f"{result.title} {result.number}".strip()[:190] + ".pdf"
        saved.files.get_or_create(
            component=component, stored=result.file, defaults={"name": name.replace("/", "-")}
        )
        saved.save(update_fields=["saved_at"])
