"""The QR code of identity cards: layouts, what is refused, what a photograph shows."""

import io
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from motcua.forms.id_card import IdCard, UnreadableCard, read_card, read_photo

NAME = "Nguyễn Thị Mẫu"
ADDRESS = "12 Đinh Tiên Hoàng, Hồng Bàng, Hải Phòng"
CHIP = f"031190000999|131234567|{NAME}|27031990|Nữ|{ADDRESS}|10052021"
NEW = f"031190000999||{NAME}|27031990|Nữ|{ADDRESS}|15082024||Nguyễn Văn Cha|Trần Thị Mẹ|"
EARLY = f"031190000999|131234567|{NAME}|27031990|Nữ|{ADDRESS}"
TODAY = date(2026, 11, 21)


def photo(text: str, kind: str = "PNG", scale: int = 4, turn: int = 0) -> bytes:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=scale, border=4)
    with Image.open(drawn) as image:
        turned = image.convert("RGB").rotate(turn, expand=True, fillcolor="white")
    sent = io.BytesIO()
    turned.save(sent, kind)
    return sent.getvalue()


@pytest.mark.parametrize("text", [CHIP, NEW, EARLY, CHIP.replace("|", " | "), f"{CHIP}\n"])
def test_every_layout_tells_the_same_person(text):
    card = read_card(text)
    assert card.identity_number == "031190000999"
    assert card.full_name == NAME
    assert card.birth_date == date(1990, 3, 27)
    assert card.gender == "female"
    assert card.address == ADDRESS
    card.check(TODAY)


def test_who_issued_it_follows_from_the_day():
    assert read_card(CHIP).issued_by.startswith("Cục Cảnh sát")
    assert read_card(NEW).issued_by == "Bộ Công an"
    assert read_card(EARLY).issued_by == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xin chào",
        "https://example.vn/?a=1|2|3|4|5|6",
        CHIP.replace("031190000999", "31190000999"),
        CHIP.replace("27031990", "31021990"),
        CHIP.replace(NAME, ""),
        CHIP.replace(NAME, "<script>alert(1)</script>"),
        CHIP.replace(NAME, "Nguyễn {{ settings }}"),
        CHIP.replace(ADDRESS, " "),
        CHIP + "|" * 500,
        "٠٣١١٩٠٠٠٠٩٩٩" + CHIP[12:],
    ],
)
def test_what_is_no_card_is_refused(text):
    with pytest.raises(UnreadableCard, match="Không đọc được thẻ"):
        read_card(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    with suppress(UnreadableCard):
        assert isinstance(read_card(text), IdCard)


def changed(**changes: Any) -> IdCard:
    return IdCard(**{**vars(read_card(CHIP)), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"gender": "male"},
        {"birth_date": date(1991, 3, 27)},
        {"birth_date": date(2090, 3, 27), "identity_number": "031590000999"},
        {"issued_on": date(2026, 11, 22)},
        {"issued_on": date(1989, 1, 1)},
    ],
)
def test_a_card_that_contradicts_itself_is_refused(changes):
    with pytest.raises(UnreadableCard, match="không khớp"):
        changed(**changes).check(TODAY)


@pytest.mark.parametrize(
    ("born", "issued", "ends"),
    [
        (date(1990, 3, 27), date(2021, 5, 10), date(2030, 3, 27)),
        # Within two years before 40: valid until 60.
        (date(1990, 3, 27), date(2028, 3, 27), date(2050, 3, 27)),
        (date(1990, 3, 27), date(2028, 3, 26), date(2030, 3, 27)),
        (date(1960, 1, 1), date(2021, 1, 1), None),
        (date(2015, 6, 1), date(2024, 8, 1), date(2029, 6, 1)),
        (date(2000, 2, 29), date(2021, 1, 1), date(2025, 3, 1)),
        (date(1990, 3, 27), None, None),
    ],
)
def test_a_card_ends_at_an_age_of_renewal(born, issued, ends):
    assert changed(birth_date=born, issued_on=issued).expires_on == ends


def test_an_expired_card_is_refused_with_its_day():
    card = read_card("031085000456|031085456|Đặng Văn Mẫu|03091985|Nam|34 phố Mẫu|10052021")
    card.check(date(2025, 9, 2))
    with pytest.raises(UnreadableCard, match="hết hạn từ 03/09/2025"):
        card.check(date(2025, 9, 3))


@pytest.mark.parametrize(("kind", "turn"), [("PNG", 0), ("JPEG", 90), ("JPEG", 17)])
def test_the_code_is_found_in_a_photograph(kind, turn):
    assert read_photo(photo(CHIP, kind, turn=turn)) == CHIP


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n" + b"0" * 50,
        photo("https://example.vn"),
        photo(CHIP)[:200],
    ],
)
def test_a_photograph_without_a_card_says_what_to_do(data):
    with pytest.raises(UnreadableCard, match="chỉ phần mã QR"):
        read_photo(data)
