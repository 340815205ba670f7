"""Codes of the national database of administrative procedures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.codes import (
    MalformedCode,
    ProcedureCode,
    parse_agency_code,
    parse_paper_code,
    parse_procedure_code,
    parse_sector_code,
)


@pytest.mark.parametrize(
    ("text", "national", "case", "agency"),
    [
        ("1.012644", "1.012644", None, None),
        (" 2.000635 ", "2.000635", None, None),
        ("3.000198", "3.000198", None, None),
        ("1.001776.01", "1.001776", "01", None),
        ("1.000948.H38", "1.000948", None, "H38"),
        ("1.004873.000.00.00.h22", "1.004873", None, "H22"),
        ("1.004873.000.00.14.H22", "1.004873", None, "H22.14"),
    ],
)
def test_procedures_are_read_short_and_long(text, national, case, agency):
    code = parse_procedure_code(text)
    localised = str(code.agency) if code.agency else None
    assert (code.national, code.case, localised) == (national, case, agency)
    assert str(code) == text.strip().upper()


def test_a_procedure_made_from_its_parts_is_written_out():
    agency = parse_agency_code("H22")
    assert str(ProcedureCode("1.004873", agency=agency)) == "1.004873.H22"
    assert ProcedureCode("1.004873", agency=agency) == parse_procedure_code(
        "1.004873.000.00.00.H22"
    )


@pytest.mark.parametrize(
    "text",
    ["", "1012644", "1.12644", "12.012644", "1.012644.", "1.012644.1", "1,012644", "a.012644"],
)
def test_other_procedure_codes_are_refused(text):
    with pytest.raises(MalformedCode, match=r"Mã thủ tục .* không hợp lệ"):
        parse_procedure_code(text)


def test_a_procedure_of_an_impossible_agency_is_refused():
    with pytest.raises(MalformedCode, match="mã cơ quan sai"):
        parse_procedure_code("1.004873.000.00.00.H222")


@pytest.mark.parametrize(
    ("text", "ministry", "sector"),
    [
        ("G03-GD10", "G03", "GD10"),
        ("G16-VH13", "G16", "VH13"),
        ("g07-lđ03", "G07", "LĐ03"),
        ("G07 – LĐ03", "G07", "LĐ03"),
        ("G03 GD10", "G03", "GD10"),
    ],
)
def test_sectors_are_read(text, ministry, sector):
    code = parse_sector_code(text)
    assert (str(code.ministry), code.sector) == (ministry, sector)
    assert str(code) == f"{ministry}-{sector}"


@pytest.mark.parametrize("text", ["", "G03", "G03GD10", "Z03-GD10", "G3-GD10", "G03-10", "G03-GD"])
def test_other_sector_codes_are_refused(text):
    with pytest.raises(MalformedCode, match=r"Mã lĩnh vực .* không hợp lệ"):
        parse_sector_code(text)


@pytest.mark.parametrize(
    ("text", "agency", "kind", "number"),
    [
        ("000.00.00.G18-KQ005113", "G18", "KQ", "005113"),
        ("000.00.00.g09 - kq002269", "G09", "KQ", "002269"),
        ("H26.01-GT000001", "H26.01", "GT", "000001"),
        ("KQ.G15.000031", "G15", "KQ", "000031"),
    ],
)
def test_papers_and_results_are_read(text, agency, kind, number):
    code = parse_paper_code(text)
    assert (str(code.agency), code.kind, code.number) == (agency, kind, number)
    assert str(code) == text.upper().replace(" ", "")


@pytest.mark.parametrize("text", ["", "G18", "G18-KQ", "KQ005113", "KQ.Z15.000031", "26.01-KQ0001"])
def test_other_paper_codes_are_refused(text):
    with pytest.raises(MalformedCode, match=r"Mã giấy tờ .* không hợp lệ"):
        parse_paper_code(text)


@given(st.text(max_size=60))
def test_no_text_ends_in_any_other_error(text):
    for parse in (parse_procedure_code, parse_sector_code, parse_paper_code):
        try:
            code = parse(text)
        except MalformedCode:
            continue
        assert parse(str(code)) == code
