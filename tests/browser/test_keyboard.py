"""The whole filing without a mouse, on a screen enlarged to 200 %."""

import pytest

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST_STOPS = 60  # presses of Tab before giving up on a page
# The focused control: what it is called, and whether the eye can find it.
FOCUSED = """() => {
    const here = document.activeElement, look = getComputedStyle(here);
    const label = here.labels?.[0] || document.querySelector(`label[for="${here.id}"]`) || here;
    const ticked = here.matches("[type=radio], [type=checkbox]");
    const mark = ticked ? getComputedStyle(label, "::before") : look;
    const seen = [look, mark].some((each) =>
        each.boxShadow !== "none" || (each.outlineStyle !== "none" && each.outlineWidth !== "0px"));
    return [label.innerText.trim(), seen];
}"""


def test_filing_with_the_keyboard_alone(come: Come) -> None:
    citizen = come(width=640, scale=2)
    keys = citizen.page.keyboard
    # From now on the window for choosing files is ours to answer.
    citizen.page.on("filechooser", lambda chooser: None)
    citizen.open("/")
    keys.press("Tab")
    assert citizen.page.evaluate(FOCUSED) == ["Đến nội dung chính", True]
    keys.press("Enter")
    tab_to(citizen, "Bạn cần làm thủ tục gì?")
    keys.type("trich luc ho tich")
    keys.press("Enter")
    citizen.lands_on("Thủ tục hành chính")
    activate(citizen, citizens.EXTRACT_NAME)
    citizen.lands_on(citizens.EXTRACT_NAME)
    activate(citizen, "Nộp hồ sơ trực tuyến")
    citizen.lands_on("Đăng nhập")
    pick(citizen, "Nguyễn Thị Thơm", "Trần Văn Thuận")
    activate(citizen, "Đăng nhập")
    citizen.lands_on(citizens.EXTRACT_NAME)
    activate(citizen, "Bắt đầu")
    citizen.lands_on("Nơi giải quyết")
    pick(citizen, "Sở Tư pháp", citizens.WARD)
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Người đề nghị")
    tab_to(citizen, "Số điện thoại")
    keys.press("ControlOrMeta+a")
    keys.type("0900 000 654")
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Giấy tờ cần bản sao")
    pick(citizen, "Giấy khai sinh", "Giấy khai sinh")
    tab_to(citizen, "Số lượng bản sao")
    keys.type("2")
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Người được cấp bản sao")
    pick(citizen, "Bản thân", "Bản thân")
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Việc hộ tịch đã đăng ký")
    tab_to(citizen, "Cơ quan đã đăng ký")
    keys.type("Ủy ban nhân dân xã Mẫu Cũ")
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Giấy tờ")
    tab_to(citizen, "Văn bản ủy quyền")
    with citizen.page.expect_file_chooser() as chooser:
        keys.press("Enter")
    paper = citizens.AUTHORISATION
    payload = {"name": paper.name, "mimeType": paper.content_type, "buffer": paper.data}
    chooser.value.set_files(payload)
    activate(citizen, "Lưu và tiếp tục")
    citizen.lands_on("Kiểm tra và nộp")
    citizen.reads("0900000654", "Ủy ban nhân dân xã Mẫu Cũ")
    pick(citizen, "Nhận tại Bộ phận Một cửa", "Nhận bản điện tử")
    activate(citizen, "Nộp hồ sơ")
    citizens.receives_reference(citizen)


def test_jumping_within_a_page_keeps_what_was_typed(come: Come) -> None:
    citizen = come(width=360)
    citizen.open("/tra-cuu/")
    citizen.write("Mã hồ sơ", "H24.31-2611")
    citizen.page.locator(".govuk-skip-link").press("Enter")
    citizen.page.wait_for_url("**#main")
    citizen.page.wait_for_load_state("networkidle")
    citizen.holds("Mã hồ sơ", "H24.31-2611")


def tab_to(citizen: Visitor, name: str) -> None:
    """Press Tab until the focus is on the control of this name, and can be seen there."""
    passed = []
    for _ in range(MOST_STOPS):
        citizen.page.keyboard.press("Tab")
        label, seen = citizen.page.evaluate(FOCUSED)
        assert seen, f"the focus on {label!r} cannot be seen"
        if label.startswith(name):
            return
        passed.append(label)
    raise AssertionError(f"Tab never comes to {name!r}: {passed}")


def activate(citizen: Visitor, name: str) -> None:
    tab_to(citizen, name)
    citizen.page.keyboard.press("Enter")


def pick(citizen: Visitor, first: str, wanted: str) -> None:
    """Radio buttons: Tab comes to the first, arrows go on."""
    tab_to(citizen, first)
    citizen.page.keyboard.press("Space")
    for _ in range(MOST_STOPS):
        label, _seen = citizen.page.evaluate(FOCUSED)
        if label.startswith(wanted):
            break
        citizen.page.keyboard.press("ArrowDown")
    assert citizen.field(wanted).is_checked()
