"""By night: every kind of page keeps its contrast, and is printed by day all the same."""

import pytest

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor, assert_accessible

pytestmark = pytest.mark.browser

CITIZENS = (
    "/",
    "/su-kien/ket-hon/",
    "/thu-tuc/?q=khai+sinh",
    "/thu-tuc/2.000635/",
    "/tra-cuu/",
    "/kieu-dang/",
    "/khong-co-trang-nay/",
)
OWN = ("/ho-so-cua-toi/", "/thong-bao/")
DESKS = (
    "/can-bo/",
    "/can-bo/tiep-nhan/",
    "/can-bo/so-theo-doi/",
    "/can-bo/thong-bao/",
    "/kieu-dang/?desk",
)
ADMINISTRATION = ("/quan-tri/", "/quan-tri/thu-tuc/", "/quan-tri/ngay-nghi/")


def at_night(visitor: Visitor, *pages: str) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    for page in pages:
        visitor.open(page)
        background = "getComputedStyle(document.body).backgroundColor"
        assert visitor.page.evaluate(background) == "rgb(23, 24, 27)", page
        assert_accessible(visitor.page)


def test_citizens_pages(come: Come) -> None:
    citizen = come(width=360)
    at_night(citizen, *CITIZENS)
    citizens.begins(citizen, "Vũ Duy Hiệp")
    citizens.fills_in(citizen)
    assert_accessible(citizen.page)
    citizen.page.go_back()
    citizen.write("Cơ quan đã đăng ký", "")
    citizen.press("Lưu và tiếp tục")
    citizen.is_told("Hãy ghi mục này.")
    assert_accessible(citizen.page)
    at_night(citizen, *OWN)


def test_desks_and_administration(come: Come) -> None:
    desk = come(width=1440)
    desks.signs_in(desk, "mc.hongbang")
    at_night(desk, *DESKS)
    administrator = come(width=1440)
    desks.signs_in_to_administration(administrator, "qt")
    at_night(administrator, *ADMINISTRATION)


def test_paper_is_white(come: Come) -> None:
    reader = come(width=1440)
    reader.page.emulate_media(color_scheme="dark", media="print")
    reader.open("/thu-tuc/2.000635/")
    ink = reader.page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--mc-ink').trim()"
    )
    assert ink == "#1b1d22"
    for hidden in (".mc-nav", ".mc-search", ".govuk-breadcrumbs", ".mc-footer__links"):
        assert not reader.page.locator(hidden).first.is_visible(), hidden
