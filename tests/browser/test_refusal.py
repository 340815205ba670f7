"""A dossier that is not received: the reason in writing, Mẫu 03, and the citizen's page."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.scans import text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

REASON = "Nơi đăng ký khai sinh là xã Vĩnh Bảo; đề nghị nộp tại Ủy ban nhân dân xã Vĩnh Bảo."


def test_a_refusal_with_its_slip(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Trần Văn Thuận")

    desk = office.takes("mc.hongbang", reference)
    desk.follow("Từ chối tiếp nhận")
    desk.lands_on("Từ chối tiếp nhận")
    desk.look("desk-refuse")
    desk.press("Từ chối tiếp nhận")
    desk.is_told("Hãy ghi lý do từ chối.")
    desk.look("desk-refuse-wrong")
    desk.write("Lý do từ chối", REASON)
    desks.presses(desk, "Từ chối tiếp nhận", "Đã từ chối tiếp nhận hồ sơ")
    desk.state_is("Không được tiếp nhận")
    slip = text_of(desk.download("Phiếu từ chối tiếp nhận"))
    assert "Trần Văn Thuận" in slip
    assert REASON in slip
    desk.does_not_read("Các bước", "Sơ đồ quy trình")  # it never set out
    desk.look("desk-refused")

    citizen.open(f"/ho-so/{reference}/")
    citizen.state_is("Không được tiếp nhận")
    citizen.reads("Hồ sơ không được tiếp nhận", REASON, "nộp hồ sơ mới")
    citizen.does_not_read("Hẹn trả kết quả")
    assert REASON in text_of(citizen.download("Phiếu từ chối tiếp nhận"))
    citizen.look("dossier-refused")
