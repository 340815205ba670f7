"""Words to somebody who may have no account, about no dossier: a code, what they agreed to.

Sent while the person waits, unlike notices: whoever presses the button learns whether it went out.
There is no gateway for text messages yet: a telephone is reached in the demonstration alone, where
what it would get is caught with the mail (docs/helpers.md says what an installation adds).
"""

from __future__ import annotations

import re

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from motcua.messages.channels import EMAIL, Permanent, hand_over, offered

PHONE = "phone"
# Reserved for examples (RFC 2606): no such mailbox exists anywhere.
_CAUGHT = "tin-nhan.motcua.example"


def ways() -> set[str]:
    """By which of `email` and `phone` this installation reaches people."""
    if EMAIL not in offered():
        return set()
    return {EMAIL, PHONE} if settings.DEMONSTRATION else {EMAIL}


def write_to(way: str, value: str, subject: str, paragraphs: list[str]) -> None:
    """Send a few paragraphs to a mailbox or a telephone. Raises Temporary or Permanent."""
    if way not in ways():
        raise Permanent("Hệ thống chưa gửi được theo cách này.")
    address = f"{re.sub(r'[^0-9]', '', value)}@{_CAUGHT}" if way == PHONE else value
    foot = _("Thư tự động của hệ thống một cửa, xin không trả lời thư này.")
    body = "\n\n".join([*paragraphs, f"--\n{settings.SERVICE_NAME}. {foot}"])
    letter = EmailMessage(
        subject=subject, body=body, to=[address], headers={"Auto-Submitted": "auto-generated"}
    )
    hand_over(letter, address)
