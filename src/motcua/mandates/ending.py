"""A mandate over: given up by who acts, or the consent taken back by the person."""

from __future__ import annotations

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.mandates.models import ConsentWithdrawal, Mandate
from motcua.mandates.refusals import MandateRefused
from motcua.organization.models import Role
from motcua.people.models import Account

_LINK = "motcua.mandates.withdrawal"


def end(mandate: Mandate, *, account: Account) -> None:
    """Who acts gives it up; asking twice is the same as once. Raises MandateRefused."""
    if mandate.account_id != account.pk:
        raise _refused()
    with transaction.atomic():
        locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if locked.ended_at is None:
            locked.ended_at = timezone.now()
            locked.save(update_fields=["ended_at"])
    mandate.ended_at = locked.ended_at


def withdraw(mandate: Mandate, *, account: Account) -> None:
    """The person takes the consent back, or a clerk for them. Raises MandateRefused."""
    clerk = any(post.role == Role.RECEPTION for post in account.desks)
    if not (mandate.is_for(account) or clerk):
        raise _refused()
    _write_down(mandate, account)


def withdrawal_link(mandate: Mandate) -> str:
    """What opens the page of withdrawal to whoever holds the person's letter."""
    return signing.Signer(salt=_LINK).sign(mandate.reference)


def mandate_of_link(token: str) -> Mandate | None:
    """The mandate a letter's link names; none when it was not made here."""
    try:
        reference = signing.Signer(salt=_LINK).unsign(token)
    except signing.BadSignature:
        return None
    return Mandate.objects.with_all().filter(reference=reference).first()


def withdraw_by_link(token: str) -> None:
    """The person takes the consent back by the link only they were sent. Raises MandateRefused."""
    mandate = mandate_of_link(token)
    if mandate is None:
        raise _refused()
    _write_down(mandate, None)


def _write_down(mandate: Mandate, account: Account | None) -> None:
    """Once; the first withdrawal is the one that counts."""
    with transaction.atomic():
        locked = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
        if locked.given is None:
            # Nothing was agreed to yet: then it never will be.
            locked.ended_at = locked.ended_at or timezone.now()
            locked.save(update_fields=["ended_at"])
        elif not locked.given.is_withdrawn:
            ConsentWithdrawal.objects.create(
                consent=locked.given, at=timezone.now(), recorded_by=account
            )


def _refused() -> MandateRefused:
    return MandateRefused(
        _("Không chấm dứt được ủy quyền này."),
        _("Ủy quyền không phải của bạn."),
        _("Hãy đăng nhập bằng số định danh của mình, hoặc đến Bộ phận Một cửa."),
    )
