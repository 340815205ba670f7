"""Files with every kind of mistake: each named with its place and reason, nothing imported."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from motcua.catalog import service
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.service import BadFileError, Outcome
from tests.catalog.records import CODE, catalogue, paper, record

pytestmark = pytest.mark.django_db

LIMIT = {"value": 5, "unit": "ngay_lam_viec"}
CASE = {"ma": "cap-moi", "ten": "Cấp mới", "thoi_han": LIMIT}
FEE = {"ten": "Phí", "so_tien": 5000}

IN_JSON = [
    ({"ma_tthc": "12-34"}, "trường “ma_tthc” Mã thủ tục “12-34” không hợp lệ"),
    ({"ten": None}, "trường “ten” bị thiếu"),
    ({"linh_vuc": "x" * 201}, "trường “linh_vuc” dài quá 200 ký tự"),
    ({"cap": ["huyện"]}, "mục 1 của “cap” có giá trị “huyện” không có trong danh mục (xa, huyen"),
    (
        {"muc_do": 1},
        "trường “muc_do” có giá trị “1” không có trong danh mục (toan_trinh, mot",
    ),
    ({"thu_nghiem": "có"}, "trường “thu_nghiem” phải là true hoặc false"),
    ({"thoi_han": {"value": 5}}, "trường “thoi_han” có số mà thiếu đơn vị thời hạn"),
    ({"thoi_han": {"value": 0, "unit": "ngay"}}, "trường “thoi_han” thời hạn 0 ngay không tính"),
    ({"quy_trinh": "KHONG-CO"}, "“quy_trinh” nêu quy trình “KHONG-CO” không có phiên bản"),
    (
        {"cach_thuc": [{"kenh": "fax", "thoi_han": None}]},
        "mục 1 của “cach_thuc”, trường “kenh” có giá trị “fax” không có trong danh mục",
    ),
    (
        {"thanh_phan_ho_so": [paper(ma="A"), paper(ma="A")]},
        "mục 2 của “thanh_phan_ho_so”, trường “ma” trùng mã giấy tờ “A” với mục 1",
    ),
    (
        {"thanh_phan_ho_so": [paper(ma="A"), paper()]},
        "mục 2 của “thanh_phan_ho_so”, trường “ma” thiếu mã giấy tờ",
    ),
    (
        {"thanh_phan_ho_so": [paper(ban_chin=1)]},
        "mục 1 của “thanh_phan_ho_so”, trường “ban_chin” không có trong mẫu",
    ),
    (
        {"thanh_phan_ho_so": [paper(ban_sao=40000)]},
        "mục 1 của “thanh_phan_ho_so”, trường “ban_sao” quá lớn",
    ),
    (
        {"thanh_phan_ho_so": [paper(dieu_kien="tuoi > 18")]},
        "trường “dieu_kien” dùng dữ kiện “tuoi” không có trong mẫu",
    ),
    (
        {"thanh_phan_ho_so": [paper(dieu_kien="so_luong >")]},
        "trường “dieu_kien” không phải là biểu thức CEL hợp lệ",
    ),
    (
        {"phi_le_phi": [FEE | {"cong_thuc": "so_luong * 5000"}]},
        "mục 1 của “phi_le_phi” có cả “so_tien” và “cong_thuc”",
    ),
    (
        {"phi_le_phi": [FEE | {"so_tien": -1}]},
        "mục 1 của “phi_le_phi”, trường “so_tien” phải là số nguyên từ 0 trở lên",
    ),
    (
        {"phi_le_phi": [FEE | {"mien_giam": [{"doi_tuong": "Hộ nghèo", "muc": 120}]}]},
        "mục 1 của “mien_giam”, trường “muc” quá lớn, nhiều nhất 100",
    ),
    (
        {"ket_qua": [{"ten": "Giấy phép", "hieu_luc": {"value": 6}}]},
        "mục 1 của “ket_qua”, trường “hieu_luc” có số mà thiếu đơn vị",
    ),
    ({"truong_hop": [CASE, CASE]}, "mục 2 của “truong_hop”, trường “ma” trùng mã trường hợp"),
    (
        {"truong_hop": [CASE, CASE | {"ma": "cap-lai", "ten": ""}]},
        "mục 2 của “truong_hop”, trường “ten” bị thiếu",
    ),
    (
        {
            "thanh_phan_ho_so": [paper(ma="A")],
            "truong_hop": [CASE | {"thanh_phan_ho_so": [paper(ma="A")]}],
        },
        "mục 1 của “truong_hop”, mục 1 của “thanh_phan_ho_so”, trường “ma” trùng mã giấy tờ “A”",
    ),
    ({"truong_hop": [CASE | {"ma": "Cấp mới"}]}, "trường “ma” chỉ gồm chữ thường không dấu"),
    (
        {"truong_hop": [CASE | {"quy_tac": {"gio_chot": "25:00"}}]},
        "“quy_tac”, trường “gio_chot” phải là giờ dạng 15:00",
    ),
    ({"can_cu": "123/2015/NĐ-CP"}, "trường “can_cu” không phải là một danh sách"),
    ({"ghi_chu": "a\x07b"}, "trường “ghi_chu” có ký tự không đọc được"),
]


@pytest.mark.parametrize(("spoilt", "said"), IN_JSON)
def test_a_mistake_in_json_is_named_with_its_record_and_field(spoilt: dict[str, Any], said: str):
    file = json.dumps(catalogue(record(ma_tthc="9.000002"), record(**spoilt))).encode()
    held, refused = refused_whole(file)
    assert (held.position, held.outcome) == (1, Outcome.HELD)
    assert (refused.position, refused.outcome) == (2, Outcome.REFUSED)
    assert any(said in note for note in refused.notes), refused.notes


def test_every_mistake_of_a_file_is_named_at_once():
    spoilt: dict[str, Any] = {}
    for changes, _said in IN_JSON[1:6]:
        spoilt |= changes
    (report,) = refused_whole(json.dumps(catalogue(record(**spoilt))).encode())
    assert len(report.notes) == 5


def refused_whole(file: bytes) -> list[service.Report]:
    """The reports of a file, of which nothing has been kept."""
    before = Procedure.objects.count(), ProcedureVersion.objects.count()
    reports = service.import_file(file)
    assert (Procedure.objects.count(), ProcedureVersion.objects.count()) == before
    return reports


Tables = dict[str, list[list[Any]]]


def workbook() -> Tables:
    """The sheets of a sound workbook with two procedures, each row a list of cells."""
    two_cases = record(
        ma_tthc="9.000002",
        thanh_phan_ho_so=[],
        truong_hop=[CASE, CASE | {"ma": "cap-lai", "ten": "Cấp lại"}],
    )
    service.import_file(json.dumps(catalogue(record(), two_cases)).encode())
    book = CalamineWorkbook.from_filelike(BytesIO(service.export_xlsx([CODE, "9.000002"])))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def written(tables: Tables) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name, rows in tables.items():
        page = book.add_worksheet(name)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
    book.close()
    return content.getvalue()


def cell(sheet: str, row: int, header: str, value: Any) -> Callable[[Tables], None]:
    """Put a value into a cell, the row counted as Excel shows it."""

    def spoil(tables: Tables) -> None:
        headers = [str(each).removesuffix(" *") for each in tables[sheet][0]]
        tables[sheet][row - 1][headers.index(header)] = value

    return spoil


def again(sheet: str, row: int) -> Callable[[Tables], None]:
    return lambda tables: tables[sheet].append(list(tables[sheet][row - 1]))


IN_EXCEL: list[tuple[Callable[[Tables], None], str]] = [
    (cell("Thủ tục", 2, "Tên thủ tục", ""), "trang “Thủ tục”, dòng 2, cột “Tên thủ tục” bị thiếu"),
    (cell("Thủ tục", 3, "Lĩnh vực", ""), "trang “Thủ tục”, dòng 3, cột “Lĩnh vực” bị thiếu"),
    (cell("Thủ tục", 2, "Mã thủ tục", ""), "trang “Thủ tục”, dòng 2, cột “Mã thủ tục” bị thiếu"),
    (
        cell("Thủ tục", 2, "Mã thủ tục", "9.00000x"),
        "trang “Thủ tục”, dòng 2, cột “Mã thủ tục” Mã thủ tục “9.00000x” không hợp lệ",
    ),
    (
        cell("Thủ tục", 2, "Mức độ", "mức 5"),
        "dòng 2, cột “Mức độ” có giá trị “mức 5” không có trong danh mục (toàn trình, một phần)",
    ),
    (cell("Thủ tục", 2, "Mức độ cũ", 7), "dòng 2, cột “Mức độ cũ” có giá trị “7”"),
    (
        cell("Thủ tục", 2, "Thử nghiệm", "tạm"),
        "dòng 2, cột “Thử nghiệm” phải là có hoặc không, không phải “tạm”",
    ),
    (again("Thủ tục", 2), "trang “Thủ tục”, dòng 4, cột “Mã thủ tục” trùng mã 9.000001"),
    (
        cell("Trường hợp", 2, "Đơn vị thời hạn", "quý"),
        "trang “Trường hợp”, dòng 2, cột “Đơn vị thời hạn” có giá trị “quý”",
    ),
    (
        cell("Trường hợp", 2, "Đơn vị thời hạn", ""),
        "trang “Trường hợp”, dòng 2, cột “Thời hạn” có số mà thiếu đơn vị",
    ),
    (
        cell("Trường hợp", 2, "Thời hạn", "năm ngày"),
        "trang “Trường hợp”, dòng 2, cột “Thời hạn” phải là số, không phải “năm ngày”",
    ),
    (
        cell("Trường hợp", 4, "Mã trường hợp", "cap-moi"),
        "trang “Trường hợp”, dòng 4, cột “Mã trường hợp” trùng mã trường hợp “cap-moi”",
    ),
    (
        cell("Trường hợp", 4, "Tên trường hợp", ""),
        "trang “Trường hợp”, dòng 4, cột “Tên trường hợp” bị thiếu",
    ),
    (
        cell("Trường hợp", 3, "Điều kiện", "tuoi > 18"),
        "trang “Trường hợp”, dòng 3, cột “Điều kiện” dùng dữ kiện “tuoi”",
    ),
    (
        cell("Trường hợp", 3, "Quy trình nội bộ", "KHONG-CO"),
        "trang “Trường hợp”, dòng 3, cột “Quy trình nội bộ” nêu quy trình “KHONG-CO”",
    ),
    (
        cell("Trường hợp", 2, "Giờ chốt nhận", "sáng"),
        "trang “Trường hợp”, dòng 2, cột “Giờ chốt nhận” phải là giờ dạng 15:00",
    ),
    (
        cell("Thành phần", 2, "Mã giấy tờ", ""),
        "trang “Thành phần”, dòng 2, cột “Mã giấy tờ” bị thiếu",
    ),
    (again("Thành phần", 2), "trang “Thành phần”, dòng 3, cột “Mã giấy tờ” trùng mã giấy tờ"),
    (cell("Thành phần", 2, "Bắt buộc", ""), "trang “Thành phần”, dòng 2, cột “Bắt buộc” bị thiếu"),
    (
        cell("Thành phần", 2, "Bản chính", 1.5),
        "trang “Thành phần”, dòng 2, cột “Bản chính” phải là số nguyên",
    ),
    (
        cell("Thành phần", 2, "Mã thủ tục", "9.999999"),
        "trang “Thành phần”, dòng 2, cột “Mã thủ tục” nêu mã “9.999999” không có",
    ),
    (
        cell("Thành phần", 2, "Mã trường hợp", "cap-doi"),
        "trang “Thành phần”, dòng 2, cột “Mã trường hợp” nêu trường hợp “cap-doi” không có",
    ),
    (
        cell("Phí lệ phí", 2, "Công thức", "so_luong * 8000"),
        "trang “Phí lệ phí”, dòng 2 có cả “so_tien” và “cong_thuc”",
    ),
    (
        cell("Phí lệ phí", 3, "Số tiền (đồng)", "8.000"),
        "trang “Phí lệ phí”, dòng 3, cột “Số tiền (đồng)” phải là số nguyên, không phải “8.000”",
    ),
    (
        cell("Phí lệ phí", 2, "Miễn, giảm", "Hộ nghèo"),
        "trang “Phí lệ phí”, dòng 2, cột “Miễn, giảm” có dòng “Hộ nghèo” không theo mẫu",
    ),
    (
        cell("Kết quả", 2, "Hiệu lực", 6),
        "trang “Kết quả”, dòng 2, cột “Hiệu lực” có số mà thiếu đơn vị",
    ),
    (cell("Trình tự", 3, "Nội dung", ""), "trang “Trình tự”, dòng 3, cột “Nội dung” bị thiếu"),
]


@pytest.mark.parametrize(("spoil", "said"), IN_EXCEL)
def test_a_mistake_in_excel_is_named_with_its_sheet_row_and_column(
    spoil: Callable[[Tables], None], said: str
):
    tables = workbook()
    cell("Thủ tục", 2, "Ghi chú", "Bản mới, nếu tệp không sai.")(tables)
    spoil(tables)
    reports = refused_whole(written(tables))
    outcomes = {report.outcome for report in reports}
    assert outcomes <= {Outcome.REFUSED, Outcome.HELD}
    notes = [note for report in reports for note in report.notes]
    assert any(said in note for note in notes), notes


def without(sheet: str) -> Callable[[Tables], None]:
    return lambda tables: tables.pop(sheet) and None


LAYOUTS: list[tuple[Callable[[Tables], None], str]] = [
    (without("Kết quả"), "thiếu trang “Kết quả”"),
    (cell("Thành phần", 1, "Loại", "Kiểu"), "trang “Thành phần” thiếu cột “Loại”"),
    (cell("Thành phần", 1, "Loại", "Kiểu"), "trang “Thành phần” có cột “Kiểu” không có trong mẫu"),
    (cell("Thành phần", 1, "Loại", "Mẫu"), "trang “Thành phần” có hai cột “Mẫu”"),
]


@pytest.mark.parametrize(("spoil", "said"), LAYOUTS)
def test_a_workbook_not_of_the_template_is_refused_as_a_whole(
    spoil: Callable[[Tables], None], said: str
):
    tables = workbook()
    spoil(tables)
    with pytest.raises(BadFileError, match=said):
        service.import_file(written(tables))


def test_a_zip_that_is_no_workbook_is_one_sentence():
    with pytest.raises(BadFileError, match="không phải là bảng tính"):
        service.import_file(b"PK\x03\x04 nothing of the kind")


def test_the_template_has_a_guide_and_takes_a_first_procedure():
    book = CalamineWorkbook.from_filelike(BytesIO(service.template_xlsx()))
    assert book.sheet_names[0] == "Hướng dẫn"
    tables = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    for sheet, values in {
        "Thủ tục": {"Mã thủ tục": 1.00119, "Tên thủ tục": "Cấp phép", "Lĩnh vực": "Thử"},
        "Trường hợp": {
            "Mã thủ tục": 1.00119,
            "Mã trường hợp": "chuan",
            "Thời hạn": 3,
            "Đơn vị thời hạn": "Ngày làm việc",
            "Nộp bưu chính": "không",
        },
        "Thành phần": {
            "Mã thủ tục": 1.00119,
            "Mã giấy tờ": "DON",
            "Tên giấy tờ": "Đơn",
            "Bắt buộc": "x",
        },
    }.items():
        headers = [str(each).removesuffix(" *") for each in tables[sheet][0]]
        tables[sheet].append([values.get(header, "") for header in headers])
    (report,) = service.import_file(written(tables))
    # Excel keeps 1.001190 as a number without its last digit.
    assert (report.code, report.outcome) == ("1.001190", Outcome.CREATED)
    case = Procedure.objects.get(code="1.001190").current().cases.get()
    assert (case.limit, case.channels) == ("3wd", ["counter", "online"])
    assert case.components.get().code == "DON"
