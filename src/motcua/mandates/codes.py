"""Codes by which a person says yes from their own telephone or mailbox.

A code is for one mandate alone, lives ten minutes, is tried five times and works once. What is
kept of it, and of where it went, is a digest under the installation's key.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from motcua.mandates.models import Consent, ConsentCode, Mandate
from motcua.mandates.models.consents import CODE_TRIES
from motcua.mandates.refusals import MandateRefused
from motcua.people.models import Account, Citizen

DIGITS = 6
# How many in an hour for one mandate, to one address; how many in a day for one who asks.
PER_MANDATE, PER_ADDRESS, PER_ACCOUNT = 3, 5, 60
# A family shares a telephone; whoever answers for more people than that in a year does not.
PEOPLE_PER_ADDRESS = 3
_HOUR, _DAY, _YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True)
class Address:
    """Where a code can go: `phone` or `email`, and the number or mailbox."""

    way: str
    value: str

    @property
    def masked(self) -> str:
        """Enough for its owner to know it, and no more."""
        if self.way == "email":
            name, _at, domain = self.value.partition("@")
            return f"{name[:2]}…@{domain}"
        return f"…{self.value[-3:]}"

    @property
    def digest(self) -> str:
        plain = self.value.lower() if self.way == "email" else _digits(self.value)
        return _digest("address", plain)


def addresses_of(mandate: Mandate) -> list[Address]:
    """Where the person can be asked: what their own verified account says, else what was declared.

    Whoever has an account is never asked at an address somebody else wrote down.
    """
    own = Citizen.objects.filter(
        identity_number=mandate.identity_number, verified_at__isnull=False
    ).select_related("account")
    citizen = own.first()
    told = (mandate.phone, mandate.email)
    if citizen is not None and (citizen.phone or citizen.account.email):
        told = (citizen.phone, citizen.account.email)
    found = zip(("phone", "email"), told, strict=True)
    return [Address(way, value) for way, value in found if value]


@sensitive_variables("code")
def ask_code(mandate: Mandate, address: Address, *, account: Account) -> str:
    """A new code, to be sent to the address and kept nowhere; the one before it is void.

    Raises MandateRefused when the mandate is another's or needs none, the address is the asker's
    own, or codes were asked for too often.
    """
    _check_waiting(mandate, account)
    _check_address(mandate, address, account)
    with transaction.atomic():
        # Locked: two requests at once count each other.
        Mandate.objects.select_for_update().get(pk=mandate.pk)
        _check_often(mandate, address)
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        ConsentCode.objects.create(
            mandate=mandate,
            digest=_digest(f"code {mandate.pk}", code),
            address_digest=address.digest,
            sent_to=address.masked[:100],
            sent_at=timezone.now(),
        )
    return code


@sensitive_variables("typed")
def use_code(mandate: Mandate, typed: str, *, account: Account) -> ConsentCode:
    """The code of this mandate, now used up. Raises MandateRefused; the try is counted then too."""
    _check_waiting(mandate, account)
    with transaction.atomic():
        latest = ConsentCode.objects.select_for_update().filter(mandate=mandate).first()
        good = latest is not None and _fits(latest, typed)
    if latest is None or not good:
        raise _wrong(latest)
    return latest


def _fits(code: ConsentCode, typed: str) -> bool:
    """Count one try; whether it is the code."""
    if not code.is_open:
        return False
    same = constant_time_compare(code.digest, _digest(f"code {code.mandate_id}", _digits(typed)))
    code.tries += 1
    code.used_at = timezone.now() if same else None
    code.save(update_fields=["tries", "used_at"])
    return same


def _wrong(code: ConsentCode | None) -> MandateRefused:
    what = _("Chưa xác nhận được.")
    if code is None or not code.is_open:
        return MandateRefused(
            what,
            _("Mã đã hết hạn, đã dùng, hoặc nhập sai quá 5 lần."),
            _("Hãy gửi mã mới."),
        )
    return MandateRefused(
        what,
        _("Mã chưa đúng; còn %(left)s lần thử.") % {"left": CODE_TRIES - code.tries},
        _("Hãy nhìn lại 6 chữ số trong tin mới nhất."),
    )


def _check_waiting(mandate: Mandate, account: Account) -> None:
    if mandate.account_id != account.pk or mandate.state != Mandate.State.WAITING:
        raise _not_sent(
            _("Ủy quyền này không phải của bạn, hoặc không còn chờ đồng ý."),
            _("Hãy mở lại danh sách người bạn nộp thay."),
        )
    if mandate.is_by_law:
        raise _not_sent(
            _("Đại diện theo pháp luật được chứng minh bằng giấy tờ, không bằng mã."),
            _("Hãy tải lên giấy tờ chứng minh."),
        )


def _check_address(mandate: Mandate, address: Address, account: Account) -> None:
    if address not in addresses_of(mandate):
        raise _not_sent(_("Địa chỉ này không phải của người ấy."), _("Hãy chọn lại nơi nhận mã."))
    citizen = getattr(account, "citizen", None)
    own = {account.email.lower(), _digits(citizen.phone) if citizen else ""} - {""}
    if address.value.lower() in own or _digits(address.value) in own:
        raise _not_sent(
            _("Đó là điện thoại, thư điện tử của chính bạn."),
            _("Mã phải đến tay người được nộp thay; nếu người ấy không có, hãy dùng giấy đồng ý."),
        )
    others = Consent.objects.filter(
        mandate__codes__address_digest=address.digest,
        mandate__codes__used_at__gt=timezone.now() - _YEAR,
    ).exclude(mandate__identity_number=mandate.identity_number)
    people = others.values("mandate__identity_number").distinct().count()
    if people >= PEOPLE_PER_ADDRESS:
        raise _not_sent(
            _("Điện thoại, thư điện tử này đã xác nhận cho nhiều người khác."),
            _("Hãy dùng giấy đồng ý có chữ ký."),
        )


def _check_often(mandate: Mandate, address: Address) -> None:
    now = timezone.now()
    counted = (
        (ConsentCode.objects.filter(mandate=mandate), now - _HOUR, PER_MANDATE),
        (ConsentCode.objects.filter(address_digest=address.digest), now - _HOUR, PER_ADDRESS),
        (
            ConsentCode.objects.filter(mandate__account=mandate.account_id),
            now - _DAY,
            PER_ACCOUNT,
        ),
    )
    for codes, since, most in counted:
        if codes.filter(sent_at__gt=since).count() >= most:
            raise _not_sent(
                _("Đã gửi mã nhiều lần."),
                _("Hãy chờ một giờ rồi gửi lại, hoặc dùng giấy đồng ý có chữ ký."),
            )


def _not_sent(why: str, todo: str) -> MandateRefused:
    return MandateRefused(_("Chưa gửi được mã."), why, todo)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _digest(purpose: str, value: str) -> str:
    return salted_hmac(f"motcua.mandates {purpose}", value, algorithm="sha256").hexdigest()
