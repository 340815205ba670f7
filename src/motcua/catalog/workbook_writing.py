"""Procedures, or an empty template, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from motcua.catalog.record import Case, Part, ProcedureRecord
from motcua.catalog.record_questions import ChoiceLine
from motcua.catalog.workbook import (
    ANSWER,
    CASE,
    CODE,
    FEES,
    GUIDE,
    PAPERS,
    SHEETS,
    Column,
    Kind,
    Sheet,
    headers,
)

_ROWS_WITH_CHOICES = 2000
_GUIDE = (
    "Mỗi trang là một bảng; mỗi dòng thuộc về thủ tục có mã ghi ở cột đầu.",
    "Trang “Thủ tục” một dòng một thủ tục. Trang “Trường hợp” ít nhất một dòng một thủ tục;"
    " thủ tục không chia trường hợp thì ghi mã chuan.",
    "Ở trang “Thành phần”, “Phí lệ phí”: để trống mã trường hợp khi dùng chung cho mọi trường hợp.",
    "Cột có dấu * bắt buộc. Không đổi tên trang, tên cột. Không xóa cột.",
    "Phí, lệ phí: ghi số tiền hoặc công thức, không ghi cả hai; để trống cả hai khi do HĐND"
    " cấp tỉnh quy định.",
    "Kiểm tra tệp trước khi nạp: motcua import procedures TỆP.xlsx --check",
)


def workbook(found: Iterable[ProcedureRecord] = ()) -> bytes:
    """The workbook of these records; without any, the template."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    _write_guide(book)
    records = list(found)
    for sheet in SHEETS:
        _write_sheet(book, sheet, records)
    book.close()
    return content.getvalue()


def _write_guide(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet(GUIDE)
    bold, wrap = (
        book.add_format({"bold": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 30)
    page.set_column(2, 2, 70)
    for row, said in enumerate(_GUIDE):
        page.merge_range(row, 0, row, 2, said, wrap)
        page.set_row(row, 32)
    start = len(_GUIDE) + 1
    for place, header in enumerate(("Trang", "Cột", "Ghi gì")):
        page.write_string(start, place, header, bold)
    lines = [(sheet, column) for sheet in SHEETS for column in sheet.columns]
    for row, (sheet, column) in enumerate(lines, start=start + 1):
        for place, said in enumerate((sheet.name, _header(column), _explained(column))):
            page.write_string(row, place, said, wrap)


def _explained(column: Column) -> str:
    if column.choices:
        return "một trong: " + ", ".join(column.choices)
    kinds = {Kind.FLAG: "có hoặc không", Kind.NUMBER: "số", Kind.LINES: "được nhiều dòng"}
    return "; ".join(filter(None, (kinds.get(column.kind, ""), column.hint)))


def _header(column: Column) -> str:
    return f"{column.header} *" if column.required else column.header


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, records: list[ProcedureRecord]) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    # Codes such as 1.001190 are words: as a number one would lose its last digit.
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    first = len(headers(sheet)) - len(sheet.columns)
    page.set_column(0, first - 1, 16, text)
    for place, header in enumerate((CODE, CASE)[:first]):
        page.write_string(0, place, f"{header} *" if header == CODE else header, bold)
    for place, column in enumerate(sheet.columns, start=first):
        page.set_column(place, place, column.width, None if column.kind is Kind.NUMBER else text)
        page.write_string(0, place, _header(column), bold)
        _offer_choices(page, place, column)
    page.freeze_panes(1, first)
    for row, cells in enumerate(_rows(sheet, records), start=1):
        for place, value in enumerate(cells):
            if isinstance(value, str) and value:
                page.write_string(row, place, value, text)
            elif not isinstance(value, str) and value is not None:
                page.write_number(row, place, value)


def _offer_choices(page: Worksheet, place: int, column: Column) -> None:
    offered = ["có", "không"] if column.kind is Kind.FLAG else list(column.choices)
    if offered:
        rule = {"validate": "list", "source": offered}
        page.data_validation(1, place, _ROWS_WITH_CHOICES, place, rule)


def _rows(sheet: Sheet, records: list[ProcedureRecord]) -> Iterator[list[Any]]:
    for record in records:
        for case, part in _parts(sheet, record):
            yield [
                record.ma_tthc,
                *([case] if sheet.by_case else []),
                *(_cell(column, part) for column in sheet.columns),
            ]


def _parts(sheet: Sheet, record: ProcedureRecord) -> Iterator[tuple[str, Part]]:
    """(code of the case, object of the row)"""
    if not sheet.key:
        yield "", record
        return
    for part in getattr(record, sheet.key):
        yield "", part
    if sheet in (PAPERS, FEES):
        for case in record.truong_hop:
            for part in getattr(case, sheet.key):
                yield case.ma, part


def _cell(column: Column, part: Part) -> str | int | float | None:
    if column.path[0] == "cach_thuc" and isinstance(part, Case):
        return _channel_cell(column, part)
    value: Any = part
    for key in column.path:
        value = getattr(value, key, None)
    if value is None or value == "":
        return ""
    if column.kind is Kind.FLAG:
        return "có" if value else "không"
    if column.kind is Kind.CHOICE:
        return next(word for word, key in column.choices.items() if key == value)
    if column.kind is Kind.EXEMPTIONS:
        return "\n".join(f"{each.muc} | {each.doi_tuong} | {each.can_cu}" for each in value)
    if column.kind is Kind.ANSWERS:
        return "\n".join(_answer(each) for each in value)
    return "\n".join(value) if column.kind is Kind.LIST else value


def _answer(choice: ChoiceLine) -> str:
    return " | ".join(getattr(choice, key) for key in ANSWER).rstrip(" |")


def _channel_cell(column: Column, case: Case) -> str | int | float | None:
    listed = {each.kenh: each for each in case.cach_thuc}
    _key, channel, said = column.path
    if said == "nhan":
        return "có" if channel in listed or not listed else "không"
    limit = listed[channel].thoi_han if channel in listed else None
    if limit is None:
        return ""
    if said == "value":
        return limit.value
    return next(word for word, unit in column.choices.items() if unit == limit.unit)
