"""Photographs of papers: upright, light, and of nothing but the paper.

What is kept is drawn anew from the pixels. So the orientation the telephone noted is applied, and
what else it noted (place, time, owner), or somebody hid behind the picture, is left out.
"""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from motcua.files.refusal import UploadRefused

# The longer side in pixels. A page of A4 sent by a citizen stays readable on a screen and in print.
SENT = 1_700
# An officer's scan is the digitised copy of TT 02/2019/TT-BNV: A4 at 200 dots per inch.
SCANNED = 2_340
MOST_PIXELS = 52_000_000  # cameras of telephones; more is a bomb or a poster
PAGE_AT_MOST = 350_000  # bytes
_QUALITIES = (85, 78, 70, 62, 54, 46, 38)
# An MPO, several photographs in one file, is read as the JPEG it begins as.
_READ_AS = ("JPEG", "PNG")


def light_page(data: bytes, name: str, longest: int = SENT) -> bytes:
    """A photograph as a JPEG of a page: the best quality that stays within PAGE_AT_MOST.

    longest: pixels of the longer side; a smaller picture is not blown up. Raises UploadRefused.
    """
    page = _decoded(data, name, longest)
    page.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    allowed = PAGE_AT_MOST * max(1, longest // SENT)
    for quality in _QUALITIES:
        light = _encoded(page, quality)
        if len(light) <= allowed:
            break
    return light


def thumbnail(data: bytes, rotation: int, longest: int) -> bytes:
    """A small JPEG of a page already kept, turned clockwise by so many degrees."""
    with Image.open(io.BytesIO(data), formats=_READ_AS) as image:
        image.draft(None, (longest, longest))
        small = image.rotate(-rotation, expand=True)
    small.thumbnail((longest, longest))
    return _encoded(small, 70)


def size_of(data: bytes) -> tuple[int, int, bool]:
    """Width and height in pixels of a page already kept, and whether it is in colour."""
    with Image.open(io.BytesIO(data), formats=_READ_AS) as image:
        return image.width, image.height, image.mode == "RGB"


def _decoded(data: bytes, name: str, longest: int) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=_READ_AS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UploadRefused(
                    _(
                        "Ảnh “%(name)s” có %(wide)s × %(high)s điểm ảnh, quá lớn để mở. Hãy chụp "
                        "lại giấy tờ ở độ phân giải thường rồi tải lên."
                    )
                    % {"name": name, "wide": image.width, "high": image.height}
                )
            # Decoded at no more than twice the size wanted: a fraction of the memory.
            image.draft(None, (longest, longest))
            return _on_white(ImageOps.exif_transpose(image))
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as wrong:
        raise UploadRefused(
            _("Ảnh “%(name)s” hỏng hoặc chưa tải hết. Hãy mở thử trên máy, rồi chụp lại giấy tờ.")
            % {"name": name}
        ) from wrong


def _on_white(image: Image.Image) -> Image.Image:
    """Paper shows through what is transparent; grey stays grey, the rest is colour."""
    if image.mode in ("L", "1"):
        return image.convert("L")
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA"):
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")


def _encoded(page: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
