"""Photographs of one paper bound into one PDF: what an office opens, prints and archives."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from motcua.files.models import StoredFile
from motcua.files.photographs import size_of
from motcua.files.service import open_stored, store_bytes

A4_LONGER_SIDE = 842  # points


@dataclass(frozen=True)
class Sent:
    """A file as it came in for a paper; rotation: degrees clockwise, of a photograph."""

    stored: StoredFile
    name: str
    rotation: int = 0


def bound(sent: Sequence[Sent]) -> tuple[tuple[StoredFile, str], ...]:
    """The files of one paper: its photographs as one PDF, where the first of them stood.

    PDFs stay as they came: one may be signed. The same photographs give the same bytes.
    """
    files: list[tuple[StoredFile, str]] = []
    leaves = [each for each in sent if each.stored.is_photograph]
    for each in sent:
        if not each.stored.is_photograph:
            files.append((each.stored, each.name))
        elif each is leaves[0]:
            files.append((store_bytes(bind(leaves), "application/pdf"), bound_name(leaves)))
    return tuple(files)


def bound_name(leaves: Sequence[Sent]) -> str:
    """The name of the first photograph, as a PDF."""
    stem = leaves[0].name.rpartition(".")[0] or leaves[0].name
    return f"{stem[:196]}.pdf"


def bind(leaves: Sequence[Sent]) -> bytes:
    """A PDF with a page for each photograph, in this order, none of them encoded anew."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for leaf in leaves:
            with open_stored(leaf.stored) as file:
                _add_page(document, file.read(), leaf.rotation)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(document: pikepdf.Pdf, jpeg: bytes, rotation: int) -> None:
    wide, high, coloured = size_of(jpeg)
    scale = A4_LONGER_SIDE / max(wide, high)
    box = [round(wide * scale, 2), round(high * scale, 2)]
    picture = document.make_stream(
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceRGB if coloured else Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn = f"q {box[0]} 0 0 {box[1]} 0 0 cm /Page Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, *box]),
        Rotate=rotation,
        Resources=Dictionary(XObject=Dictionary(Page=picture)),
        Contents=document.make_stream(drawn),
    )
    document.pages.append(pikepdf.Page(document.make_indirect(page)))
