"""Signatures of a PDF that comes in: who, when, by whose certificate, and whether it was changed.

TT 15/2025/TT-BKHCN: the check follows the certificate to a trusted root, and its outcome is told in
Vietnamese with signer, time and integrity. What is found never keeps a file out: the law lets the
one-stop judge, and the sender is told what to put right. Nothing is asked of the network: roots,
intermediate certificates and revocation lists lie in the directory SIGNATURE_ROOTS.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.utils import timezone

from motcua.files.models import FileSignature

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext

Verdict = FileSignature.Verdict
log = structlog.get_logger(__name__)

SIGNATURES_AT_MOST = 20  # of one document; more are not looked at
SIGNED = b"/ByteRange"  # stands in the open in every PDF that is signed

# TT 15/2025/TT-BKHCN: RSA of 2048 bits, ECDSA of 256, the SHA-2 and SHA-3 families.
_HASHES = {
    *("sha256", "sha384", "sha512", "sha512_224", "sha512_256"),
    *("sha3_224", "sha3_256", "sha3_384", "sha3_512"),
}
_BITS = {"rsa": 2048, "rsassa_pss": 2048, "ec": 256}


def signatures_of(data: bytes, now: datetime | None = None) -> tuple[FileSignature, ...]:
    """What each signature of a PDF is worth at this moment; not saved. None for another file."""
    if SIGNED not in data:
        return ()
    now = now or timezone.now()
    # Half a second to import, and few papers are signed.
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        embedded = reader.embedded_regular_signatures[:SIGNATURES_AT_MOST]
    # Whatever a stranger's file makes the reader stumble over is one thing to its sender.
    except Exception as error:  # noqa: BLE001
        log.info("signatures_unreadable", error=type(error).__name__)
        return (FileSignature(verdict=Verdict.UNREADABLE, checked_at=now),)
    return tuple(_judged(each, now) for each in embedded)


def _judged(embedded: Any, now: datetime) -> FileSignature:
    try:
        status = _status(embedded, _contexts(), now)
    except Exception as error:  # noqa: BLE001 see above
        log.info("signature_unreadable", error=type(error).__name__)
        return FileSignature(verdict=Verdict.UNREADABLE, checked_at=now)
    stamped = _stamped_at(status)
    certificate = status.signing_cert
    return FileSignature(
        verdict=_verdict(status, stamped or now),
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        signed_at=stamped or status.signer_reported_dt,
        is_timestamped=stamped is not None,
        checked_at=now,
    )


def _status(embedded: Any, context: Callable[[datetime], ValidationContext], now: datetime) -> Any:
    """What the library finds; at the time of a trusted timestamp, where there is one."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
    status = validate_pdf_signature(embedded, context(now), context(now), key_usage_settings=usage)
    stamped = _stamped_at(status)
    if stamped is None:
        return status
    return validate_pdf_signature(
        embedded, context(stamped), context(now), key_usage_settings=usage
    )


def _stamped_at(status: Any) -> datetime | None:
    """When a timestamp one may trust says it was signed."""
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        return None
    told: datetime = stamp.timestamp
    return told


def _verdict(status: Any, moment: datetime) -> Verdict:
    from pyhanko.sign.diff_analysis import ModificationLevel

    certificate = status.signing_cert
    changed = status.modification_level in (None, ModificationLevel.OTHER)
    began, ends = certificate.not_valid_before, certificate.not_valid_after
    found = {
        Verdict.MODIFIED: not status.intact or changed or status.docmdp_ok is False,
        Verdict.BROKEN: not status.valid,
        Verdict.WEAK: not _is_strong(status),
        Verdict.REVOKED: status.revoked,
        Verdict.VALID: status.trusted,
        Verdict.EXPIRED: not began <= moment <= ends,
    }
    return next((verdict for verdict, holds in found.items() if holds), Verdict.UNKNOWN_ISSUER)


def _is_strong(status: Any) -> bool:
    key = status.signing_cert.public_key
    return status.md_algorithm in _HASHES and key.bit_size >= _BITS.get(key.algorithm, 1 << 20)


def _name(name: Any) -> str:
    """What people call the holder: the common name, or else the organisation."""
    native = name.native
    told = native.get("common_name") or native.get("organization_name") or ""
    return str(told[0] if isinstance(told, list) else told)[:200]


def _contexts() -> Callable[[datetime], ValidationContext]:
    """What to trust at a moment, from the directory of roots as it is now."""
    from pyhanko_certvalidator import ValidationContext

    certificates, lists = _directory()
    roots = [each for each in certificates if each.self_issued]
    others = [each for each in certificates if not each.self_issued]

    def at(moment: datetime) -> ValidationContext:
        return ValidationContext(
            trust_roots=roots,
            other_certs=others,
            crls=lists,
            moment=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )

    return at


def _directory() -> tuple[list[Any], list[bytes]]:
    """Certificates (.pem, .crt, .cer; PEM or DER) and revocation lists (.crl; DER)."""
    from pyhanko.keys import load_certs_from_pemder

    if not settings.SIGNATURE_ROOTS:
        return [], []
    paths = sorted(Path(settings.SIGNATURE_ROOTS).iterdir())
    certificates = [path for path in paths if path.suffix in (".pem", ".crt", ".cer")]
    lists = [path.read_bytes() for path in paths if path.suffix == ".crl"]
    return list(load_certs_from_pemder(certificates)), lists
