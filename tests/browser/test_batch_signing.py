"""A leader reads two drafts and signs both at once; one was meanwhile taken back."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.office import Office
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_two_drafts_are_signed_at_once(citizen: Visitor, office: Office) -> None:
    codes = []
    for number in range(2):
        if number:
            citizens.begins_again(citizen)
        else:
            citizens.begins(citizen, "Phạm Thị Loan")
        codes.append(_is_drafted(office, _is_filed(citizen)))
    leader = office.desk("ld.hongbang")
    leader.open("/can-bo/ky-duyet/")
    leader.press("Ký các hồ sơ đã chọn")
    leader.is_told("Hãy chọn ít nhất một hồ sơ.")
    for code in codes:
        leader.choose(f"Chọn {code}")
    leader.look("batch-signing")

    specialist = office.takes_up(codes[1], "cv.hongbang")
    specialist.follow("Thu hồi việc vừa làm")
    specialist.write("Lý do", "Thiếu số lượng bản sao")
    desks.presses(specialist, "Thu hồi việc vừa làm", "Đã thu hồi việc vừa làm")

    leader.press("Ký các hồ sơ đã chọn")
    leader.reads("Đã ký 1 hồ sơ", "1 hồ sơ chưa thực hiện được", codes[1])
    leader.look("batch-signed")
    records = office.takes("vt.hongbang", codes[0])
    records.reads("Trích lục khai sinh (bản sao)")


def _is_filed(citizen: Visitor) -> str:
    citizens.fills_in(citizen)
    citizens.goes_on(citizen, "Kiểm tra và nộp")
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    return citizens.receives_reference(citizen)


def _is_drafted(office: Office, reference: str) -> str:
    code = desks.receives(office.takes("mc.hongbang", reference))
    head = office.takes("tp.hongbang", code)
    head.choose("Đoàn Duy Thụ")
    desks.presses(head, "Phân công thụ lý", "Đã phân công thụ lý")
    specialist = office.takes("cv.hongbang", code)
    desks.drafts(specialist, "Trích lục khai sinh (bản sao)", "Cấp 03 bản sao trích lục.")
    desks.presses(specialist, "Trình kết quả thẩm định", f"Đã chuyển hồ sơ {code}")
    return code
