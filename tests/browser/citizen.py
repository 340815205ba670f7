"""What citizens do on the pages of the portal."""

from collections.abc import Callable

from tests.browser import scans
from tests.browser.filling import fills_form, form_of
from tests.browser.visitor import Visitor

EXTRACT = "2.000635"
EXTRACT_NAME = "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"
WARD = "Ủy ban nhân dân phường Hồng Bàng"
PENSION = "1.014027"
PENSION_PAPER = "Văn bản đề nghị hưởng trợ cấp hưu trí xã hội"
EXTRACT_ANSWERS = {
    "kind": "birth",
    "copies": 3,
    "relation": "self",
    "registered_at": "Ủy ban nhân dân xã Mẫu Cũ",
}
AUTHORISATION = scans.photograph(
    "Văn bản ủy quyền",
    "uy-quyen.jpg",
    "Người ủy quyền: Nguyễn Thị Thơm",
    "Số định danh cá nhân: 031199000123",
    "Nội dung: nộp hồ sơ và nhận kết quả",
)


def finds_the_extract(citizen: Visitor) -> None:
    """From the first page to the procedure, as people type."""
    citizen.open("/")
    citizen.look("home")
    citizen.write("Bạn cần làm thủ tục gì?", "trich luc ho tich")
    citizen.press("Tìm")
    citizen.lands_on("Thủ tục hành chính")
    citizen.reads("giống “trich luc ho tich”")
    citizen.look("procedures")
    citizen.follow(EXTRACT_NAME)
    citizen.lands_on(EXTRACT_NAME)
    citizen.reads("Trong ngày làm việc", "8.000 đồng", "Tờ khai đề nghị cấp bản sao")
    citizen.look("procedure")


def signs_in(citizen: Visitor, name: str) -> None:
    citizen.choose(name)
    citizen.press("Đăng nhập")


def begins(citizen: Visitor, name: str, code: str = EXTRACT) -> None:
    """Signed in, to the first page of a new draft."""
    citizen.open(f"/thu-tuc/{code}/nop-ho-so/")
    citizen.lands_on("Đăng nhập")
    signs_in(citizen, name)
    begins_anew(citizen)


def begins_again(citizen: Visitor, code: str = EXTRACT) -> None:
    """Still signed in, to the first page of another draft."""
    citizen.open(f"/thu-tuc/{code}/nop-ho-so/")
    begins_anew(citizen)


def begins_anew(citizen: Visitor) -> None:
    cases = citizen.page.locator('[name="case"][type=radio]')
    if cases.count():
        cases.first.check()
    citizen.main.get_by_role("button", name="Bắt đầu").first.click()
    citizen.lands_on("Nơi giải quyết")


def goes_on(citizen: Visitor, heading: str) -> None:
    citizen.press("Lưu và tiếp tục")
    citizen.lands_on(heading)


def fills_in(citizen: Visitor) -> None:
    """From the choice of an agency to the page of papers."""
    citizen.choose(WARD)
    goes_on(citizen, "Người đề nghị")
    citizen.press("Lưu và tiếp tục")
    declares(citizen)


def declares(citizen: Visitor, look: Callable[[str], None] = lambda _page: None) -> None:
    """The e-form of the extract, up to the page of papers."""
    fills_form(citizen, form_of("trich-luc"), EXTRACT_ANSWERS, look=look)
    citizen.lands_on("Giấy tờ")


def files(citizen: Visitor, name: str) -> str:
    """The whole way without looking around; gives the reference of the dossier."""
    begins(citizen, name)
    fills_in(citizen)
    goes_on(citizen, "Kiểm tra và nộp")
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    return receives_reference(citizen)


def receives_reference(citizen: Visitor) -> str:
    citizen.lands_on("Đã nộp hồ sơ")
    return citizen.finds(r"Mã tham chiếu ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b")
