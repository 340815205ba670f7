"""The QR code of an identity card, as a scanner types it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

FIELDS = 7


class UnreadableCard(ValueError):
    """The text is not an identity card's; the message says so to the clerk."""


@dataclass(frozen=True)
class IdCard:
    identity_number: str
    full_name: str
    birth_date: date
    address: str


def read_card(text: str) -> IdCard:
    """Read `number|old number|name|ddmmyyyy|sex|address|ddmmyyyy`.

    Raises UnreadableCard.
    """
    parts = [" ".join(part.split()) for part in text.split("|")]
    if len(parts) < FIELDS or not re.fullmatch(r"\d{12}", parts[0], re.ASCII):
        raise _unreadable()
    number, _old, name, born, _sex, address, *_rest = parts
    if not name or not address:
        raise _unreadable()
    return IdCard(number, name, _day(born), address)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 a day, not a moment
    except ValueError as error:
        raise _unreadable() from error


def _unreadable() -> UnreadableCard:
    return UnreadableCard(
        _("Không đọc được thẻ. Hãy quét lại mã QR trên thẻ căn cước, hoặc ghi tay các ô bên dưới.")
    )
