"""One person with two dossiers at the counter; their papers, an opinion, an extension."""

import re
from datetime import datetime, timedelta

import pytest

from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.scans import text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

BUILDING = "/can-bo/tiep-nhan/1.013225/"
CARD = "031079000789|031079789|Bùi Thị Mẫu|08031979|Nữ|56 phố Mẫu, phường Hồng Bàng|10052021"


def test_two_dossiers_go_from_one_visit_to_the_division(office: Office) -> None:
    clerk = office.desk("mc.hongbang")
    codes = _are_received_together(clerk)
    _are_handed_over(clerk, codes)
    _are_taken(office, codes)
    _are_in_the_register(clerk, codes)
    _is_told_of_an_opinion_and_more_time(office, codes[0])


def _are_received_together(clerk: Visitor) -> list[str]:
    clerk.open(BUILDING)
    clerk.write("Quét mã QR trên thẻ căn cước", CARD)
    clerk.press("Điền từ thẻ")
    clerk.holds("Họ và tên", "Bùi Thị Mẫu")
    clerk.write("Số điện thoại", "0900 000 789")
    clerk.choose("Đã nhận đủ các giấy tờ bắt buộc")
    clerk.press("Người này còn hồ sơ khác")
    clerk.reads("Lượt này đã nhập 1 hồ sơ, chưa tiếp nhận")
    clerk.look("reception-entered")
    clerk.open(BUILDING)
    clerk.holds("Họ và tên", "Bùi Thị Mẫu")
    clerk.choose("Đã nhận đủ các giấy tờ bắt buộc")
    clerk.press("Tiếp nhận cả 2 hồ sơ")
    clerk.lands_on("Đã tiếp nhận 2 hồ sơ")
    codes = list(dict.fromkeys(re.findall(desks.CODE, clerk.words)))
    receipts = text_of(clerk.download("In tất cả giấy tiếp nhận"))
    assert all(code in receipts for code in codes)
    clerk.look("visit")
    return codes


def _ticks(desk: Visitor, codes: list[str]) -> None:
    for code in codes:
        desk.choose(f"Chọn {code}")


def _are_handed_over(clerk: Visitor, codes: list[str]) -> None:
    clerk.open("/can-bo/ho-so-giay/")
    _ticks(clerk, codes)
    clerk.look("paper-moves")
    desks.presses(clerk, "Bàn giao các hồ sơ đã chọn", "Đã ghi nhận 2 hồ sơ")
    assert all(code in text_of(clerk.download("In các phiếu bàn giao")) for code in codes)
    clerk.look("paper-moves-given")


def _are_taken(office: Office, codes: list[str]) -> None:
    head = office.desk("tp.kinhte.hongbang")
    head.open("/can-bo/ho-so-giay/")
    _ticks(head, codes)
    head.write("Ghi chú khi nhận", "Đủ bản vẽ")
    head.look("paper-moves-taken")
    desks.presses(head, "Ký nhận các hồ sơ đã chọn", "Đã ghi nhận 2 hồ sơ")


def _are_in_the_register(clerk: Visitor, codes: list[str]) -> None:
    clerk.open("/can-bo/giay-to/")
    clerk.reads(*codes)
    clerk.look("printing")
    clerk.open("/can-bo/so-theo-doi/")
    clerk.page.get_by_label("Lĩnh vực").select_option("Hoạt động xây dựng")
    clerk.press("Xem sổ")
    clerk.reads(*codes)
    clerk.look("register")
    assert clerk.download("Bảng tính (Excel)").startswith(b"PK")


def _is_told_of_an_opinion_and_more_time(office: Office, code: str) -> None:
    head = office.takes("tp.kinhte.hongbang", code)
    head.choose("Nguyễn Khánh Thơm")
    desks.presses(head, "Phân công thụ lý", "Đã phân công thụ lý")
    specialist = office.takes("cv.kinhte.hongbang", code)
    specialist.follow("Lấy ý kiến")
    specialist.lands_on("Lấy ý kiến")
    units = specialist.page.get_by_label("Đơn vị được hỏi ý kiến")
    units.select_option(label="Ủy ban nhân dân phường Hồng Bàng: Phòng Văn hóa - Xã hội")
    specialist.write("Nội dung xin ý kiến", "Có vướng vùng bảo vệ di tích không?")
    tomorrow = datetime.now() + timedelta(days=1)  # noqa: DTZ005 what a person types
    specialist.write("Trả lời trước", f"{tomorrow:%Y-%m-%dT%H:%M}")
    specialist.look("desk-opinion-ask")
    desks.presses(specialist, "Lấy ý kiến", "Đã gửi đề nghị cho ý kiến")

    asked = office.takes("tp.vanhoa.hongbang", code)
    asked.write("Nội dung trả lời", "Không vướng.")
    desks.presses(asked, "Trả lời ý kiến", "Đã gửi ý kiến")

    head = office.takes_up(code, "tp.kinhte.hongbang")
    head.follow("Đề nghị gia hạn, xin lỗi")
    due = re.search(r"(\d\d)/(\d\d)/(\d{4}), \d\d:\d\d", head.words)
    assert due
    later = datetime(int(due[3]), int(due[2]), int(due[1])) + timedelta(days=7)  # noqa: DTZ001
    head.write("Lý do chậm", "Phải chờ ý kiến về di tích")
    for label, value in (("Ngày", later.day), ("Tháng", later.month), ("Năm", later.year)):
        head.main.get_by_label(label, exact=True).fill(str(value))
    desks.presses(head, "Đề nghị gia hạn, xin lỗi", "Đã chuyển đề nghị gia hạn")
    head.open("/can-bo/sap-het-han/")
    head.lands_on("Sắp hết hạn")
    head.look("extensions")

    clerk = office.takes("mc.hongbang", code)
    desks.presses(clerk, "Gửi xin lỗi và hẹn lại", "Đã gửi thư xin lỗi và hẹn lại")
    clerk.reads(f"{later:%d/%m/%Y}", "Không vướng.", "Phải chờ ý kiến về di tích")
    assert code in text_of(clerk.download("Văn bản xin lỗi"))
    clerk.look("desk-course")
