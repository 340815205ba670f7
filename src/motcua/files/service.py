"""The one door for files: check by content, store once, read back."""

import hashlib
import io
from typing import IO

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from motcua.files.models import StoredFile

# What an office can open, print and archive (TT 13/2023/TT-BNV asks for PDF; photos are scanned).
ACCEPTED = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}


class UploadRefused(Exception):
    """The file cannot be taken; the message says what, why and what to do."""


def store(upload: UploadedFile) -> StoredFile:
    """Check an upload and keep it.

    Raises UploadRefused when it is empty, too large, or not truly a PDF, JPG or PNG.
    """
    name = upload.name or ""
    if not upload.size:
        raise UploadRefused(
            _("Tệp “%(name)s” trống (0 byte). Hãy chọn lại tệp hoặc chụp lại giấy tờ.")
            % {"name": name}
        )
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused(
            _("Tệp “%(name)s” lớn hơn %(limit)s MB. Hãy giảm dung lượng rồi tải lại.")
            % {"name": name, "limit": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
        )
    data = upload.read()
    content_type = _content_type(data)
    if content_type not in ACCEPTED:
        raise UploadRefused(
            _("Tệp “%(name)s” không phải PDF, JPG hay PNG. Hãy quét hoặc chụp lại giấy tờ.")
            % {"name": name}
        )
    return store_bytes(data, content_type)


def store_bytes(data: bytes, content_type: str) -> StoredFile:
    """Keep bytes the system made itself, or has checked."""
    digest = hashlib.sha256(data).hexdigest()
    stored, created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "content_type": content_type}
    )
    if created or not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(data))
    return stored


def open_stored(stored: StoredFile) -> IO[bytes]:
    return default_storage.open(stored.path, "rb")


def _content_type(data: bytes) -> str:
    """The type the bytes themselves show, never the name or what the browser claims."""
    try:
        guessed = puremagic.from_string(data[:4096], mime=True)
    except puremagic.PureError:
        return ""
    if guessed == "application/pdf":
        whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]
        return guessed if whole else ""
    return guessed if guessed.startswith("image/") and _is_image(data) else ""


def _is_image(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
