"""An administrator's first day: a procedure, a process, a day off, an officer, a file, a merger."""

import json

import pytest

from tests.browser.conftest import Come
from tests.browser.office import signs_in_to_administration
from tests.browser.scans import Scan
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PROCEDURE = "1.001193"
PROCESS = "YB-TP02"


@pytest.fixture
def keeper(come: Come, javascript: bool) -> Visitor:
    """The province's administrator, at the first page."""
    visitor = come(width=1440, javascript=javascript)
    signs_in_to_administration(visitor, "qt")
    return visitor


@pytest.fixture
def at_a_phone(come: Come, javascript: bool) -> Visitor:
    """The same, on a screen of 360 px."""
    visitor = come(width=360, javascript=javascript)
    signs_in_to_administration(visitor, "qt")
    return visitor


def writes_day(keeper: Visitor, day: str, month: str, year: str) -> None:
    for label, text in (("Ngày", day), ("Tháng", month), ("Năm", year)):
        keeper.main.get_by_label(label, exact=True).first.fill(text)


def test_a_procedure_is_drafted_published_and_taken_back(keeper: Visitor) -> None:
    keeper.look("administration")
    keeper.follow("Sửa thời hạn, giấy tờ, lệ phí")
    keeper.lands_on("Thủ tục hành chính")
    keeper.look("administration-procedures")
    keeper.write("Tìm theo tên hoặc mã", "dang ky khai sinh")
    keeper.press("Tìm")
    keeper.follow(PROCEDURE)
    keeper.reads("Các phiên bản", "Đang áp dụng")
    keeper.look("administration-procedure")

    keeper.press("Soạn bản mới")
    keeper.reads("Bản nháp", "Không có gì khác")
    keeper.follow("Sửa thời hạn, quy trình")
    keeper.write("Thời hạn giải quyết", "ba hôm")
    keeper.press("Lưu bản nháp")
    keeper.is_told("Chưa hiểu thời hạn này.")
    keeper.look("administration-case-wrong")
    keeper.write("Thời hạn giải quyết", "2 ngày làm việc")
    keeper.press("Lưu bản nháp")
    keeper.reads("Đã lưu bản nháp.", "2 ngày làm việc")
    keeper.follow("Sửa thành phần hồ sơ")
    keeper.press("Thêm dòng")
    keeper.look("administration-papers")
    keeper.main.get_by_label("Tên giấy tờ").last.fill("Bản cam kết của người đi khai")
    keeper.press("Lưu bản nháp")
    keeper.reads("Bản cam kết của người đi khai")
    keeper.look("administration-draft")

    keeper.press("Công bố từ ngày…")
    keeper.lands_on("Công bố bản nháp")
    writes_day(keeper, "1", "12", "2036")
    keeper.write("Lý do, căn cứ thay đổi", "Quyết định 163/QĐ-BTP")
    keeper.look("administration-publish")
    keeper.press("Công bố")
    keeper.reads("Đã công bố, có hiệu lực từ 01/12/2036", "Sắp có hiệu lực")
    keeper.look("administration-to-come")
    keeper.open(f"{keeper.page.url}thu-hoi/")
    keeper.write("Lý do, căn cứ thay đổi", "Chờ quyết định sửa đổi")
    keeper.press("Thu hồi công bố")
    keeper.reads("Đã thu hồi công bố.")
    keeper.open(f"{keeper.page.url}xoa/")
    keeper.write("Lý do, căn cứ thay đổi", "Soạn thử")
    keeper.press("Xóa bản nháp")
    keeper.reads("Đã xóa bản nháp")


def test_the_steps_of_a_process_are_edited_and_run_on_paper(keeper: Visitor) -> None:
    keeper.open(f"/quan-tri/quy-trinh/{PROCESS}/")
    keeper.look("administration-process")
    keeper.press("Soạn bản mới")
    keeper.reads("Bản nháp")
    draft = keeper.page.url
    keeper.follow("Sửa các bước")
    keeper.lands_on("Các bước của quy trình")
    keeper.main.locator("button[value='below-1']").click()
    keeper.main.get_by_label("Nội dung công việc").nth(2).fill("Xác minh tại nơi cư trú")
    keeper.look("administration-steps")
    keeper.main.get_by_role("button", name="Lưu bản nháp").click()
    keeper.reads("Thêm bước 3 “Xác minh tại nơi cư trú”")
    keeper.look("administration-process-draft")
    keeper.open(f"{draft}chay-thu/")
    keeper.lands_on("Chạy thử trên giấy")
    keeper.look("administration-run")
    keeper.open(f"{draft}xoa/")
    keeper.write("Lý do, căn cứ thay đổi", "Soạn thử")
    keeper.press("Xóa bản nháp")
    keeper.reads("Đã xóa bản nháp")


def test_a_decision_about_days_is_looked_at_first(keeper: Visitor) -> None:
    keeper.open("/quan-tri/ngay-nghi/?nam=2026")
    keeper.reads("12729/VPCP-KGVX")
    keeper.look("administration-days")
    keeper.open("/quan-tri/ngay-nghi/quyet-dinh/")
    keeper.press("Xem trước")
    keeper.is_told("Hãy ghi số quyết định.")
    keeper.look("administration-decision-wrong")
    keeper.write("Số quyết định, công văn", "345/QĐ-UBND")
    writes_day(keeper, "2", "11", "2026")
    keeper.main.get_by_label("Lý do", exact=True).fill("Nghỉ vì bão")
    keeper.write("Những ngày được nghỉ", "04/03/2037")
    keeper.press("Xem trước")
    keeper.lands_on("Xem trước quyết định")
    keeper.reads("Thứ Tư, 04/03/2037")
    keeper.look("administration-decision")


def test_office_hours_are_looked_at_first(keeper: Visitor) -> None:
    keeper.open("/quan-tri/gio-lam-viec/")
    keeper.look("administration-hours")
    keeper.write("Tìm đơn vị theo tên", "H24.MC")
    keeper.press("Tìm")
    keeper.follow("Trung tâm Phục vụ hành chính công")
    writes_day(keeper, "1", "1", "2036")
    keeper.write("Thứ Bảy", "07:30-11:30")
    keeper.write("Lý do, căn cứ thay đổi", "Thông báo 5/TB-UBND")
    keeper.press("Xem trước")
    keeper.reads("Xem trước: chưa lưu gì")
    keeper.look("administration-unit-hours")


def test_an_officer_and_a_post(keeper: Visitor) -> None:
    keeper.open("/quan-tri/can-bo/?q=nguyen")
    keeper.look("administration-officers")
    keeper.open("/quan-tri/can-bo/?q=xyzzy")
    keeper.reads("Không tìm thấy dòng nào")
    keeper.look("administration-none")
    keeper.open("/quan-tri/can-bo/them/")
    keeper.press("Lưu")
    keeper.is_told("Hãy điền “họ và tên”.")
    keeper.look("administration-officer-wrong")
    keeper.open("/quan-tri/don-vi/?q=H24.31.MC")
    keeper.follow("H24.31.MC")
    keeper.look("administration-unit")


def test_an_officer_gets_a_new_password(at_a_phone: Visitor) -> None:
    at_a_phone.open("/quan-tri/can-bo/?q=vt.hongbang")
    at_a_phone.main.locator("tbody a").first.click()
    at_a_phone.follow("Cấp mật khẩu mới")
    at_a_phone.press("Cấp mật khẩu mới")
    at_a_phone.is_told("Hãy ghi lý do")
    at_a_phone.look()


def test_who_decides_a_procedure_and_where_it_is_handed_in(at_a_phone: Visitor) -> None:
    at_a_phone.open(f"/quan-tri/thu-tuc/{PROCEDURE}/")
    at_a_phone.follow("Giao cơ quan giải quyết")
    at_a_phone.press("Lưu")
    at_a_phone.is_told("Hãy chọn cơ quan giải quyết")
    at_a_phone.look()
    at_a_phone.open(f"/quan-tri/noi-tiep-nhan/them/?procedure={PROCEDURE}")
    at_a_phone.look()
    at_a_phone.open(f"/quan-tri/tham-quyen/?q={PROCEDURE}")
    at_a_phone.look()


def test_a_file_is_looked_at_before_it_is_taken(keeper: Visitor) -> None:
    keeper.open("/quan-tri/nhap-tep/")
    keeper.look("administration-import")
    answer = keeper.context.request.get(
        f"{keeper.site}/quan-tri/xuat-tep/thu-tuc/json/?ma={PROCEDURE}"
    )
    record = answer.json()["procedures"][0]
    new = record | {"ma_tthc": "1.999999", "ten": "Thủ tục mới của tỉnh"}
    wrong = record | {"ma_tthc": "1.999998", "ten": ""}
    for records, name in (([new, wrong], "wrong"), ([record, new], "report")):
        keeper.open("/quan-tri/nhap-tep/")
        content = json.dumps({"procedures": records}).encode()
        keeper.hand_in("Tệp", Scan("thu-tuc.json", content, "application/json"))
        keeper.write("Lý do, căn cứ thay đổi", "Quyết định 9/QĐ-UBND")
        keeper.press("Kiểm tra tệp")
        keeper.lands_on("Báo cáo nhập tệp")
        keeper.reads("1.999998" if name == "wrong" else "Nhận tệp")
        keeper.look(f"administration-import-{name}")


def test_a_reorganisation_is_looked_at_first(keeper: Visitor) -> None:
    keeper.open("/quan-tri/sap-xep/")
    keeper.look("administration-reorganise")
    plan = {
        "ten": "Đổi tên phường",
        "ngay": "2036-07-01",
        "quyet_dinh": "15/NQ-HĐND",
        "viec": [{"loai": "doi_ten", "ma": "H24.31", "ten": "Ủy ban nhân dân phường Mẫu"}],
    }
    content = json.dumps(plan).encode()
    keeper.hand_in("Tệp kế hoạch", Scan("ke-hoach.json", content, "application/json"))
    keeper.press("Xem trước")
    keeper.reads("Chưa thay đổi gì.", "Kế hoạch thực hiện được từ ngày 01/07/2036")
    keeper.look("administration-plan")


def test_an_agencys_administrator_sees_what_is_theirs(come: Come) -> None:
    keeper = come(width=360)
    signs_in_to_administration(keeper, "qt.hongbang")
    keeper.does_not_read("Sửa thời hạn, giấy tờ, lệ phí")
    keeper.look("administration-agency")
    assert keeper.open("/quan-tri/thu-tuc/") == 403
    keeper.reads("áp dụng cho toàn tỉnh")
