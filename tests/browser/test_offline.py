"""The line goes down in the middle of filing: nothing is lost, and nothing is sent twice."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor, assert_accessible

pytestmark = pytest.mark.browser

WANTED = "Xin 5 bản sao, điền khi mất mạng"
KEPT = """async () => {
    const pages = await (await caches.open("drafts")).keys();
    return navigator.serviceWorker.controller ? pages.length : 0;
}"""


# The worker comes only to the second page of a draft, and nothing is opened after that.
LATE = """
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    navigator.serviceWorker.register = (script) =>
        location.pathname.endsWith("/nguoi-nop/") ? register(script) : Promise.resolve();
"""


@pytest.fixture
def citizen(come: Come) -> Visitor:
    visitor = come(width=360)
    citizens.begins(visitor, "Vũ Duy Hiệp", citizens.PENSION)
    visitor.choose(citizens.WARD)
    citizens.goes_on(visitor, "Người đề nghị")
    # Five pages: the place, the person, the matter, the papers, the review.
    comes_true(visitor, f"({KEPT})().then((pages) => pages === 5)")
    return visitor


def comes_true(citizen: Visitor, promise: str) -> None:
    """Wait for what a script promises to become true: a page's own wait takes any promise."""
    deadline = time.monotonic() + 60
    while not citizen.page.evaluate(f"() => {promise}"):
        assert time.monotonic() < deadline, promise
        citizen.page.wait_for_timeout(100)


def line(citizen: Visitor, *, up: bool) -> None:
    citizen.context.set_offline(not up)


def banner(citizen: Visitor, text: str) -> None:
    expect(citizen.page.locator(".mc-offline")).to_contain_text(text)


def test_pages_opened_before_the_worker_came_are_kept_too(come: Come) -> None:
    visitor = come(width=360)
    visitor.page.add_init_script(LATE)
    citizens.begins(visitor, "Vũ Duy Hiệp", citizens.PENSION)
    visitor.choose(citizens.WARD)
    citizens.goes_on(visitor, "Người đề nghị")
    comes_true(visitor, f"({KEPT})().then((pages) => pages === 5)")


def test_two_pages_filled_in_without_a_line_are_on_the_server_after(citizen: Visitor) -> None:
    line(citizen, up=False)
    banner(citizen, "Đang ngoại tuyến")
    citizen.write("Số điện thoại", "0912345678")
    citizens.goes_on(citizen, "Nội dung đề nghị")
    citizen.write("Nội dung đề nghị", WANTED)
    citizens.goes_on(citizen, "Giấy tờ")
    citizen.hand_in(citizens.PENSION_PAPER, citizens.AUTHORISATION)
    citizens.goes_on(citizen, "Kiểm tra và nộp")
    banner(citizen, "đã lưu trên máy này. 3 phần")
    assert_accessible(citizen.page)
    line(citizen, up=True)
    banner(citizen, "Đã gửi xong")
    citizen.page.reload()
    citizen.reads(WANTED, "0912345678", "uy-quyen")

    line(citizen, up=False)  # and now the submission itself, pressed twice
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    citizen.reads("Hồ sơ sẽ được nộp khi có mạng")
    citizen.page.go_back()
    citizen.lands_on("Kiểm tra và nộp")
    citizen.press("Nộp hồ sơ")
    citizen.reads("Hồ sơ sẽ được nộp khi có mạng")
    line(citizen, up=True)
    banner(citizen, "đã được nộp")
    citizen.page.locator(".mc-offline").get_by_role("link").click()
    reference = citizens.receives_reference(citizen)
    citizen.open("/ho-so-cua-toi/")
    assert citizen.words.count(reference) == 1


def test_what_is_wrong_leads_back_and_signing_out_wipes(citizen: Visitor) -> None:
    line(citizen, up=False)
    citizen.write("Số điện thoại", "12")
    citizens.goes_on(citizen, "Nội dung đề nghị")
    line(citizen, up=True)
    banner(citizen, "cần sửa lại")
    citizen.page.locator(".mc-offline").get_by_role("link").click()
    citizen.lands_on("Người đề nghị")
    citizen.holds("Số điện thoại", "12")

    citizen.context.clear_cookies(name="sessionid")  # signed out without being asked
    citizen.write("Số điện thoại", "0912345678")
    citizen.press("Lưu và tiếp tục")
    citizen.lands_on("Đăng nhập")
    citizens.signs_in(citizen, "Vũ Duy Hiệp")
    banner(citizen, "Đã gửi xong")
    citizen.page.get_by_role("button", name="Đăng xuất").click()
    nothing = "caches.open('drafts').then((kept) => kept.keys()).then((pages) => !pages.length)"
    comes_true(citizen, nothing)
