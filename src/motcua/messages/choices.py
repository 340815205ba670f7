"""How a person wants to be told: language, and whether by e-mail besides."""

from __future__ import annotations

from motcua.messages.models import Choice
from motcua.people.models import Account


def choice_of(account: Account) -> Choice:
    """What the account has chosen; the defaults, not saved, where it has chosen nothing."""
    return Choice.objects.filter(account=account).first() or Choice(account=account)


def choose(account: Account, *, language: str, by_email: bool, desk_by_email: bool) -> Choice:
    """Keep a choice; it counts from the next message on."""
    values = {"language": language, "by_email": by_email, "desk_by_email": desk_by_email}
    choice, _made = Choice.objects.update_or_create(account=account, defaults=values)
    return choice
