"""Pages off the roads: nothing found, nothing there yet, not for you, in English."""

from collections.abc import Callable

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor, assert_accessible

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(come: Come) -> Visitor:
    return come(width=360)


@pytest.fixture
def desk(come: Come) -> Callable[[str], Visitor]:
    def arrive(username: str) -> Visitor:
        visitor = come(width=1440)
        desks.signs_in(visitor, username)
        return visitor

    return arrive


def test_a_search_that_finds_nothing(visitor: Visitor) -> None:
    visitor.open("/thu-tuc/?q=xyzzy")
    visitor.reads("Không tìm thấy thủ tục nào")
    visitor.look("procedures-none")


def test_a_procedure_with_a_very_long_name(visitor: Visitor) -> None:
    visitor.open("/thu-tuc/1.013225/")
    visitor.lands_on("Cấp giấy phép xây dựng mới")
    visitor.look("procedure-long")


def test_nothing_filed_yet(visitor: Visitor) -> None:
    visitor.open("/ho-so-cua-toi/")
    citizens.signs_in(visitor, "Công ty TNHH Mẫu Sông Cấm")
    visitor.reads("Bạn chưa có hồ sơ nào")
    visitor.look("my-dossiers-none")


def test_a_draft_with_gaps_is_left_and_thrown_away(visitor: Visitor) -> None:
    citizens.begins(visitor, "Vũ Duy Hiệp", "1.013225")
    draft = visitor.page.url.rsplit("/", 2)[0]
    visitor.open(f"{draft}/kiem-tra/")
    visitor.reads("Chưa chọn", "Chưa có tệp")
    visitor.look("filing-review-gaps")
    visitor.open(f"{draft}/xoa/")
    visitor.lands_on("Xóa hồ sơ đang làm dở?")
    visitor.look("discard")
    visitor.press("Xóa hồ sơ")
    visitor.reads("Đã xóa hồ sơ đang làm dở.")


def test_a_code_nobody_has(visitor: Visitor) -> None:
    visitor.open("/tra-cuu/?ma=H24.31-260102-9999")
    visitor.is_told("Không có hồ sơ nào mang mã này.")
    visitor.look("track-unknown")


def test_a_citizen_at_the_officers_door(visitor: Visitor) -> None:
    visitor.open("/ho-so-cua-toi/")
    citizens.signs_in(visitor, "Vũ Duy Hiệp")
    visitor.lands_on("Hồ sơ của tôi")
    assert visitor.open("/can-bo/") == 403
    visitor.reads("Trang này dành cho cán bộ, công chức")
    visitor.look("forbidden")


def test_a_form_left_open_too_long(visitor: Visitor) -> None:
    visitor.open("/dang-nhap/")
    visitor.context.clear_cookies()
    citizens.signs_in(visitor, "Vũ Duy Hiệp")
    visitor.page.wait_for_load_state()
    visitor.look("form-expired")


def test_a_wrong_password(come: Come) -> None:
    desk = come(width=1440)
    desk.open("/can-bo/")
    desk.look("office-sign-in")
    desk.write("Tên đăng nhập", "mc.hongbang")
    desk.write("Mật khẩu", "sai")
    desk.press("Đăng nhập")
    desk.is_told("Tên đăng nhập hoặc mật khẩu không đúng.")
    desk.holds("Tên đăng nhập", "mc.hongbang")
    desk.look("office-sign-in-wrong")


def test_an_empty_desk(desk: Callable[[str], Visitor]) -> None:
    visitor = desk("vt.congan.hongbang")
    visitor.reads("Không còn việc nào trên bàn")
    visitor.look("worklist-none")


def test_looking_for_a_dossier(come: Come, desk: Callable[[str], Visitor]) -> None:
    citizens.files(come(width=360), "Vũ Duy Hiệp")
    clerk = desk("mc.hongbang")
    clerk.write("Tìm theo mã hồ sơ", "Vũ Duy Hiệp")
    clerk.press("Tìm")
    clerk.lands_on("Tìm hồ sơ")
    clerk.reads("Mới đăng ký", citizens.EXTRACT_NAME)
    clerk.look("office-search")
    clerk.open("/can-bo/tim-kiem/?q=xyzzy")
    clerk.reads("Không tìm thấy hồ sơ nào")
    clerk.look("office-search-none")


def test_no_such_procedure_at_the_counter(desk: Callable[[str], Visitor]) -> None:
    clerk = desk("mc.hongbang")
    clerk.open("/can-bo/tiep-nhan/")
    clerk.field("Thủ tục nào?").press_sequentially("xyzzy")  # found while typing
    clerk.reads("Không tìm thấy thủ tục nào")
    clerk.open("/can-bo/tiep-nhan/?q=xyzzy")
    clerk.look("reception-none")


def test_mistakes_are_told_in_english_too(visitor: Visitor) -> None:
    visitor.open("/tra-cuu/")
    visitor.page.get_by_role("button", name="English").click()
    visitor.lands_on("Look up a dossier")
    visitor.press("Look up")
    visitor.page.locator(".govuk-error-summary").wait_for()
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert_accessible(visitor.page)
