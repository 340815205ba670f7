"""Cấp bản sao trích lục hộ tịch, from a citizen's telephone to a returned result."""

import re

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.conftest import Come
from tests.browser.office import Office
from tests.browser.scans import text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PRIVATE = ("Nguyễn Thị Thơm", "031199000123", "Ủy ban nhân dân xã Mẫu Cũ")


def test_from_a_telephone_to_a_returned_result(
    citizen: Visitor, office: Office, come: Come, javascript: bool
) -> None:
    reference = _files(citizen)
    code, appointment = _is_received(office, reference)
    _reads_that_it_was_received(citizen, reference, code, appointment)
    secret = _secret_of(citizen, code, appointment)
    number = _is_decided(office, code)
    _result_comes_back(office, code)
    _downloads_the_result(citizen, reference, number)

    passer_by = come(width=360, javascript=javascript)
    _follows_by_code(passer_by, code)
    _opens_with_secret(passer_by, code, secret)


def _files(citizen: Visitor) -> str:
    citizens.finds_the_extract(citizen)
    citizen.press("Nộp hồ sơ trực tuyến")
    citizen.lands_on("Đăng nhập")
    citizen.look("sign-in")
    citizens.signs_in(citizen, "Nguyễn Thị Thơm")
    citizen.lands_on(citizens.EXTRACT_NAME)
    citizen.look("begin")
    citizens.begins_anew(citizen)
    citizen.look("filing-agency")
    citizen.choose(citizens.WARD)
    citizens.goes_on(citizen, "Người đề nghị")
    citizen.holds("Họ và tên", "Nguyễn Thị Thơm")
    citizen.holds("Số định danh", "031199000123")
    citizen.look("filing-applicant")
    citizen.press("Lưu và tiếp tục")
    citizens.declares(citizen, look=lambda page: citizen.look(f"filing-form-{page}"))
    citizen.look("filing-papers")
    citizen.hand_in("Văn bản ủy quyền", citizens.AUTHORISATION)
    citizen.press("Tải lên, ở lại trang này")
    citizen.reads("uy-quyen")
    citizen.look("filing-papers-uploaded")
    citizens.goes_on(citizen, "Kiểm tra và nộp")
    citizen.reads(citizens.WARD, *PRIVATE, "uy-quyen", "chịu trách nhiệm trước pháp luật")
    citizen.look("filing-review")
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    reference = citizens.receives_reference(citizen)
    citizen.look("filed")
    citizen.press("Xem hồ sơ")
    citizen.lands_on(citizens.EXTRACT_NAME)
    citizen.state_is("Mới đăng ký")
    citizen.reads("đang kiểm tra hồ sơ")
    citizen.look("dossier-registered")
    return reference


def _is_received(office: Office, reference: str) -> tuple[str, str]:
    """Code and appointment, as the clerk reads them."""
    desk = office.desk("mc.hongbang")
    desk.look("worklist")
    desk = office.takes("mc.hongbang", reference)
    desk.state_is("Mới đăng ký")
    desk.reads("Chưa có ngày hẹn trả kết quả", *PRIVATE, "uy-quyen")
    desk.look("desk-receive")
    code = desks.receives(desk)
    appointment = desk.finds(f"Hẹn trả kết quả ({desks.MOMENT})")
    receipt = text_of(desk.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
    assert code in receipt
    assert "Nguyễn Thị Thơm" in receipt
    desk.look("desk-received")
    return code, appointment


def _reads_that_it_was_received(
    citizen: Visitor, reference: str, code: str, appointment: str
) -> None:
    citizen.open("/ho-so-cua-toi/")
    citizen.reads(code, f"Hẹn trả {appointment}")
    citizen.look("my-dossiers")
    citizen.open(f"/ho-so/{reference}/")
    citizen.state_is("Được tiếp nhận")
    citizen.reads(f"Hẹn trả kết quả {appointment}")
    citizen.look("dossier-received")


def _secret_of(citizen: Visitor, code: str, appointment: str) -> str:
    """From the receipt the citizen downloads."""
    receipt = text_of(citizen.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
    assert code in receipt
    day = re.search(r"(\d\d)/(\d\d)/(\d{4})", appointment)
    assert day
    assert re.search(rf"{day[1]}(/| tháng ){day[2]}(/| năm ){day[3]}", receipt), receipt
    secret = re.search(r"[Mm]ã bí mật:? ?([0-9A-Z]{4}-?[0-9A-Z]{4})\b", receipt)
    assert secret, receipt
    return secret[1]


def _is_decided(office: Office, code: str) -> str:
    """Through the hands of four officers; gives the number of the result."""
    desk = office.takes("tp.hongbang", code)
    desk.look("desk-assign")
    desk.choose("Đoàn Duy Thụ")
    desks.presses(desk, "Phân công thụ lý", "Đã phân công thụ lý")
    desk.state_is("Đang xử lý")

    desk = office.takes("cv.hongbang", code)
    desk.look("desk-process")
    desks.drafts(desk, "Trích lục khai sinh (bản sao)", "Cấp 03 bản sao trích lục khai sinh.")
    desk.look("desk-propose")
    desks.presses(desk, "Trình kết quả thẩm định", f"Đã chuyển hồ sơ {code}")

    desk = office.takes("ld.hongbang", code)
    desk.reads("Trích lục khai sinh (bản sao)", "Cấp 03 bản sao")
    desk.look("desk-sign")
    desks.presses(desk, "Ký duyệt", f"Đã ký kết quả hồ sơ {code}")

    desk = office.takes("vt.hongbang", code)
    desk.look("desk-number")
    desks.presses(desk, "Lấy số, đóng dấu", "Đã lấy số văn bản kết quả")
    number = desk.finds(r"Số: (\S+)")
    desk.look("desk-release")
    desks.presses(desk, "Phát hành, chuyển kết quả về Một cửa", "Đã phát hành kết quả")
    desk.state_is("Đã xử lý xong")
    return number


def _result_comes_back(office: Office, code: str) -> None:
    desk = office.takes("mc.hongbang", code)
    desk.reads("đúng hạn")
    desk.look("desk-return")
    desks.presses(desk, "Trả kết quả", f"Đã trả kết quả hồ sơ {code}")
    desk.state_is("Đã trả kết quả")
    desk.reads("Không có việc của ông/bà ở hồ sơ này")
    desk.look("desk-returned")


def _downloads_the_result(citizen: Visitor, reference: str, number: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.state_is("Đã trả kết quả")
    citizen.reads("Kết quả đã được trả. Hồ sơ kết thúc.", "đúng hạn", number)
    result = text_of(citizen.download("Tải kết quả (PDF)"))
    assert number in result
    assert "03 bản sao trích lục khai sinh" in result
    citizen.look("dossier-returned")


def _follows_by_code(passer_by: Visitor, code: str) -> None:
    """Progress, and nothing about the person."""
    passer_by.open("/")
    passer_by.follow("Tra cứu hồ sơ")
    passer_by.lands_on("Tra cứu hồ sơ")
    passer_by.look("track")
    passer_by.write("Mã hồ sơ", code.lower())
    passer_by.press("Tra cứu")
    passer_by.reads(f"Hồ sơ {code}", citizens.EXTRACT_NAME)
    passer_by.state_is("Đã trả kết quả")
    passer_by.does_not_read(*PRIVATE)
    passer_by.look("track-progress")


def _opens_with_secret(passer_by: Visitor, code: str, secret: str) -> None:
    passer_by.write("Mã hồ sơ", code)
    passer_by.write("Mã bí mật", secret.lower())
    passer_by.press("Tra cứu")
    passer_by.lands_on(citizens.EXTRACT_NAME)
    passer_by.reads("Bạn đang xem bằng mã bí mật", *PRIVATE)
    assert text_of(passer_by.download("Tải kết quả (PDF)"))
    passer_by.look("dossier-by-secret")
