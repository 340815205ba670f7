"""Filing for somebody else: whether a mandate allows it, and what becomes of it when that ends.

A mandate is looked at anew in every act: it may have ended, or its consent been taken back, a
minute ago.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalog.models import ProcedureCase
from motcua.dossiers import keeping
from motcua.dossiers.acts.base import Refused
from motcua.dossiers.models import Draft
from motcua.mandates import ending
from motcua.mandates.models import Mandate
from motcua.people.models import Account


def check_mandate(
    mandate_id: int | None,
    case: ProcedureCase,
    *,
    account: Account,
    draft: Draft | None = None,
) -> Mandate | None:
    """The mandate by which the account may file this case now; none when it files for itself.

    Locked until the transaction ends: it cannot be withdrawn in between. draft: the one being
    filed; a mandate for one dossier is used up by any other. Raises Refused.
    """
    if mandate_id is None:
        return None
    rows = Mandate.objects.select_for_update(of=("self",)).held_by(account)
    mandate = rows.filter(pk=mandate_id).first()
    if mandate is None or not _in_force(mandate):
        raise _refused(
            _("Ủy quyền không còn hiệu lực, hoặc người được nộp thay đã rút lại đồng ý."),
            _("Hãy hỏi lại người ấy rồi lập ủy quyền mới nếu vẫn cần nộp thay."),
        )
    if not mandate.covers(case.version.procedure_id):
        raise _refused(
            _("Ủy quyền này không dùng cho thủ tục đang nộp."),
            _("Hãy lập ủy quyền cho thủ tục này."),
        )
    if mandate.scope == Mandate.Scope.DOSSIER and _is_used(mandate, draft):
        raise _refused(
            _("Đồng ý này chỉ cho một hồ sơ và đã được dùng."),
            _("Hãy xin đồng ý lần nữa cho hồ sơ mới."),
        )
    return mandate


def wrong_person(mandate: Mandate | None, applicant: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with an applicant who is not the one the mandate is for; nothing else."""
    if mandate is None or applicant.get("identity_number") == mandate.identity_number:
        return {}
    said = _("Ủy quyền là của người có số định danh khác (%(person)s). Hãy ghi lại số.")
    return {"identity_number": said % {"person": mandate.full_name}}


def end_mandate(mandate: Mandate, *, account: Account) -> None:
    """Who acts gives it up; what was begun and not filed is thrown away. Raises MandateRefused."""
    with transaction.atomic():
        ending.end(mandate, account=account)
        _throw_away_begun(mandate)


def withdraw_consent(mandate: Mandate, *, account: Account) -> None:
    """The person takes the consent back, or a clerk for them; as `end_mandate` besides."""
    with transaction.atomic():
        ending.withdraw(mandate, account=account)
        _throw_away_begun(mandate)


def withdraw_consent_by_link(token: str) -> None:
    """The same by the link of the person's letter."""
    with transaction.atomic():
        ending.withdraw_by_link(token)
        mandate = ending.mandate_of_link(token)
        if mandate is not None:
            _throw_away_begun(mandate)


def _throw_away_begun(mandate: Mandate) -> None:
    """Law 91/2025/QH15: without consent the data go; a filed dossier stays with the agency."""
    for draft in Draft.objects.select_for_update().filter(mandate=mandate, dossier=None):
        keeping.throw_away(draft)


def _in_force(mandate: Mandate) -> bool:
    return Mandate.objects.in_force().filter(pk=mandate.pk).exists()


def _is_used(mandate: Mandate, draft: Draft | None) -> bool:
    others = mandate.drafts.exclude(pk=draft.pk) if draft is not None else mandate.drafts.all()
    return others.exists()


def _refused(why: str, todo: str) -> Refused:
    return Refused(_("Chưa nộp thay được."), why, todo)
