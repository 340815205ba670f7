"""From what the provider says to an account: one identity number, one citizen, one account."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.accounts.claims import Holder, Identity
from motcua.people.models import Account, Citizen, Representation

# An organisation's sign-in shows who holds its account; without a new one that lapses.
REPRESENTS_FOR = timedelta(days=90)


class NotThisAccount(Exception):
    """The identity may not enter, or not through this account; says what to do."""


def account_of(identity: Identity, known: Account | None) -> Account:
    """The account this identity signs in to, with what the provider vouches for written down.

    known: whose the provider's subject already is. Accounts never meet through an e-mail
    address; they do through an identity number, when the provider vouches for it. Raises
    NotThisAccount.
    """
    try:
        with transaction.atomic():
            return _account_of(identity, known)
    except IntegrityError:
        # The same person's first sign-in from two windows: the other one has made the account.
        with transaction.atomic():
            return _account_of(identity, known)


def verify(account: Account, identity: Identity) -> Account:
    """The account, its declared identity turned into a verified one. Raises NotThisAccount."""
    with transaction.atomic():
        citizen = Citizen.objects.select_for_update().filter(account=account).first()
        if citizen is None or citizen.is_verified or identity.kind != citizen.kind:
            raise NotThisAccount(_("Tài khoản này không xác thực được bằng danh tính vừa chọn."))
        if not identity.is_verified:
            raise NotThisAccount(
                _("Cần tài khoản định danh điện tử mức độ 2 để xác thực tài khoản này.")
            )
        if _verified(identity.number) is not None:
            raise NotThisAccount(
                _("Số định danh này đã có tài khoản khác. Hãy đăng nhập vào tài khoản đó.")
            )
        _write(citizen, identity)
        return citizen.account


def _account_of(identity: Identity, known: Account | None) -> Account:
    owner = _verified(identity.number)
    if known is not None:
        citizen = Citizen.objects.select_for_update().get(account=known)
        if owner is not None and owner != citizen:
            raise NotThisAccount(
                _("Số định danh của bạn đang thuộc một tài khoản khác. Hãy liên hệ hỗ trợ.")
            )
        if citizen.is_verified and citizen.identity_number != identity.number:
            raise NotThisAccount(
                _("Số định danh không còn khớp với tài khoản đã dùng. Hãy liên hệ hỗ trợ.")
            )
    elif owner is not None and not identity.is_verified:
        raise NotThisAccount(
            _(
                "Số định danh này đã có tài khoản. Định danh của bạn ở mức độ 1 nên chưa đủ để vào"
                " tài khoản đó; hãy nâng lên mức độ 2 tại cơ quan công an rồi đăng nhập lại."
            )
        )
    else:
        citizen = owner or _new_citizen(identity.kind, identity.name)
    _write(citizen, identity)
    if identity.holder is not None and identity.is_verified:
        _represented_by(citizen, identity.holder)
    return citizen.account


def _verified(number: str) -> Citizen | None:
    vouched = Citizen.objects.select_for_update().filter(verified_at__isnull=False)
    return vouched.filter(identity_number=number).first()


def _new_citizen(kind: Citizen.Kind, name: str) -> Citizen:
    account = Account(username=f"cd-{uuid.uuid4().hex}", full_name=name)
    account.set_unusable_password()
    account.save()
    return Citizen(account=account, kind=kind)


def _write(citizen: Citizen, identity: Identity) -> None:
    """What was vouched for is replaced by what is vouched for, never by less; nothing by blanks."""
    citizen.assurance_level = identity.level
    said = {"identity_number": identity.number, **identity.facts}
    for name, value in said.items():
        if value and (
            identity.is_verified or not citizen.verified_at or not getattr(citizen, name)
        ):
            setattr(citizen, name, value)
    account = citizen.account
    if identity.is_verified:
        citizen.verified_at = timezone.now()
        account.full_name = identity.name
        account.email = identity.email or account.email
    elif not citizen.verified_at:
        account.full_name = account.full_name or identity.name
        account.email = account.email or identity.email
    account.save(update_fields=["full_name", "email"])
    citizen.save()


def _represented_by(organisation: Citizen, holder: Holder) -> None:
    person = _verified(holder.number)
    if person is None:
        person = _new_citizen(Citizen.Kind.PERSON, holder.name)
        person.identity_number = holder.number
        person.assurance_level = Citizen.VERIFIED_LEVEL
        person.verified_at = timezone.now()
        person.save()
    today = timezone.localdate()
    found = Representation.objects.filter(organisation=organisation, person=person).first()
    shown = found or Representation(organisation=organisation, person=person)
    if not found or not found.is_in_force():
        shown.valid_from = today
    shown.valid_to = today + REPRESENTS_FOR
    shown.role = holder.role
    shown.save()
