"""The two machine-readable symbols of a paper, as SVG measured in modules."""

from itertools import groupby

import segno
from barcode.codex import Code128


def qr_svg(text: str) -> bytes:
    """QR code (ISO/IEC 18004) of ``text``, one unit a module, without quiet zone.

    Level M: a fold or a stamp over the corner must not cost the reading. Raises ``ValueError``
    when the text does not fit in the largest symbol.
    """
    symbol = segno.make_qr(text, error="m", boost_error=False)
    return symbol.svg_inline(border=0, omitsize=True, lineclass=None).encode()


def code128_svg(text: str) -> bytes:
    """Code 128 bars of ``text``, one unit a module, without quiet zone or caption."""
    (modules,) = Code128(text).build()
    bars, position = [], 0
    for value, run in groupby(modules):
        width = len(list(run))
        if value == "1":
            bars.append(f"M{position} 0h{width}v1h-{width}z")
        position += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {position} 1"'
        f' preserveAspectRatio="none"><path d="{"".join(bars)}"/></svg>'
    ).encode()
