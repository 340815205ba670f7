"""Papers as people have them at hand: a photograph by telephone, a scan, and what is neither."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader

import motcua.papers

FONTS = Path(motcua.papers.__file__).parent / "fonts"


@dataclass(frozen=True)
class Scan:
    name: str
    data: bytes
    content_type: str


@cache
def photograph(title: str, name: str, *lines: str) -> Scan:
    """A page of paper under a telephone: title, lines, a little grey around."""
    return Scan(name, _encoded(_page(title, lines), "JPEG"), "image/jpeg")


@cache
def scan(title: str, name: str, *lines: str) -> Scan:
    return Scan(name, _encoded(_page(title, lines), "PDF"), "application/pdf")


def text_of(pdf: bytes) -> str:
    """What a PDF says, on one line; fails when it is none."""
    assert pdf.startswith(b"%PDF-")
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def _page(title: str, lines: tuple[str, ...]) -> Image.Image:
    photo = Image.new("RGB", (900, 1240), "#b9b4aa")
    draw = ImageDraw.Draw(photo)
    draw.rectangle((36, 30, 862, 1212), fill="#fbfaf6")
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    draw.multiline_text((450, 110), motto, "#222", _font(26), anchor="ma", align="center")
    draw.text((450, 230), title.upper(), "#111", _font(34), anchor="ma")
    for row, line in enumerate(lines):
        draw.text((100, 340 + 54 * row), line, "#222", _font(26))
    return photo


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(next(FONTS.glob("*400*Regular.ttf"), min(FONTS.glob("*.ttf"))), size)


def _encoded(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()
