"""The ways a message goes out, behind one port; another one is one class and one line here."""

from __future__ import annotations

import smtplib
from email.utils import parseaddr
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from motcua.messages.message import Message
from motcua.messages.models import Notice

IN_APP = "notice"
EMAIL = "email"


class Temporary(Exception):
    """Not delivered now; worth another try. Its words name no recipient."""


class Permanent(Exception):
    """Cannot be delivered, however often it is tried. Its words name no recipient."""


class Channel(Protocol):
    """The port: `send` returns once the message is out of our hands, or raises
    Temporary or Permanent. It may be called again with the same message."""

    @property
    def label(self) -> str | Promise: ...

    def send(self, message: Message) -> None: ...


class InApp:
    """The notices of this site: stored in the transaction that says they are sent."""

    label = gettext_lazy("Trên hệ thống")

    def send(self, message: Message) -> None:
        if message.account is None:
            raise Permanent("Người nhận không có tài khoản.")
        Notice.objects.get_or_create(
            outbox_id=message.number,
            account_id=message.account,
            defaults={
                "reference": message.reference,
                "subject": message.subject[:200],
                "body": message.body,
                "path": message.path,
                "link": message.link,
                "for_desk": message.for_desk,
            },
        )


class Email:
    """Thư điện tử, through the SMTP server that EMAIL_URL names."""

    label = gettext_lazy("Thư điện tử")

    def send(self, message: Message) -> None:
        if not message.address:
            raise Permanent("Người nhận không còn địa chỉ thư điện tử.")
        try:
            built = letter(message)
        except (UnicodeError, ValueError):
            raise Permanent(_NO_ADDRESS) from None
        hand_over(built, message.address)


_NO_ADDRESS = "Địa chỉ thư điện tử không hợp lệ."


def hand_over(built: EmailMessage, address: str) -> None:
    """Give an e-mail to the mail server. Raises Temporary or Permanent."""
    try:
        built.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, reply = next(iter(refused.recipients.values()))
        raise _failure(code, reply, address) from None
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as refused:
        raise _failure(refused.smtp_code, refused.smtp_error, address) from None
    except smtplib.SMTPNotSupportedError:
        raise Permanent("Máy chủ thư không nhận được địa chỉ này.") from None
    except (smtplib.SMTPException, OSError) as trouble:
        # A wrong password or certificate is ours to put right; the message waits for that.
        raise Temporary(f"Không gửi được tới máy chủ thư ({type(trouble).__name__}).") from None
    except (UnicodeError, ValueError):
        raise Permanent(_NO_ADDRESS) from None


CHANNELS: dict[str, Channel] = {IN_APP: InApp(), EMAIL: Email()}


def offered() -> list[str]:
    """The names of the channels this installation has set up."""
    return [name for name in CHANNELS if name in settings.MESSAGE_CHANNELS]


def letter(message: Message) -> EmailMultiAlternatives:
    """The e-mail: plain text and simple HTML, a Message-ID that is the same on every try."""
    site = settings.SITE_URL.rstrip("/")
    context = {"message": message, "address": f"{site}{message.path}", "site": site}
    with override(message.language):
        text = render_to_string("messages/layout.txt", context)
        html = render_to_string("messages/layout.html", context)
    built = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[message.address],
        connection=get_connection(fail_silently=False),
        headers={
            "Message-ID": message_id(message.number),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    built.attach_alternative(html, "text/html")
    return built


def message_id(number: int) -> str:
    """Of one outbox row: a repeat after a crash carries the same, so that it can be recognised."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<outbox-{number}@{host}>"


def _failure(code: int, reply: bytes | str, address: str) -> Temporary | Permanent:
    """By the first digit of the server's reply (RFC 5321 4.2.1), the address left out."""
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    for private in {address, parseaddr(address)[1], address.partition("@")[0]}:
        words = words.replace(private, "…") if private else words
    said = f"Máy chủ thư trả lời {code}: {' '.join(words.split())}"[:250]
    return Permanent(said) if code >= 500 else Temporary(said)
