"""Cấp giấy phép xây dựng at the counter, with one supplement, to the returned permit."""

import pytest

from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.scans import scan, text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NAME = "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV"
# As a scanner types the QR code of an identity card; nobody's.
CARD = "031085000456|031085456|Đặng Văn Mẫu|03091985|Nam|34 phố Mẫu, phường Hồng Bàng|10052021"
PERSON = "Đặng Văn Mẫu"
SECTION = scan("Bản vẽ mặt cắt", "mat-cat.pdf", "Nhà ở riêng lẻ ba tầng", "Tỷ lệ 1/100")


def test_at_the_counter_with_one_supplement(office: Office) -> None:
    code, appointment = _is_received_at_the_counter(office)
    _is_assigned(office, code)
    _lacks_a_drawing(office, code)
    later = _brings_the_drawing(office, code)
    assert later != "", appointment
    _is_permitted(office, code)
    _permit_is_handed_over(office, code)


def _is_received_at_the_counter(office: Office) -> tuple[str, str]:
    desk = office.desk("mc.hongbang")
    desk.page.get_by_role("link", name="Tiếp nhận tại quầy", exact=True).click()
    desk.lands_on("Tiếp nhận tại quầy")
    desk.look("reception")
    desk.write("Thủ tục nào?", "gpxd")
    desk.press("Tìm")
    desk.reads("Thủ tục tìm thấy", "1.013225")
    desk.look("reception-found")
    desk.follow(NAME)
    desk.reads("Thời hạn giải quyết: 15 ngày", "1.013225")
    desk.look("counter")

    desk.press("Tiếp nhận")
    desk.is_told("Chưa nhận giấy tờ bắt buộc này")
    desk.look("counter-wrong")

    desk.write("Quét mã QR trên thẻ căn cước", CARD)
    desk.press("Điền từ thẻ")
    desk.holds("Họ và tên", PERSON)
    desk.holds("Số định danh", "031085000456")
    desk.look("counter-card")
    desk.write("Số điện thoại", "0900 000 321")
    desk.write("Nội dung đề nghị", "Xây mới nhà ở ba tầng tại số 34 phố Mẫu")
    desk.choose("Đã nhận đủ các giấy tờ bắt buộc")
    desk.press("Tiếp nhận")
    desk.reads("Đã tiếp nhận hồ sơ")
    desk.state_is("Được tiếp nhận")
    code = desk.finds(f"Đã tiếp nhận hồ sơ ({desks.CODE})")
    appointment = desk.finds(f"Hẹn trả kết quả ({desks.MOMENT})")
    receipt = text_of(desk.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
    assert code in receipt
    assert PERSON in receipt
    desk.look("counter-received")
    return code, appointment


def _is_assigned(office: Office, code: str) -> None:
    desk = office.takes("tp.kinhte.hongbang", code)
    desk.choose("Nguyễn Khánh Thơm")
    desk.write("Ý kiến chỉ đạo", "Kiểm tra thực địa trước ngày hẹn")
    desks.presses(desk, "Phân công thụ lý", "Đã phân công thụ lý")
    desk.state_is("Đang xử lý")


def _lacks_a_drawing(office: Office, code: str) -> None:
    """The specialist finds it, the one-stop tells the applicant, the clock stops."""
    desk = office.takes("cv.kinhte.hongbang", code)
    desk.follow("Đề nghị bổ sung hồ sơ")
    desk.lands_on("Đề nghị bổ sung hồ sơ")
    desk.write("Hồ sơ bản vẽ thiết kế", "Bản vẽ mặt cắt chưa có")
    desk.write("Lý do yêu cầu bổ sung", "Hồ sơ thiết kế chưa có mặt cắt")
    desk.look("desk-propose-supplement")
    desks.presses(desk, "Đề nghị bổ sung hồ sơ", "Đã chuyển đề nghị bổ sung")

    desk = office.takes("mc.hongbang", code)
    desk.reads("Bản vẽ mặt cắt", "Hồ sơ thiết kế chưa có mặt cắt")
    desk.look("desk-send-supplement")
    desks.presses(desk, "Gửi yêu cầu bổ sung cho người nộp", "Thời hạn tạm dừng")
    desk.state_is("Yêu cầu bổ sung giấy tờ")
    desk.reads("Tạm dừng tính thời hạn từ")
    slip = text_of(desk.download("bổ sung, hoàn thiện hồ sơ"))
    assert code in slip
    assert "Bản vẽ mặt cắt" in slip
    desk.look("desk-paused")


def _brings_the_drawing(office: Office, code: str) -> str:
    """Counted and scanned at the counter; gives the new appointment."""
    desk = office.desk("mc.hongbang")
    finds_by_code(desk, code)
    desk.press("Nộp giấy tờ bổ sung")
    desk.lands_on("Nộp giấy tờ bổ sung")
    desk.choose("Hồ sơ bản vẽ thiết kế")
    desk.hand_in("Tệp quét: Hồ sơ bản vẽ thiết kế", SECTION)
    desk.look("desk-supplement")
    desks.presses(desk, "Nộp giấy tờ bổ sung", "Đã nhận phần bổ sung")
    desk.state_is("Đang xử lý")
    desk.reads("mat-cat.pdf")
    return desk.finds(f"Hẹn trả kết quả ({desks.MOMENT})")


def finds_by_code(desk: Visitor, code: str) -> None:
    """From the search box in the head of every page."""
    box = desk.page.get_by_role("searchbox", name="Tìm hồ sơ theo mã")
    box.fill(code)
    box.press("Enter")
    desk.lands_on(code)


def _is_permitted(office: Office, code: str) -> None:
    """The appraisal and the opinions asked for beside it, then the leader and the records."""
    desk = office.takes("cv.kinhte.hongbang", code)
    desk.reads("Bản vẽ mặt cắt", "mat-cat.pdf")
    desks.drafts(desk, "Giấy phép xây dựng", "Cấp phép xây dựng nhà ở ba tầng.")
    desks.presses(desk, "Trình kết quả thẩm định", f"Đã chuyển hồ sơ {code}")
    desk = office.takes("cv.kinhte.hongbang", code)
    desk.write("Ý kiến của đơn vị phối hợp", "Không có ý kiến khác.")
    desks.presses(desk, "Cho ý kiến", f"Đã cho ý kiến, hồ sơ {code}")

    desk = office.takes("ld.hongbang", code)
    desk.reads("Giấy phép xây dựng", "Cấp phép xây dựng nhà ở ba tầng.")
    desks.presses(desk, "Ký duyệt", f"Đã ký kết quả hồ sơ {code}")

    desk = office.takes("vt.hongbang", code)
    desks.presses(desk, "Lấy số, đóng dấu", "Đã lấy số văn bản kết quả")
    desks.presses(desk, "Phát hành, chuyển kết quả về Một cửa", "Đã phát hành kết quả")
    permit = text_of(desk.download("Mở bản PDF của kết quả"))
    assert "Cấp phép xây dựng nhà ở ba tầng." in permit


def _permit_is_handed_over(office: Office, code: str) -> None:
    desk = office.takes("mc.hongbang", code)
    desk.state_is("Đã xử lý xong")
    desk.holds("Người nhận kết quả", PERSON)
    desks.presses(desk, "Trả kết quả", f"Đã trả kết quả hồ sơ {code}")
    desk.state_is("Đã trả kết quả")
