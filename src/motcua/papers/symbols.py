"""The two machine-readable symbols of a paper, as SVG measured in modules."""

import re

import segno
from barcode.codex import Code128

# The standard picks the mask of eight with the best score, four fifths of the work of drawing a
# symbol in Python. On contents as long as a paper's all eight read equally well when blurred,
# turned and speckled, and every reader must accept any of them; so one is taken.
QR_MASK = 4


def qr_svg(text: str) -> tuple[bytes, int]:
    """QR code (ISO/IEC 18004) of ``text``, without quiet zone, and its side in modules.

    Level M: a fold or a stamp over the corner must not cost the reading. Raises ``ValueError``
    when the text does not fit in the largest symbol.
    """
    rows = segno.make_qr(text, error="m", boost_error=False, mask=QR_MASK).matrix
    path = "".join(_bars(row, y) for y, row in enumerate(rows))
    return _svg(path, width=len(rows), height=len(rows)), len(rows)


def code128_svg(text: str) -> tuple[bytes, int]:
    """Code 128 bars of ``text``, without quiet zone or caption, and their width in modules."""
    (modules,) = Code128(text).build()
    row = bytes(int(module) for module in modules)
    return _svg(_bars(row, 0), width=len(row), height=1), len(row)


def _bars(row: bytes | bytearray, y: int) -> str:
    """The dark runs of one row as rectangles of an SVG path."""
    return "".join(
        f"M{run.start()} {y}h{run.end() - run.start()}v1H{run.start()}z"
        for run in re.finditer(b"\x01+", row)
    )


def _svg(path: str, *, width: int, height: int) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="none"><path d="{path}"/></svg>'
    ).encode()
