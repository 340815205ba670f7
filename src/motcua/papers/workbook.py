"""The register of dossiers as an Excel workbook, of the same rows as the page."""

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from motcua.papers.control import Register, RegisterRow
from motcua.papers.wording import VIETNAM

# Heading and width in characters, as on the page.
COLUMNS = (
    ("STT", 6),
    ("Mã hồ sơ", 24),
    ("Tên thủ tục hành chính", 42),
    ("Tên cá nhân, tổ chức", 28),
    ("Địa chỉ", 36),
    ("Số điện thoại", 15),
    ("Cơ quan chủ trì giải quyết", 28),
    ("Ngày tiếp nhận", 17),
    ("Ngày hẹn trả", 17),
    ("Ngày trả kết quả", 17),
    ("Phương thức nhận kết quả", 24),
    ("Ký nhận", 22),
)
HEAD_ROW = 4
A4 = 9


def register_workbook(register: Register) -> bytes:
    """The register as .xlsx: heading, one row a dossier, moments as Excel dates in Vietnamese time.

    Equal content gives equal bytes. Text is written as text, never as a formula.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": "Sổ theo dõi hồ sơ",
                "author": register.agency.name,
                "created": _local(register.issued_at),
            }
        )
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format(
                {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "top"}
            ),
            "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "moment": book.add_format(
                {"border": 1, "valign": "top", "num_format": "dd/mm/yyyy hh:mm"}
            ),
        }
        sheet = book.add_worksheet(f"Năm {register.year}")
        _write_heading(sheet, register, styles)
        for place, row in enumerate(register.rows, start=HEAD_ROW + 1):
            _write_row(sheet, place, row, styles)
        _lay_out(sheet, len(register.rows))
    return target.getvalue()


def _write_heading(sheet: Worksheet, register: Register, styles: dict[str, Format]) -> None:
    lines = (
        register.agency.name,
        f"SỔ THEO DÕI HỒ SƠ NĂM {register.year}",
        f"Lĩnh vực: {register.sector}",
        f"Quyển số: {register.number}",
    )
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, line, styles["title"] if place == 1 else None)
    for column, (head, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROW, column, head, styles["head"])


def _write_row(sheet: Worksheet, place: int, row: RegisterRow, styles: dict[str, Format]) -> None:
    values: tuple[Any, ...] = (
        row.entry,
        row.dossier_code,
        row.procedure,
        row.applicant,
        row.address,
        row.phone,
        row.lead_agency,
        row.received_at,
        row.due_at,
        row.returned_at,
        row.return_way,
        row.signature,
    )
    for column, value in enumerate(values):
        if isinstance(value, datetime):
            sheet.write_datetime(place, column, _local(value), styles["moment"])
        elif isinstance(value, int):
            sheet.write_number(place, column, value, styles["text"])
        else:
            sheet.write_string(place, column, value or "", styles["text"])


def _lay_out(sheet: Worksheet, rows: int) -> None:
    """As it is read on a screen, and as it is printed: A4 across, the head on every page."""
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + max(rows, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&RTrang &P/&N")


def _local(moment: datetime) -> datetime:
    """Excel knows no time zones."""
    return moment.astimezone(VIETNAM).replace(tzinfo=None)
