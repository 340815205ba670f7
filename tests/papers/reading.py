"""Reading a paper back, with tools that know nothing of how it was made."""

import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdf
import zxingcpp
from PIL import Image

DOTS_PER_INCH = 200
SIDES = ("left", "right")


class Symbol(NamedTuple):
    """A symbol found on a page; its box in millimetres from the top left of the sheet."""

    format: str
    text: str
    left: float
    top: float
    right: float
    bottom: float


def open_pdf(paper: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(paper))


def page_texts(paper: bytes) -> list[str]:
    """The text of each page, words a single space apart, invisible break points removed."""
    pages = (page.extract_text().replace("\u200b", "") for page in open_pdf(paper).pages)
    return [" ".join(page.split()) for page in pages]


def text_of(paper: bytes) -> str:
    return " ".join(page_texts(paper))


def draw_page(paper: bytes, dots_per_inch: int, page: int = 1) -> Image.Image:
    """One page as a printer would draw it."""
    with TemporaryDirectory() as directory:
        source, target = Path(directory, "paper.pdf"), Path(directory, "page")
        source.write_bytes(paper)
        options = ["-r", str(dots_per_inch), "-f", str(page), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *options, source, target], check=True)
        with Image.open(target.with_suffix(".png")) as drawn:
            return drawn.copy()


def symbols_on(paper: bytes, dots_per_inch: int = DOTS_PER_INCH) -> list[Symbol]:
    """The symbols on the first page, from the top down."""
    scale = 25.4 / dots_per_inch
    symbols = []
    for found in zxingcpp.read_barcodes(draw_page(paper, dots_per_inch)):
        corners = [getattr(found.position, f"{v}_{h}") for v in ("top", "bottom") for h in SIDES]
        xs, ys = [corner.x * scale for corner in corners], [corner.y * scale for corner in corners]
        symbols.append(Symbol(str(found.format), found.text, min(xs), min(ys), max(xs), max(ys)))
    return sorted(symbols, key=lambda symbol: symbol.top)


def read_symbols(paper: bytes, dots_per_inch: int = DOTS_PER_INCH) -> dict[str, Symbol]:
    """The topmost symbol of each format on the first page."""
    return {symbol.format: symbol for symbol in reversed(symbols_on(paper, dots_per_inch))}
