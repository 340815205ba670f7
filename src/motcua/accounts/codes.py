"""Codes of six digits sent to a mailbox or a telephone: once, for ten minutes, three tries."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from motcua.accounts.contacts import Contact
from motcua.messages import direct

LIVES = 10 * 60  # seconds
TRIES = 3
# How long a confirmed contact waits for the rest of a registration.
REGISTERS_WITHIN = 30 * 60
_PENDING, _CONFIRMED = "sign_in_code", "confirmed_contact"


@dataclass
class Sent:
    """A code on its way, as the session of who asked for it keeps it: its digest alone."""

    way: str
    value: str
    digest: str
    at: float
    wrong: int = 0

    @property
    def contact(self) -> Contact:
        return Contact(self.way, self.value)

    @property
    def is_open(self) -> bool:
        return self.wrong < TRIES and time.time() - self.at < LIVES


def send(request: HttpRequest, contact: Contact) -> None:
    """Send a new code; one sent before is worth nothing any more.

    The same words go to everybody, known here or not. Raises Temporary or Permanent of
    motcua.messages.channels when they cannot be sent.
    """
    code = get_adapter(request).generate_login_code()
    sent = Sent(contact.way, contact.value, _digest(contact, code), time.time())
    request.session[_PENDING] = asdict(sent)
    direct.write_to(
        contact.way,
        contact.value,
        _("Mã đăng nhập cổng dịch vụ công"),
        [
            _("Mã đăng nhập của bạn: %(code)s") % {"code": code},
            _("Mã dùng một lần, có hiệu lực trong %(minutes)s phút.") % {"minutes": LIVES // 60},
            _("Không đưa mã này cho bất kỳ ai, kể cả cán bộ. Nếu không yêu cầu mã, hãy bỏ qua."),
        ],
    )


def pending(request: HttpRequest) -> Sent | None:
    """The code this browser may still answer."""
    kept = request.session.get(_PENDING)
    sent = Sent(**kept) if kept else None
    return sent if sent is not None and sent.is_open else None


def answer(request: HttpRequest, sent: Sent, typed: str) -> bool:
    """Whether this is the code. Right, or wrong too often, it is used up."""
    digits = "".join(filter(str.isdigit, typed))
    right = secrets.compare_digest(_digest(sent.contact, digits), sent.digest)
    sent.wrong += not right
    if right or not sent.is_open:
        request.session.pop(_PENDING, None)
    else:
        request.session[_PENDING] = asdict(sent)
    return right


def confirm(request: HttpRequest, contact: Contact) -> None:
    """Note that the contact is this browser's: a registration may go on with it."""
    request.session[_CONFIRMED] = {**asdict(contact), "at": time.time()}


def confirmed(request: HttpRequest) -> Contact | None:
    """The contact a registration goes on with."""
    kept = request.session.get(_CONFIRMED)
    if not kept or time.time() - kept["at"] > REGISTERS_WITHIN:
        return None
    return Contact(kept["way"], kept["value"])


def _digest(contact: Contact, code: str) -> str:
    """Six digits are soon tried out: only with the installation's key."""
    said = f"{contact.way}\0{contact.value}\0{code}"
    return salted_hmac("motcua.accounts.codes", said, algorithm="sha256").hexdigest()
