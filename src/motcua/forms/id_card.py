"""The QR code of a citizen's identity card, as a scanner types it or a photograph shows it.

Every layout since 2021 begins alike: `number|old number|name|ddmmyyyy|sex|address|issued`. The
card of Luật Căn cước 26/2023/QH15 (from 1/7/2024) adds fields, which are left alone; some early
cards leave the day of issue out.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

import zxingcpp
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

LONGEST = 500  # letters of a code
MOST_PIXELS = 52_000_000  # cameras of telephones; more is a bomb or a poster
# Ages at which a card must be renewed, and how long before one it may be for the next.
_RENEWALS = (14, 25, 40, 60)
_BEFOREHAND = 2  # years (Luật Căn cước, Điều 21)
_NEW_CARDS = date(2024, 7, 1)
_FIELDS = 6
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_SEXES = {"nam": "male", "nữ": "female"}


class UnreadableCard(ValueError):
    """The text is not an identity card's, or the card cannot be used; the message says why."""


@dataclass(frozen=True)
class IdCard:
    """gender: "male", "female", or empty where the card says neither."""

    identity_number: str
    full_name: str
    birth_date: date
    address: str
    gender: str = ""
    issued_on: date | None = None

    @property
    def issued_by(self) -> str:
        """Who issued cards on that day; empty where the day is not known."""
        if self.issued_on is None:
            return ""
        if self.issued_on >= _NEW_CARDS:
            return "Bộ Công an"
        return "Cục Cảnh sát quản lý hành chính về trật tự xã hội"

    @property
    def expires_on(self) -> date | None:
        """The birthday from which the card is no longer valid; none when it never ends.

        A card issued within two years before an age of renewal is valid until the next one.
        """
        if self.issued_on is None:
            return None
        birthdays = [_years_after(self.birth_date, age) for age in _RENEWALS]
        ahead = [day for day in birthdays if self.issued_on < _years_after(day, -_BEFOREHAND)]
        return min(ahead, default=None)

    @property
    def agrees_with_number(self) -> bool:
        """Whether century, sex and year in the number are those of the card (NĐ 137/2015)."""
        century = 2 * (self.birth_date.year // 100 - 19)
        digits = {"male": {century}, "female": {century + 1}}
        sexes = digits.get(self.gender, {century, century + 1})
        year = f"{self.birth_date.year % 100:02}"
        return int(self.identity_number[3]) in sexes and self.identity_number[4:6] == year

    def check(self, today: date) -> None:
        """Raises UnreadableCard for a card that contradicts itself or has expired."""
        late = self.issued_on and not self.birth_date <= self.issued_on <= today
        if late or self.birth_date > today or not self.agrees_with_number:
            raise UnreadableCard(
                _(
                    "Mã QR này không phải của thẻ căn cước: số, ngày sinh và giới tính không khớp"
                    " nhau. Hãy quét lại, hoặc ghi tay ở trang sau."
                )
            )
        ends = self.expires_on
        if ends and today >= ends:
            raise UnreadableCard(
                _(
                    "Thẻ căn cước này đã hết hạn từ %(day)s. Hãy quét thẻ còn hạn, hoặc ghi tay ở"
                    " trang sau và đi đổi thẻ."
                )
                % {"day": f"{ends:%d/%m/%Y}"}
            )


def read_card(text: str) -> IdCard:
    """Read the text of a card's code. Raises UnreadableCard."""
    parts = [" ".join(unicodedata.normalize("NFC", part).split()) for part in text.split("|")]
    if len(text) > LONGEST or len(parts) < _FIELDS:
        raise _unreadable()
    number, _old, name, born, sex, address, *rest = parts
    if not re.fullmatch(r"\d{12}", number, re.ASCII) or not _is_name(name) or not address:
        raise _unreadable()
    issued = _day(rest[0]) if rest and rest[0] else None
    return IdCard(number, name, _day(born), address, _SEXES.get(sex.lower(), ""), issued)


def read_photo(data: bytes) -> str:
    """The text of the card's code in a photograph (JPG, PNG). Raises UnreadableCard."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _no_code()
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise _no_code() from error
    for found in zxingcpp.read_barcodes(grey, formats=_QR):
        if found.text.count("|") >= _FIELDS - 1:
            return str(found.text)
    raise _no_code()


def _is_name(text: str) -> bool:
    """Letters of any alphabet, and what stands between them in names."""
    return (
        len(text) <= 120 and text[:1].isalpha() and all(c.isalpha() or c in " .'’-" for c in text)
    )


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 a day, not a moment
    except ValueError as error:
        raise _unreadable() from error


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # born on 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _unreadable() -> UnreadableCard:
    return UnreadableCard(
        _("Không đọc được thẻ. Hãy quét lại mã QR trên thẻ căn cước, hoặc ghi tay các ô.")
    )


def _no_code() -> UnreadableCard:
    return UnreadableCard(
        _(
            "Ảnh không có mã QR của thẻ căn cước đọc được. Hãy chụp gần, đủ sáng, chỉ phần mã QR ở"
            " góc thẻ; ảnh JPG hoặc PNG."
        )
    )
