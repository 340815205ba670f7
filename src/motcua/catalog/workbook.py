"""The published workbook of procedures: its sheets, their columns, and the words of their cells.

A row belongs to the procedure whose code it begins with. A column is written to and read from
one place of the record; docs/catalogue.md explains each to administrators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CODE = "Mã thủ tục"
CASE = "Mã trường hợp"
GUIDE = "Hướng dẫn"


class Kind(StrEnum):
    """How a cell is read: words, one item a line, a number, có or không, one of a list."""

    TEXT = "text"
    LINES = "lines"
    LIST = "list"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    EXEMPTIONS = "exemptions"
    ANSWERS = "answers"


@dataclass(frozen=True)
class Column:
    """path: keys from the object of the row down, such as ("thoi_han", "value")."""

    header: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    hint: str = ""
    required: bool = False
    # Words of the cell -> value of the record.
    choices: Mapping[str, str] = field(default_factory=dict)
    width: int = 16


@dataclass(frozen=True)
class Sheet:
    """key: the list of the record its rows fill, empty for the record itself."""

    name: str
    key: str
    columns: tuple[Column, ...]
    by_case: bool = False


UNITS = {
    "ngày làm việc": "ngay_lam_viec",
    "ngày": "ngay",
    "giờ làm việc": "gio_lam_viec",
    "phút làm việc": "phut_lam_viec",
    "tuần": "tuan",
    "tháng": "thang",
    "trong ngày": "trong_ngay",
}
CHANNELS = {"trực tiếp": "truc_tiep", "trực tuyến": "truc_tuyen", "bưu chính": "buu_chinh"}
_LEVELS = {"toàn trình": "toan_trinh", "một phần": "mot_phan"}
_PAPERS = {
    "nộp": "nop",
    "xuất trình": "xuat_trinh",
    "mẫu điện tử": "e_form",
    "hệ thống lập": "he_thong_sinh",
}
_PERIODS = {"ngày": "ngay", "tháng": "thang", "năm": "nam", "không thời hạn": "khong_thoi_han"}
_SUPPLEMENT = {"tính lại từ đầu": "tinh_lai", "tạm dừng": "tam_dung"}
_SILENCE = {"đồng ý": "dong_y", "từ chối": "tu_choi"}

# What a line of the choices of a question says, part by part.
ANSWER = ("gia_tri", "ten", "khong_nop", "lam_gi", "thu_tuc")

# The columns that say whether a channel takes the case.
TAKES = {"Nộp trực tiếp": "truc_tiep", "Nộp trực tuyến": "truc_tuyen", "Nộp bưu chính": "buu_chinh"}

PROCEDURES = Sheet(
    "Thủ tục",
    "",
    (
        Column("Tên thủ tục", ("ten",), required=True, width=50),
        Column("Lĩnh vực", ("linh_vuc",), required=True, width=24),
        Column("Cấp thực hiện", ("cap",), Kind.LIST, "xa, huyen, tinh, bo, khac; mỗi dòng một cấp"),
        Column("Cơ quan thực hiện", ("co_quan", "tu_20250701"), width=30),
        Column("Cơ quan phối hợp", ("co_quan", "phoi_hop"), width=24),
        Column("Quyết định công bố", ("quyet_dinh_cong_bo",)),
        Column("Đối tượng", ("doi_tuong",), Kind.LIST, "mỗi dòng một đối tượng", width=28),
        Column("Mức độ", ("muc_do",), Kind.CHOICE, choices=_LEVELS),
        Column("Mức độ cũ", ("muc_do_cu",), Kind.NUMBER, "2, 3 hoặc 4"),
        Column("Lý do một phần", ("ly_do_mot_phan",), Kind.LINES, width=30),
        Column("Thử nghiệm", ("thu_nghiem",), Kind.FLAG),
        Column("Ghi chú về thời hạn", ("thoi_han", "text"), Kind.LINES, width=30),
        Column("Căn cứ pháp lý", ("can_cu",), Kind.LIST, "mỗi dòng một văn bản", width=24),
        Column("Ghi chú", ("ghi_chu",), Kind.LINES, width=40),
    ),
)
CASES = Sheet(
    "Trường hợp",
    "truong_hop",
    (
        Column(CASE, ("ma",), hint="chữ thường không dấu, ví dụ chuan", required=True),
        Column("Tên trường hợp", ("ten",), width=30),
        Column("Điều kiện", ("dieu_kien",), hint="biểu thức CEL", width=24),
        Column("Thời hạn", ("thoi_han", "value"), Kind.NUMBER),
        Column("Đơn vị thời hạn", ("thoi_han", "unit"), Kind.CHOICE, choices=UNITS),
        *(
            Column(header, ("cach_thuc", channel, "nhan"), Kind.FLAG)
            for header, channel in TAKES.items()
        ),
        Column("Thời hạn trực tuyến", ("cach_thuc", "truc_tuyen", "value"), Kind.NUMBER),
        Column(
            "Đơn vị trực tuyến", ("cach_thuc", "truc_tuyen", "unit"), Kind.CHOICE, choices=UNITS
        ),
        Column("Thời hạn bưu chính", ("cach_thuc", "buu_chinh", "value"), Kind.NUMBER),
        Column("Đơn vị bưu chính", ("cach_thuc", "buu_chinh", "unit"), Kind.CHOICE, choices=UNITS),
        Column("Quy trình nội bộ", ("quy_trinh",), hint="mã quy trình", width=24),
        Column("Giờ chốt nhận", ("quy_tac", "gio_chot"), hint="15:00; để trống là không có"),
        Column(
            "Giờ chốt nếu hạn trong ngày",
            ("quy_tac", "gio_chot_trong_ngay"),
            hint="để trống là 15:00; khong là không có",
        ),
        Column("Giờ cuối tính hôm sau", ("quy_tac", "gio_cuoi_tinh_hom_sau"), Kind.FLAG),
        Column("Khi bổ sung", ("quy_tac", "bo_sung"), Kind.CHOICE, choices=_SUPPLEMENT),
        Column("Dừng khi chờ nộp phí", ("quy_tac", "dung_khi_cho_nop_phi"), Kind.FLAG),
        Column("Số lần gia hạn", ("quy_tac", "so_lan_gia_han"), Kind.NUMBER),
        Column("Tự đóng sau (ngày làm việc)", ("quy_tac", "tu_dong_sau"), Kind.NUMBER),
        Column("Im lặng là", ("quy_tac", "im_lang"), Kind.CHOICE, choices=_SILENCE),
    ),
)
PAPERS = Sheet(
    "Thành phần",
    "thanh_phan_ho_so",
    (
        Column("Mã giấy tờ", ("ma",), hint="giữ nguyên qua các phiên bản", required=True),
        Column("Tên giấy tờ", ("ten",), required=True, width=50),
        Column("Loại", ("loai",), Kind.CHOICE, choices=_PAPERS),
        Column("Bắt buộc", ("bat_buoc",), Kind.FLAG, required=True),
        Column("Bản chính", ("ban_chinh",), Kind.NUMBER),
        Column("Bản sao chứng thực", ("ban_chung_thuc",), Kind.NUMBER),
        Column("Bản sao", ("ban_sao",), Kind.NUMBER),
        Column("Mẫu", ("mau",), width=24),
        Column("Tệp mẫu", ("mau_tep",), hint="địa chỉ tải mẫu", width=24),
        Column("Mẫu điện tử", ("mau_dien_tu",), hint="mã mẫu điện tử"),
        Column("Khi nào cần", ("truong_hop",), hint="bằng lời", width=30),
        Column("Điều kiện", ("dieu_kien",), hint="biểu thức CEL", width=24),
    ),
    by_case=True,
)
FEES = Sheet(
    "Phí lệ phí",
    "phi_le_phi",
    (
        Column("Tên phí, lệ phí", ("ten",), required=True, width=40),
        Column("Loại", ("loai",), Kind.CHOICE, choices={"phí": "phi", "lệ phí": "le_phi"}),
        Column("Số tiền (đồng)", ("so_tien",), Kind.NUMBER, "để trống khi do HĐND quy định"),
        Column("Công thức", ("cong_thuc",), hint="biểu thức CEL, ví dụ so_luong * 8000", width=24),
        Column("Cách thức nộp", ("kenh",), Kind.CHOICE, choices=CHANNELS),
        Column(
            "Miễn, giảm",
            ("mien_giam",),
            Kind.EXEMPTIONS,
            "mỗi dòng: 100 | Hộ nghèo | TT 85/2019/TT-BTC",
            width=40,
        ),
        Column("Ghi chú", ("ghi_chu",), Kind.LINES, width=40),
    ),
    by_case=True,
)
QUESTIONS = Sheet(
    "Câu hỏi",
    "cau_hoi",
    (
        Column("Mã câu hỏi", ("ma",), hint="chữ thường không dấu", required=True),
        Column("Câu hỏi", ("hoi",), required=True, width=50),
        Column("Gợi ý", ("goi_y",), width=40),
        Column("Hỏi khi", ("khi",), hint="biểu thức CEL; để trống là luôn hỏi", width=24),
        Column("Dữ kiện", ("du_kien",), hint="để trống là content.mã câu hỏi", width=20),
        Column("Số nhỏ nhất", ("nho_nhat",), Kind.NUMBER, "chỉ khi hỏi một số"),
        Column("Số lớn nhất", ("lon_nhat",), Kind.NUMBER, "chỉ khi hỏi một số"),
        Column(
            "Lựa chọn",
            ("lua_chon",),
            Kind.ANSWERS,
            "mỗi dòng: giá trị | lời | vì sao không nộp được | làm gì thay | mã thủ tục thay",
            width=60,
        ),
    ),
)
RESULTS = Sheet(
    "Kết quả",
    "ket_qua",
    (
        Column("Tên kết quả", ("ten",), required=True, width=50),
        Column("Mã kết quả", ("ma",), width=20),
        Column("Hiệu lực", ("hieu_luc", "value"), Kind.NUMBER),
        Column("Đơn vị hiệu lực", ("hieu_luc", "unit"), Kind.CHOICE, choices=_PERIODS),
    ),
)
STEPS = Sheet(
    "Trình tự",
    "trinh_tu",
    (
        Column("Nội dung", ("noi_dung",), required=True, width=70),
        Column("Người thực hiện", ("vai_tro",), width=30),
        Column("Thời gian", ("thoi_gian",), width=20),
    ),
)
SHEETS = (PROCEDURES, CASES, PAPERS, FEES, QUESTIONS, RESULTS, STEPS)


def headers(sheet: Sheet) -> list[str]:
    """The header row: the code, the case where rows belong to one, then the columns."""
    return [CODE, *([CASE] if sheet.by_case else []), *(each.header for each in sheet.columns)]


def column_of(sheet: Sheet, path: tuple[str, ...]) -> Column | None:
    """The column a mistake is in, by its place below the object of the row."""
    words = tuple(step for step in path if isinstance(step, str))
    starts = [each for each in sheet.columns if each.path[: len(words)] == words]
    ends = [each for each in sheet.columns if words[: len(each.path)] == each.path]
    return next(
        iter([*(each for each in ends if words), *(each for each in starts if words)]), None
    )
