"""A dossier sent back for what it lacks, and the citizen's answer from a telephone."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.scans import photograph
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PROXY = photograph("Văn bản ủy quyền", "uy-quyen.jpg", "Người ủy quyền: Phạm Thị Loan")


def test_a_supplement_answered_online(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Phạm Thị Loan")
    desk = office.takes("mc.hongbang", reference)
    desk.follow("Yêu cầu bổ sung")
    desk.write("Văn bản ủy quyền", "chưa có")
    desk.write("Nội dung khác cần bổ sung", "Số lượng bản sao")
    desk.write("Lý do yêu cầu bổ sung", "Người nộp không phải người được cấp trích lục")
    desks.presses(desk, "Yêu cầu bổ sung", "Đã gửi yêu cầu bổ sung cho người nộp.")

    citizen.open(f"/ho-so/{reference}/")
    citizen.state_is("Yêu cầu bổ sung giấy tờ")
    citizen.reads("Văn bản ủy quyền", "Người nộp không phải người được cấp trích lục")
    citizen.look("dossier-supplement")
    citizen.press("Nộp phần bổ sung")
    citizen.lands_on("Nộp phần bổ sung")
    citizen.look("supplement")
    citizen.reads("Điểm 1: Văn bản ủy quyền", "Điểm 2: Số lượng bản sao")
    citizen.hand_in("Văn bản ủy quyền", PROXY)
    citizen.write("Trả lời điểm 2", "Tôi nộp thay mẹ; xin 3 bản.")
    citizen.press("Gửi phần bổ sung")
    citizen.lands_on(citizens.EXTRACT_NAME)
    citizen.state_is("Mới đăng ký")
    citizen.reads("uy-quyen.pdf")  # a photograph becomes a PDF

    desk = office.takes("mc.hongbang", reference)
    desk.reads("uy-quyen.pdf", "Đã trả lời", "Tôi nộp thay mẹ; xin 3 bản.")
    desk.look("desk-answered")
    desks.receives(desk)
