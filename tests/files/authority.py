"""An invented certification authority, its people, and what they sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.files import hostile

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
YEAR = dt.timedelta(days=365)
# Where the authority says its revocation lists are; nobody asks there.
_LISTED = x509.CRLDistributionPoints(
    [
        x509.DistributionPoint(
            [x509.UniformResourceIdentifier("http://ca.example.vn/thu-hoi.crl")], None, None, None
        )
    ]
)


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate

    def signer(self) -> signers.SimpleSigner:
        issuers = [] if self.issuer == self.certificate else [self.issuer]
        packed = pkcs12.serialize_key_and_certificates(
            b"k", self.key, self.certificate, issuers, NoEncryption()
        )
        loaded = signers.SimpleSigner.load_pkcs12_data(packed, [])
        assert loaded is not None
        return loaded


@dataclass(frozen=True)
class Authority:
    holder: Holder

    def trusted_in(self, directory: Path) -> None:
        pem = self.holder.certificate.public_bytes(Encoding.PEM)
        (directory / "goc.pem").write_bytes(pem)

    def revoke(self, revoked: Holder, directory: Path) -> None:
        """A list of what is revoked, beside the roots."""
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(revoked.certificate.serial_number)
            .revocation_date(NOW - dt.timedelta(days=2))
            .build()
        )
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.holder.certificate.subject)
            .last_update(NOW - dt.timedelta(days=1))
            .next_update(NOW + YEAR)
            .add_revoked_certificate(entry)
            .sign(self.holder.key, hashes.SHA256())
        )
        (directory / "thu-hoi.crl").write_bytes(made.public_bytes(Encoding.DER))

    def certify(
        self,
        name: str,
        *,
        start: dt.datetime = NOW - YEAR,
        end: dt.datetime = NOW + YEAR,
        bits: int = 2048,
        stamps: bool = False,
    ) -> Holder:
        key = _key(name, bits)
        made = _certificate(name, key, self.holder.certificate.subject, start, end)
        made = made.add_extension(_usage(signs=True), critical=True)
        made = made.add_extension(_LISTED, critical=False)
        if stamps:
            purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            made = made.add_extension(purpose, critical=True)
        signed = made.sign(self.holder.key, hashes.SHA256())
        return Holder(key, signed, self.holder.certificate)


@cache
def authority(name: str = "CA Trình Diễn") -> Authority:
    key = _key(name, 2048)
    made = _certificate(name, key, _named(name), NOW - 5 * YEAR, NOW + 5 * YEAR)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = made.add_extension(_usage(signs=False), critical=True).sign(key, hashes.SHA256())
    return Authority(Holder(key, signed, signed))


def sign(holder: Holder, data: bytes | None = None, *, stamped_by: Holder | None = None) -> bytes:
    """A PDF with one more signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data or hostile.pdf(2)))
    number = len(writer.prev.embedded_signatures) + 1
    meta = signers.PdfSignatureMetadata(field_name=f"Chu-ky-{number}", md_algorithm="sha256")
    stamper = _stamper(stamped_by) if stamped_by else None
    signed = signers.sign_pdf(writer, meta, holder.signer(), timestamper=stamper)
    return bytes(signed.getvalue())


def _stamper(holder: Holder) -> DummyTimeStamper:
    """Says that it was signed while the certificate of an expired signer was still good."""
    signer = holder.signer()
    return DummyTimeStamper(
        signer.signing_cert,
        signer.signing_key,
        signer.cert_registry,
        fixed_dt=NOW - dt.timedelta(days=200),
    )


@cache
def _key(name: str, bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: rsa.RSAPrivateKey, issuer: x509.Name, start: dt.datetime, end: dt.datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
