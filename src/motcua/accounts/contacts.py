"""Mailboxes and telephones of accounts: what a code is sent to, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from motcua.messages import direct
from motcua.messages.channels import EMAIL
from motcua.people.models import Account, ConfirmedPhone


@dataclass(frozen=True)
class Contact:
    """way: `email` or `phone`; value: as it is compared, lower case or digits from 0."""

    way: str
    value: str

    @property
    def is_phone(self) -> bool:
        return self.way == direct.PHONE

    def account(self) -> Account | None:
        """Whose it is, by an answer to a code. What an account merely mentions opens nothing.

        Officers have no such way in.
        """
        if self.is_phone:
            phones = ConfirmedPhone.objects.filter(number=self.value, account__officer=None)
            phone = phones.select_related("account").first()
            return phone.account if phone else None
        addresses = EmailAddress.objects.filter(email=self.value, verified=True, user__officer=None)
        address = addresses.select_related("user").first()
        return address.user if address else None

    def confirm(self, account: Account) -> None:
        """From now on a way in to this account."""
        if self.is_phone:
            ConfirmedPhone.objects.create(account=account, number=self.value)
        else:
            EmailAddress.objects.create(user=account, email=self.value, verified=True, primary=True)


def read(typed: str) -> Contact | None:
    """What somebody typed as a contact; none when it is neither mailbox nor telephone."""
    plain = re.sub(r"[\s.()-]", "", typed)
    if re.fullmatch(r"(\+?84|0)[0-9]{9}", plain):
        return Contact(direct.PHONE, "0" + plain[-9:])
    try:
        validate_email(typed.strip())
    except ValidationError:
        return None
    return Contact(EMAIL, typed.strip().lower())
