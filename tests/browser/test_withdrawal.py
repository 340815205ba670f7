"""A fee asked for and paid, then a dossier asked back: from the telephone to the stop notice."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.scans import text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

REASON = "Tôi đã nhận bản sao ở nơi khác"


def test_a_dossier_is_withdrawn_after_its_fee_was_paid(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Trần Văn Thuận")
    desk = office.takes("mc.hongbang", reference)
    code = desks.receives(desk)
    _is_asked_to_pay(desk)
    _reads_what_to_pay(citizen, reference)
    _pays_at_the_counter(desk)
    _asks_to_withdraw(citizen, reference)

    desk = office.takes("mc.hongbang", code)
    desk.reads("Người nộp yêu cầu rút hồ sơ", REASON)
    desk.look("desk-withdrawal")
    desks.presses(desk, "Đồng ý cho rút hồ sơ", f"Đã dừng giải quyết hồ sơ {code}")
    desk.state_is("Dừng xử lý")

    citizen.open(f"/ho-so/{reference}/")
    citizen.state_is("Dừng xử lý")
    citizen.reads("Hồ sơ đã dừng giải quyết", f"Theo yêu cầu của bạn: {REASON}")
    assert code in text_of(citizen.download("Thông báo dừng giải quyết (PDF)"))
    citizen.look("dossier-stopped")
    _sees_who_has_read_it(citizen)


def _is_asked_to_pay(desk: Visitor) -> None:
    desk.follow("Yêu cầu nộp phí, lệ phí")
    desk.lands_on("Yêu cầu nộp phí, lệ phí")
    desk.write("Khoản 1", "Lệ phí cấp bản sao trích lục")
    desk.write("Số tiền khoản 1", "24000")
    desk.choose("Chờ nộp xong mới giải quyết tiếp")
    desk.look("desk-fee-ask")
    desks.presses(desk, "Yêu cầu nộp phí, lệ phí", "Đã gửi thông báo nộp phí, lệ phí")
    desk.state_is("Yêu cầu thực hiện nghĩa vụ tài chính")


def _reads_what_to_pay(citizen: Visitor, reference: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.reads("Cần nộp phí, lệ phí", "24.000 đồng")
    assert "24.000" in text_of(citizen.download("Xem thông báo nộp phí"))
    citizen.look("dossier-fee")


def _pays_at_the_counter(desk: Visitor) -> None:
    desk.reads("Số tiền phải thu: 24.000 đồng")
    desk.choose("Tiền mặt")
    desk.look("desk-fee")
    desks.presses(desk, "Thu phí, lệ phí", "Đã thu phí, lệ phí")
    desk.state_is("Đang xử lý")
    assert "24.000" in text_of(desk.download("Biên lai thu phí, lệ phí"))


def _asks_to_withdraw(citizen: Visitor, reference: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.follow("Rút hồ sơ")
    citizen.lands_on("Rút hồ sơ?")
    citizen.press("Rút hồ sơ")
    citizen.is_told("Hãy ghi lý do rút hồ sơ.")
    citizen.write("Vì sao bạn rút hồ sơ?", REASON)
    citizen.look("withdraw")
    citizen.press("Rút hồ sơ")
    citizen.reads("Đã gửi yêu cầu rút hồ sơ.")
    citizen.state_is("Công dân yêu cầu rút hồ sơ")
    citizen.look("dossier-withdrawing")


def _sees_who_has_read_it(citizen: Visitor) -> None:
    citizen.follow("Ai đã xem dữ liệu của tôi")
    citizen.lands_on("Ai đã xem dữ liệu của tôi")
    citizen.reads("Công chức tiếp nhận")
    citizen.look("readers")
