"""QĐ 20/2020/QĐ-TTg Art. 4, and the order TT 10/2016/TT-BTTTT used before it."""

import pytest
from code_strategies import agencies, level_one
from hypothesis import given
from hypothesis import strategies as st

from motcua.codes import AgencyCode, MalformedCode, parse_agency_code


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("H26.01.02", "H26.01.02"),
        ("H59.46", "H59.46"),
        ("G18", "G18"),
        ("000.00.14.H20", "H20.14"),
        ("000.00.00.G18", "G18"),
        ("000.05.14.H20", "H20.14.05"),
        ("005.00.14.H20", "H20.14.00.005"),
        (" h26 . 01.02\n", "H26.01.02"),
        ("Ｈ２６.０１", "H26.01"),
        ("H26.01\u200b.02", "H26.01.02"),
    ],
)
def test_both_orders_and_stray_characters_are_read(written, meant):
    assert str(parse_agency_code(written)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "26.01",
        "Z26.01",
        "H2.01",
        "H260",
        "H26..01",
        "H26.01.",
        "H26.Đ1",
        "H26.01-02",
        "000.00.CS.001",
        "UBNDCT",
        "H26.٠١",
        "H26." + "1" * 32,
        "H26" + ".01" * 50,
    ],
)
def test_anything_else_is_refused_in_vietnamese(text):
    with pytest.raises(
        MalformedCode, match=r"Mã cơ quan .* không hợp lệ: .*Ví dụ đúng: H26"
    ) as told:
        parse_agency_code(text)
    assert told.value.text == text


def test_a_code_has_at_most_35_characters():
    assert len(str(parse_agency_code("H26." + "1" * 31))) == 35
    with pytest.raises(MalformedCode, match="dài quá 35 ký tự"):
        parse_agency_code("H26." + "1" * 32)


def test_levels_lead_up_to_the_province():
    office = parse_agency_code("H26.01.02")
    assert (office.level, str(office.parent), str(office.parent.parent)) == (3, "H26.01", "H26")
    assert office.parent.parent.parent is None


def test_the_old_order_has_four_levels_and_no_more():
    assert parse_agency_code("H20.14").old_order == "000.00.14.H20"
    assert parse_agency_code("G18").old_order == "000.00.00.G18"
    assert parse_agency_code("H20.14.05.001.02").old_order is None


@given(agencies)
def test_a_code_reads_back_as_itself(code):
    assert parse_agency_code(str(code)) == code
    assert parse_agency_code(str(code).lower()) == code


@given(level_one, st.lists(st.from_regex(r"[0-9]{1,3}", fullmatch=True), max_size=3))
def test_the_old_order_reads_back_as_the_same_agency(first, lower):
    while lower and set(lower[-1]) == {"0"}:
        lower.pop()
    code = AgencyCode((first, *lower))
    assert parse_agency_code(code.old_order) == code


@given(st.text(max_size=120))
def test_no_text_ends_in_any_other_error(text):
    try:
        code = parse_agency_code(text)
    except MalformedCode:
        return
    assert parse_agency_code(str(code)) == code
