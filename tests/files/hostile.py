"""Files nobody should open: made here, each wrong in one way."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
from PIL import Image


def pdf(pages: int = 1, **root: object) -> bytes:
    """A whole PDF; root: further entries of its catalogue."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _number in range(pages):
            document.add_blank_page(page_size=(595, 842))
        for key, value in root.items():
            document.Root[f"/{key}"] = document.make_indirect(value)
        document.save(out)
    return out.getvalue()


def script_on_opening() -> bytes:
    action = pikepdf.Dictionary(
        S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert('xin chao')")
    )
    return pdf(OpenAction=action)


def program_started() -> bytes:
    action = pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F=pikepdf.String("cmd.exe"))
    return pdf(OpenAction=action)


def script_under_another_spelling() -> bytes:
    """/JavaScript with a letter written as its code, where a search of the bytes finds nothing."""
    return script_on_opening().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")


def script_in_a_packed_object() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(script_on_opening())) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in out.getvalue()
    return out.getvalue()


def file_inside() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["bang-luong.exe"] = b"MZ" + bytes(100)
        document.save(out)
    return out.getvalue()


def locked(password: str = "") -> bytes:
    """Only its owner may change it; with a password, only who knows it may read it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="chu", user=password))
    return out.getvalue()


def bomb(megabytes: int, streams: int = 1) -> bytes:
    """A small PDF whose page unpacks to so much."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _each in range(megabytes))
    packed += packer.flush()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        parts = []
        for _number in range(streams):
            part = document.make_stream(b"")
            part.write(packed, filter=pikepdf.Name("/FlateDecode"))
            parts.append(part)
        document.pages[0].obj.Contents = pikepdf.Array(parts)
        document.save(out, compress_streams=False)
    return out.getvalue()


def bomb_of_objects(megabytes: int = 600) -> bytes:
    """The packed objects themselves are the bomb: it goes off on opening."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"7 0 ")
    packed += b"".join(packer.compress(b" " * 1024 * 1024) for _each in range(megabytes))
    packed += packer.flush()
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    body = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    body += b"4 0 obj" + head + b"stream\n" + packed + b"\nendstream endobj\n"
    return body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def old_packing() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        part = document.make_stream(b"")
        part.write(b"\x80\x0b\x60\x50", filter=pikepdf.Name("/LZWDecode"))
        document.pages[0].obj.Contents = part
        document.save(out, compress_streams=False)
    return out.getvalue().replace(b"/LZWDecode", b"/LZ#57Decode")


def page_of_the_web() -> bytes:
    """Read from its start it is a PDF; shown by a careless server, a page with a script."""
    return pdf().replace(b"\n", b"\n%<html><script>alert(document.cookie)</script>\n", 1)


def archive() -> bytes:
    """A PDF from the front, a ZIP from the back."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        box.writestr("ngam.exe", b"MZ")
        box.comment = b"\n%%EOF\n"
    return pdf() + packed.getvalue()


def photograph(size: tuple[int, int] = (900, 1240), kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#d8d2c4").save(out, kind, **more)
    return out.getvalue()
