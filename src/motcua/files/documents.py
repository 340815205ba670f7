"""PDFs that come in: whole, readable without a password, and nothing but pages.

A PDF is kept byte for byte, for it may be signed: what must not be in it is refused, not removed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
from django.conf import settings
from django.utils.translation import gettext as _
from pikepdf.settings import set_qpdf_limits

from motcua.files.refusal import UploadRefused

HEADER = b"%PDF-"
MEGABYTE = 1024 * 1024
INFLATED_AT_MOST = 400 * MEGABYTE  # all streams of a document, as they are when unpacked
PIXELS_AT_MOST = 150_000_000  # one picture: A4 at 1200 dots per inch
OBJECTS_AT_MOST = 200_000

# Scripts, programs and files started or carried by a document. XFA is a form made of scripts.
_ACTIVE = {"/JS", "/JavaScript", "/XFA", "/RichMedia"}
_CARRIED = {"/EF", "/EmbeddedFiles"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute"}
# Filters whose output may be much larger than their input and which the library unpacks for us.
_UNPACKED = {
    *("/FlateDecode", "/Fl", "/RunLengthDecode", "/RL"),
    *("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"),
}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|script|body|iframe|svg)[\s>]", re.IGNORECASE)
_NAME = re.compile(rb"/((?:[^\s/<>\[\](){}%]){3,30})(?=[\s/<>\[\](){}%])")

set_qpdf_limits(
    parser_max_nesting=100,
    parser_max_container_size=1_000_000,
    max_stream_filters=2,
    doc_max_warnings=1_000,
    # One stream: a page of A4 scanned at 600 dots per inch in colour, not packed, is 104 MB.
    flate_max_memory=128 * MEGABYTE,
    run_length_max_memory=128 * MEGABYTE,
    png_max_memory=128 * MEGABYTE,
    tiff_max_memory=128 * MEGABYTE,
)


def check_document(data: bytes, name: str) -> None:
    """Let a PDF in, or raise UploadRefused with what is wrong in it."""
    _check_edges(data, name)
    if _uses_lzw(data):
        raise _unusual(name)
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise _locked(name)
            _check_pages(document, name)
            _check_objects(document, name)
    except pikepdf.PasswordError as locked:
        raise _locked(name) from locked
    except (pikepdf.PdfError, ValueError, RuntimeError, MemoryError) as wrong:
        raise _broken(name) from wrong


def _check_edges(data: bytes, name: str) -> None:
    """The file begins and ends as a PDF, and as nothing else at the same time."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise _broken(name)
    if not data.startswith(HEADER) or data[end + 5 :].strip(b"\0\t\n\f\r "):
        raise UploadRefused(
            _(
                "Tệp “%(name)s” có dữ liệu lạ trước hoặc sau tài liệu PDF, nên không an toàn để mở."
                " Hãy mở tệp, chọn In → Lưu thành PDF, rồi tải bản mới lên."
            )
            % {"name": name}
        )
    if _MARKUP.search(data) or _is_zip(data):
        raise UploadRefused(
            _(
                "Tệp “%(name)s” vừa là PDF vừa là trang web hoặc tệp nén, nên không an toàn để mở. "
                "Hãy mở tệp, chọn In → Lưu thành PDF, rồi tải bản mới lên."
            )
            % {"name": name}
        )


def _is_zip(data: bytes) -> bool:
    if b"PK\x05\x06" not in data:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)):
            return True
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _uses_lzw(data: bytes) -> bool:
    """The one filter whose unpacking the library does not bound; out of use since the 1990s."""
    names = (match[1] for match in _NAME.finditer(data) if match[1][:1] in b"L#")
    return any(_unescaped(name) in (b"LZWDecode", b"LZW") for name in names)


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda hexa: bytes.fromhex(hexa[1].decode()), name)


def _check_pages(document: pikepdf.Pdf, name: str) -> None:
    pages = len(document.pages)
    if not pages:
        raise _broken(name)
    if pages > settings.UPLOAD_MAX_PAGES:
        raise UploadRefused(
            _(
                "Tệp “%(name)s” có %(pages)s trang; mỗi tệp nhận nhiều nhất %(limit)s trang. "
                "Hãy tách thành nhiều tệp rồi tải từng tệp lên."
            )
            % {"name": name, "pages": pages, "limit": settings.UPLOAD_MAX_PAGES}
        )


def _check_objects(document: pikepdf.Pdf, name: str) -> None:
    """Every object, those no page shows included."""
    seen = inflated = 0
    for top in document.objects:
        for each in _within(top):
            seen += 1
            if seen > OBJECTS_AT_MOST:
                raise _unusual(name)
            _check_keys(each, name)
        if isinstance(top, pikepdf.Stream):
            inflated += _inflated(top, name)
        if inflated > INFLATED_AT_MOST:
            raise _unusual(name)


def _within(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An indirect object and the dictionaries written out inside it."""
    waiting: list[object] = [top]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting.extend(item for item in each if not getattr(item, "is_indirect", False))
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            values = (value for _key, value in each.items())
            waiting.extend(value for value in values if not getattr(value, "is_indirect", False))


def _check_keys(found: pikepdf.Object, name: str) -> None:
    keys = set(found.keys())
    kind = str(found.get("/Type", ""))
    if keys & _CARRIED or kind == "/EmbeddedFile":
        raise UploadRefused(
            _(
                "Tệp “%(name)s” có tệp khác đính kèm bên trong. Hãy tải riêng từng tệp đính kèm, "
                "và tải bản PDF không có tệp đính kèm."
            )
            % {"name": name}
        )
    if keys & _ACTIVE or str(found.get("/S", "")) in _ACTIONS:
        raise UploadRefused(
            _(
                "Tệp “%(name)s” có chương trình tự chạy bên trong, nên không an toàn để mở. Hãy mở "
                "tệp, chọn In → Lưu thành PDF, rồi tải bản mới lên."
            )
            % {"name": name}
        )


def _inflated(stream: pikepdf.Object, name: str) -> int:
    """Bytes a stream unpacks to, when it is of a packing that can hide a bomb."""
    wide, high = stream.get("/Width", 0), stream.get("/Height", 0)
    if isinstance(wide, int) and isinstance(high, int) and wide * high > PIXELS_AT_MOST:
        raise _unusual(name)
    filters: Any = stream.get("/Filter", ())
    names = {str(filters)} if isinstance(filters, pikepdf.Name) else {str(each) for each in filters}
    if not names or not names <= _UNPACKED:
        return 0
    try:
        return len(stream.read_bytes())
    except pikepdf.PdfError as wrong:
        if "limit" in str(wrong):
            raise _unusual(name) from wrong
        return 0  # damaged, as whoever reads it will find too


def _locked(name: str) -> UploadRefused:
    return UploadRefused(
        _(
            "Tệp “%(name)s” đang khóa bằng mật khẩu nên cơ quan không đọc được. Hãy bỏ mật khẩu "
            "(mở tệp, chọn In → Lưu thành PDF) rồi tải lại."
        )
        % {"name": name}
    )


def _broken(name: str) -> UploadRefused:
    return UploadRefused(
        _(
            "Tệp “%(name)s” hỏng hoặc chưa tải hết, không mở được. Hãy mở thử trên máy, rồi tải "
            "lại hoặc chụp lại giấy tờ."
        )
        % {"name": name}
    )


def _unusual(name: str) -> UploadRefused:
    return UploadRefused(
        _(
            "Tệp “%(name)s” nén bất thường: khi mở ra lớn quá mức cho phép. Hãy mở tệp, chọn In → "
            "Lưu thành PDF, hoặc chụp lại giấy tờ, rồi tải lên."
        )
        % {"name": name}
    )
