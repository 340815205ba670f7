"""What goes wrong at a screen: the sentence people read, and that nothing is done or done twice."""

import pytest
from playwright.sync_api import expect

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.conftest import Come
from tests.browser.office import Office
from tests.browser.scans import Scan
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FILM = Scan("phim.pdf", b"RIFF....AVI LIST", "application/pdf")
EMPTY = Scan("trong.jpg", b"", "image/jpeg")
TOO_LARGE = Scan(
    "ban-ve.pdf", b"%PDF-1.4\n" + bytes(11 * 1024 * 1024) + b"%%EOF\n", "application/pdf"
)


def test_files_that_cannot_be_taken(citizen: Visitor, javascript: bool) -> None:
    citizens.begins(citizen, "Vũ Duy Hiệp")
    citizens.fills_in(citizen)
    citizen.hand_in("Giấy tờ chứng minh", citizens.AUTHORISATION, EMPTY)
    citizen.hand_in("Văn bản ủy quyền", FILM)
    citizen.press("Lưu và tiếp tục")
    citizen.is_told(
        "Tệp “phim.pdf” không phải PDF, JPG hay PNG.", "Tệp “trong.jpg” trống (0 byte)."
    )
    citizen.reads("uy-quyen")  # the good one was kept
    citizen.look("filing-papers-wrong")

    citizen.hand_in("Văn bản ủy quyền", TOO_LARGE)
    if javascript:
        citizen.reads("Tệp này lớn hơn 10 MB nên không gửi được.")
        citizen.look("filing-papers-too-large")
    else:
        citizen.press("Tải lên, ở lại trang này")
        citizen.is_told("Tệp “ban-ve.pdf” lớn hơn 10 MB.")
    citizen.press("Lưu và tiếp tục")
    citizen.lands_on("Kiểm tra và nộp")
    citizen.does_not_read("phim.pdf", "trong.jpg", "ban-ve.pdf")


def test_what_was_typed_is_kept(citizen: Visitor) -> None:
    citizens.begins(citizen, "Vũ Duy Hiệp")
    citizen.press("Lưu và tiếp tục")
    citizen.is_told("Hãy chọn một mục.")
    citizen.choose(citizens.WARD)
    citizens.goes_on(citizen, "Người đề nghị")
    citizen.write("Số định danh", "0310 92")
    citizen.write("Ngày", "31")
    citizen.write("Tháng", "2")
    citizen.write("Số điện thoại", "khong co")
    citizen.press("Lưu và tiếp tục")
    expect(citizen.page.locator(".govuk-error-summary li")).to_have_count(3)
    citizen.holds("Ngày", "31")
    citizen.holds("Số điện thoại", "khong co")
    citizen.look("filing-applicant-wrong")

    first = citizen.page.locator(".govuk-error-summary a").first
    first.click()  # leads to the field
    expect(citizen.page.locator(":focus, :target").first).to_be_visible()


def test_a_double_click_files_one_dossier(citizen: Visitor) -> None:
    citizens.begins(citizen, "Bùi Xuân Hoàn")
    citizens.fills_in(citizen)
    citizens.goes_on(citizen, "Kiểm tra và nộp")
    before = _filed(citizen)
    citizen.page.go_back()
    citizen.choose("Nhận bản điện tử")
    citizen.button("Nộp hồ sơ").dblclick()
    citizens.receives_reference(citizen)
    assert _filed(citizen) == before + 1


def _filed(citizen: Visitor) -> int:
    citizen.open("/ho-so-cua-toi/")
    return citizen.main.locator(".mc-results__item", has=citizen.page.locator(".mc-status")).count()


def test_a_double_click_receives_once(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Bùi Xuân Hoàn")
    desk = office.takes("mc.hongbang", reference)
    desk.button("Tiếp nhận").dblclick()
    desk.reads("Đã tiếp nhận hồ sơ")
    desk.state_is("Được tiếp nhận")
    receipts = desk.main.get_by_role("link", name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert receipts.count() == 1


def test_a_page_opened_before_a_colleague_acted(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Bùi Xuân Hoàn")
    late = office.takes("mc2.hongbang", reference)
    desks.receives(office.takes("mc.hongbang", reference))

    late.press("Tiếp nhận")
    late.is_told("Hồ sơ vừa có thay đổi sau khi trang này được mở.")
    late.state_is("Được tiếp nhận")
    assert late.main.get_by_role("button").all_inner_texts() == ["Về hồ sơ"]
    late.look("desk-stale")


def test_somebody_elses_dossier_does_not_exist(
    citizen: Visitor, come: Come, javascript: bool
) -> None:
    reference = citizens.files(citizen, "Bùi Xuân Hoàn")
    other = come(javascript=javascript)
    other.open("/ho-so-cua-toi/")
    citizens.signs_in(other, "Công ty TNHH Mẫu Sông Cấm")
    other.lands_on("Hồ sơ của tôi")
    for page in (f"/ho-so/{reference}/", f"/ho-so/{reference}/bo-sung/"):
        assert other.open(page) == 404
        other.does_not_read("Bùi Xuân Hoàn", citizens.EXTRACT_NAME)
    other.look("not-found")
