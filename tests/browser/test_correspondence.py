"""A question to the one-stop and its answer, then the rating, from a telephone to the desk."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser import test_extract as extract
from tests.browser.conftest import Come
from tests.browser.office import Office
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

QUESTION = "Chị tôi đến nhận kết quả thay được không?"
ANSWER = "Được. Người nhận thay mang theo giấy ủy quyền."


def test_a_question_is_answered_and_the_result_is_rated_once(come: Come) -> None:
    citizen, office = come(width=360), Office(lambda: come(width=1440))
    reference = citizens.files(citizen, "Nguyễn Thị Thơm")
    code = desks.receives(office.takes("mc.hongbang", reference))
    _asks(citizen, reference)
    _is_answered(office, code)
    _reads_the_answer(citizen, reference)
    extract._is_decided(office, code)
    extract._result_comes_back(office, code)
    _rates(citizen, reference)


def _asks(citizen: Visitor, reference: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.follow("Trao đổi với Bộ phận Một cửa")
    citizen.lands_on("Trao đổi về hồ sơ")
    citizen.press("Gửi tin")
    citizen.is_told("Hãy ghi nội dung tin.")
    citizen.write("Nội dung tin", QUESTION)
    citizen.press("Gửi tin")
    citizen.reads(QUESTION, "Chưa đọc")
    citizen.look("correspondence")


def _is_answered(office: Office, code: str) -> None:
    desk = office.desk("mc.hongbang")
    desk.page.get_by_role("link", name="Tin chờ trả lời").click()
    desk.lands_on("Tin chờ trả lời")
    desk.look("desk-correspondence-list")
    desk.follow(code)
    desk.lands_on("Trao đổi với người nộp")
    desk.reads(QUESTION)
    desk.look("desk-correspondence")
    desk.write("Nội dung tin", ANSWER)
    desks.presses(desk, "Gửi tin", "Đã gửi tin cho người nộp.")


def _reads_the_answer(citizen: Visitor, reference: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.reads("Có tin mới của Bộ phận Một cửa")
    citizen.follow("Đọc và trả lời")
    citizen.reads(ANSWER, "Đã đọc")


def _rates(citizen: Visitor, reference: str) -> None:
    citizen.open(f"/ho-so/{reference}/")
    citizen.follow("Đánh giá, mất khoảng một phút")
    citizen.lands_on("Đánh giá việc giải quyết hồ sơ")
    citizen.press("Gửi đánh giá")
    citizen.is_told("Hãy chọn một mức.")
    citizen.look("rating")
    citizen.main.get_by_label("Chưa hài lòng", exact=True).first.check()
    citizen.press("Gửi đánh giá")
    citizen.reads("Đã ghi nhận đánh giá", "hãy gửi phản ánh")
    citizen.look("rated")
