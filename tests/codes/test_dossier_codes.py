"""TT 01/2018 Art. 19; TT 03/2025 Art. 13 as amended by TT 04/2025."""

from datetime import UTC, date, datetime

import pytest
from code_strategies import agencies
from hypothesis import given
from hypothesis import strategies as st

from motcua.codes import DossierCode, MalformedCode, dossier_code, parse_dossier_code

DAY = date(2026, 11, 21)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
numbers = st.integers(1, 10**12 - 1)
owners = st.none() | st.from_regex(r"[0-9]{2}", fullmatch=True)


@pytest.mark.parametrize(
    ("number", "owner", "code"),
    [
        (1, None, "H26.01.02-261121-0001"),
        (9999, None, "H26.01.02-261121-9999"),
        (10000, None, "H26.01.02-261121-10000"),
        (1, "01", "H26.01.02-261121-010001"),
        (12345, "01", "H26.01.02-261121-0112345"),
    ],
)
def test_a_number_has_four_digits_or_as_many_as_it_needs(number, owner, code):
    assert dossier_code("H26.01.02", DAY, number, owner=owner) == code


@pytest.mark.parametrize(
    ("agency", "day", "number", "owner", "reason"),
    [
        ("000.00.14.H20", DAY, 1, None, "cấp 1"),
        ("h26.01", DAY, 1, None, "cấp 1"),
        ("H26. 01", DAY, 1, None, "chữ số và chữ A-Z"),
        ("", DAY, 1, None, "cấp 1"),
        ("H26.01", DAY, 0, None, "số thứ tự"),
        ("H26.01", DAY, -1, None, "số thứ tự"),
        ("H26.01", DAY, 10**12, None, "số thứ tự"),
        ("H26.01", date(1999, 12, 31), 1, None, "năm tiếp nhận"),
        ("H26.01", date(2100, 1, 1), 1, None, "năm tiếp nhận"),
        ("H26.01", DAY, 1, "1", "hai chữ số"),
        ("H26.01", DAY, 1, "G01", "hai chữ số"),
    ],
)
def test_nothing_is_issued_that_the_circular_does_not_allow(agency, day, number, owner, reason):
    with pytest.raises(MalformedCode, match=reason):
        dossier_code(agency, day, number, owner=owner)


def test_a_moment_is_not_a_reception_date():
    with pytest.raises(TypeError, match="ngày tiếp nhận"):
        dossier_code("H26.01", datetime(2026, 11, 20, 18, tzinfo=UTC), 1)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("H26.01.02-261121-0001", "H26.01.02-261121-0001"),
        ("000.00.14.H20-200703-0002", "H20.14-200703-0002"),
        ("G09.20-20260609-0092637", "G09.20-260609-92637"),
        ("H26-261121-0001", "H26-261121-0001"),
        (" h26.01.02 - 261121 - 0001 ", "H26.01.02-261121-0001"),
        ("H26.01.02–261121—0001", "H26.01.02-261121-0001"),
        ("H26.01.02−261121‑0001", "H26.01.02-261121-0001"),
        ("H26.01.02--261121_0001", "H26.01.02-261121-0001"),
        ("H26.01.02 261121 0001", "H26.01.02-261121-0001"),
        ("H26 .01. 02-2611 21-00 01\r\n", "H26.01.02-261121-0001"),
        ("H26.01.02\xad-261121-\ufeff0001", "H26.01.02-261121-0001"),
        ("H26.01.02-20200229-0001", "H26.01.02-200229-0001"),
    ],
)
def test_codes_are_read_as_people_and_other_systems_write_them(written, canonical):
    assert parse_dossier_code(written).canonical == canonical


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "cần đủ mã cơ quan"),
        ("H26.01.02", "cần đủ mã cơ quan"),
        ("H26.01.02-261121", "cần đủ mã cơ quan"),
        ("261121-0001", "cần đủ mã cơ quan"),
        ("H26.01.02-261121-001", "cần đủ mã cơ quan"),
        ("H26.01.02-2611211-0001", "cần đủ mã cơ quan"),
        ("H26.01.02-261121-00O1", "cần đủ mã cơ quan"),
        ("H26.01.02-261121-0001-1", "cần đủ mã cơ quan"),
        ("H26.01.02-261121-" + "1" * 15, "cần đủ mã cơ quan"),
        ("H26.01.02-261121-0001" + " " * 100 + "1", "cần đủ mã cơ quan"),
        ("H26.01.02-261332-0001", "không có ngày 261332"),
        ("H26.01.02-260229-0001", "không có ngày 260229"),
        ("H26.01.02-21000101-0001", "năm tiếp nhận"),
        ("H26.01.02-261121-0000", "số thứ tự"),
        ("26.01-261121-0001", "mã cơ quan sai"),
        ("H26..02-261121-0001", "mã cơ quan sai"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, reason):
    with pytest.raises(MalformedCode, match=rf"Mã hồ sơ .* không hợp lệ: .*{reason}"):
        parse_dossier_code(text)


def test_a_long_text_is_not_thrown_back_whole():
    with pytest.raises(MalformedCode) as told:
        parse_dossier_code("x" * 10_000)
    assert len(str(told.value)) < 250


def test_owner_digits_are_read_only_when_asked_for():
    text = "H26.01-261121-010001"
    assert parse_dossier_code(text) == DossierCode(
        parse_dossier_code(text).agency, DAY, number=10001
    )
    owned = parse_dossier_code(text, has_owner=True)
    assert (owned.owner, owned.number) == ("01", 1)
    with pytest.raises(MalformedCode, match="số thứ tự"):
        parse_dossier_code("H26.01-261121-0001", has_owner=True)


def test_a_code_is_shown_as_its_papers_show_it_and_compared_by_what_it_names():
    old, new = map(parse_dossier_code, ["000.00.14.h20-200703-0002", "H20.14-20200703-00002"])
    assert (str(old), str(new)) == ("000.00.14.H20-200703-0002", "H20.14-20200703-00002")
    assert old == new
    assert hash(old) == hash(new)
    assert old != parse_dossier_code("H20.14-200703-0003")


def test_a_code_made_from_its_parts_is_shown_in_the_form_in_force():
    parts = parse_dossier_code("H26.01-261121-0007")
    assert str(DossierCode(parts.agency, DAY, 7)) == "H26.01-261121-0007"


@given(agencies, days, numbers, owners)
def test_what_is_issued_reads_back(agency, day, number, owner):
    code = dossier_code(str(agency), day, number, owner=owner)
    read = parse_dossier_code(code, has_owner=owner is not None)
    assert (read.agency, read.received_on, read.number, read.owner) == (agency, day, number, owner)
    assert str(read) == read.canonical == code


@given(agencies, days, numbers, st.data())
def test_slips_of_the_hand_do_not_matter(agency, day, number, data):
    code = dossier_code(str(agency), day, number)
    slips = {".": [".", " .", ". ", "．"], "-": ["-", " - ", "–", "— ", "--"]}
    written = "".join(
        data.draw(st.sampled_from(slips.get(char, [char, char.lower(), f"{char}\u200b"])))
        for char in code
    )
    read = parse_dossier_code(written)
    assert str(read) == code


@given(agencies, agencies, days, days, numbers, numbers)
def test_two_dossiers_never_share_a_code(one, other, day, another_day, number, another):
    first, second = (one, day, number), (other, another_day, another)
    same = dossier_code(str(one), day, number) == dossier_code(str(other), another_day, another)
    assert same == (first == second)


@given(st.text(max_size=120))
def test_no_text_ends_in_any_other_error(text):
    try:
        code = parse_dossier_code(text)
    except MalformedCode:
        return
    assert parse_dossier_code(code.canonical) == code
