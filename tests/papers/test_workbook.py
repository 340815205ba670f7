"""The register as a workbook, read back by a reader that knows nothing of how it was made."""

from datetime import UTC, datetime
from io import BytesIO

import python_calamine

from motcua.papers import register_workbook
from tests.papers.slip_samples import register, register_row


def rows_of(workbook: bytes) -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(workbook))
    (name,) = book.sheet_names
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def test_every_dossier_is_a_row_of_typed_cells():
    rows = rows_of(register_workbook(register()))
    assert [row[0] for row in rows[:4]] == [
        "Trung tâm Phục vụ hành chính công",
        "SỔ THEO DÕI HỒ SƠ NĂM 2026",
        "Lĩnh vực: Hoạt động xây dựng",
        "Quyển số: 01/2026",
    ]
    assert rows[4][:4] == ["STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Tên cá nhân, tổ chức"]
    assert rows[5] == [
        1.0,
        "H24-260115-0001",
        "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "Nguyễn Thị Hoài Ngọc Diễm",
        "Số 27, ngõ 158 đường Lạch Tray, phường Gia Viên",
        "0912 345 678",
        "Ủy ban nhân dân phường Gia Viên",
        datetime(2026, 1, 15, 9, 15),  # noqa: DTZ001 Excel knows no time zones
        datetime(2026, 2, 5, 17, 0),  # noqa: DTZ001
        datetime(2026, 2, 5, 10, 30),  # noqa: DTZ001
        "Trực tiếp",
        "",
    ]
    assert len(rows) == 5 + len(register().rows)


def test_moments_are_in_vietnamese_time():
    row = register_row(1, received_at=datetime(2026, 3, 8, 17, 30, tzinfo=UTC), due_at=None)
    written = rows_of(register_workbook(register(rows=(row,))))[5]
    assert written[7] == datetime(2026, 3, 9, 0, 30)  # noqa: DTZ001
    assert written[8] == ""


def test_what_looks_like_a_formula_stays_text():
    row = register_row(1, applicant='=HYPERLINK("http://example.vn")', phone="+84912345678")
    written = rows_of(register_workbook(register(rows=(row,))))[5]
    assert written[3] == '=HYPERLINK("http://example.vn")'
    assert written[5] == "+84912345678"


def test_an_empty_register_is_a_workbook_too():
    assert len(rows_of(register_workbook(register(rows=())))) == 5


def test_equal_registers_give_equal_bytes():
    assert register_workbook(register()) == register_workbook(register())
