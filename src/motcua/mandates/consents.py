"""Consents written into the ledger: by code, by signed paper, at the counter, by a paper of law."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.files.models import StoredFile
from motcua.mandates.codes import use_code
from motcua.mandates.models import Consent, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.mandates.wording import agreement
from motcua.organization.models import Role
from motcua.people.models import Account


def consent_by_code(mandate: Mandate, typed: str, *, account: Account) -> Consent:
    """The person told the code sent to them. Raises MandateRefused; a wrong try is counted."""
    code = use_code(mandate, typed, account=account)
    return _record(mandate, account, Consent.Method.CODE, sent_to=code.sent_to)


def consent_by_paper(mandate: Mandate, file: StoredFile, *, account: Account) -> Consent:
    """A photograph of the signed paper, or of the one that shows the right to act by law.

    Raises MandateRefused: a signed paper serves one mandate only.
    """
    if mandate.account_id != account.pk:
        raise _refused(_("Ủy quyền này không phải của bạn."))
    method = Consent.Method.REPRESENTATION if mandate.is_by_law else Consent.Method.PAPER
    return _record(mandate, account, method, file=file)


def consent_at_counter(mandate: Mandate, *, account: Account) -> Consent:
    """The person said so to a clerk who saw their identity card. Raises MandateRefused."""
    if not any(post.role == Role.RECEPTION for post in account.desks):
        raise _refused(_("Chỉ công chức tiếp nhận ghi được đồng ý tại quầy."))
    if mandate.is_by_law:
        raise _refused(_("Đại diện theo pháp luật được chứng minh bằng giấy tờ."))
    return _record(mandate, account, Consent.Method.COUNTER)


def _record(mandate: Mandate, account: Account, method: Consent.Method, **how: Any) -> Consent:
    """One line of the ledger, with the words as they are shown in the language now active."""
    words = agreement(mandate)
    try:
        with transaction.atomic():
            locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
            if locked.state != Mandate.State.WAITING:
                raise _refused(_("Ủy quyền này không còn chờ đồng ý."))
            consent = Consent.objects.create(
                mandate=locked,
                method=method,
                purpose=words.purpose[:500],
                data_types=list(words.data_types),
                wording=words.wording,
                language="en" if (get_language() or "").startswith("en") else "vi",
                given_at=timezone.now(),
                recorded_by=account,
                **how,
            )
    except IntegrityError as twice:
        raise _refused(_("Tờ giấy này đã dùng cho một lần nộp khác.")) from twice
    mandate.consent = consent
    return consent


def _refused(why: str) -> MandateRefused:
    return MandateRefused(
        _("Chưa ghi nhận được đồng ý."),
        why,
        _("Hãy lập ủy quyền mới nếu vẫn cần nộp thay."),
    )
