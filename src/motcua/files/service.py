"""The one door for files: looked at by content, kept once, read back (docs/files.md)."""

import hashlib
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.files import antivirus, documents, photographs
from motcua.files.models import FileSignature, StoredFile
from motcua.files.photographs import SCANNED, SENT
from motcua.files.refusal import TryLater, UploadRefused
from motcua.files.signatures import signatures_of

__all__ = [
    "ACCEPTED",
    "SCANNED",
    "Checked",
    "TryLater",
    "UploadRefused",
    "check",
    "keep",
    "open_stored",
    "store",
    "store_bytes",
]

# What an office can open, print and archive (TT 13/2023/TT-BNV asks for PDF; photos are scanned).
ACCEPTED = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


@dataclass(frozen=True)
class Checked:
    """A file the door has let in, as it will be kept. Nothing of it is stored yet."""

    name: str
    data: bytes
    content_type: str
    sent_size: int  # bytes, as it came
    signatures: tuple[FileSignature, ...] = ()


def check(upload: UploadedFile, longest: int = SENT) -> Checked:
    """Look at an upload without keeping anything.

    longest: pixels of the longer side of a picture. Raises UploadRefused when the file is empty,
    too large, not truly a PDF, JPG or PNG, or could harm whoever opens it; TryLater when it cannot
    be looked at now.
    """
    name = (upload.name or "")[-200:]
    _check_size(upload.size or 0, name)
    data = upload.read()
    content_type = _content_type(data)
    if content_type:
        antivirus.check_clean(data, name)
    if content_type == "application/pdf":
        documents.check_document(data, name)
        return Checked(name, data, content_type, len(data), signatures_of(data))
    if content_type:
        light = photographs.light_page(data, name, longest)
        return Checked(name, light, "image/jpeg", len(data))
    raise UploadRefused(
        _("Tệp “%(name)s” không phải PDF, JPG hay PNG. Hãy quét hoặc chụp lại giấy tờ.")
        % {"name": name}
    )


def keep(checked: Checked) -> StoredFile:
    """Keep what was checked, with what was found out about its signatures now."""
    with transaction.atomic():
        stored = store_bytes(checked.data, checked.content_type)
        if checked.signatures:
            stored.signatures.all().delete()
            for signature in checked.signatures:
                signature.stored = stored
            FileSignature.objects.bulk_create(checked.signatures)
    return stored


def store(upload: UploadedFile, longest: int = SENT) -> StoredFile:
    """Check an upload and keep it; raises as `check` does."""
    return keep(check(upload, longest))


def store_bytes(data: bytes, content_type: str) -> StoredFile:
    """Keep bytes the system made itself, or has checked."""
    digest = hashlib.sha256(data).hexdigest()
    # Told anew that it is wanted: what nobody refers to is swept away after a while.
    known = StoredFile.objects.filter(pk=digest).update(stored_at=timezone.now())
    stored, created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "content_type": content_type}
    )
    if created or not known or not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(data))
    return stored


def open_stored(stored: StoredFile) -> IO[bytes]:
    return default_storage.open(stored.path, "rb")


def _check_size(size: int, name: str) -> None:
    if not size:
        raise UploadRefused(
            _("Tệp “%(name)s” trống (0 byte). Hãy chọn lại tệp hoặc chụp lại giấy tờ.")
            % {"name": name}
        )
    if size > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused(
            _("Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy giảm dung lượng rồi tải lại.")
            % {"name": name, "limit": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
        )


def _content_type(data: bytes) -> str:
    """What the bytes are, never what the name or the browser claims; empty if unknown."""
    if documents.HEADER in data[:1024] and not data.startswith(tuple(_BEGINNINGS)):
        return "application/pdf"  # with something before it: the door says so
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), "")
