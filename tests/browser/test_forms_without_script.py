"""Every e-form from its first page to the filed dossier without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.eforms import FILED, PAYLOAD, WARD, WHO, answers_to, definition_of
from tests.browser.filling import fills_form
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
ON = "Lưu và tiếp tục"


@pytest.fixture(scope="module")
def session(chromium: Browser, site: str) -> Iterator[StorageState]:
    """Signed in once for all."""
    visitor = Visitor(chromium, site, javascript=False)
    visitor.open("/dang-nhap/")
    citizens.signs_in(visitor, WHO)
    visitor.page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    yield visitor.context.storage_state()
    visitor.leave()


@pytest.mark.parametrize("form", FILED)
def test_a_form_is_filed_without_the_script(come: Come, session: StorageState, form: str) -> None:
    citizen = come(width=360, javascript=False)
    citizen.context.add_cookies(session["cookies"])  # type: ignore[arg-type]
    begins(citizen, FILED[form][0])
    fills_form(citizen, definition_of(form), answers_to(form), look=lambda name: citizen.look())
    if "/giay-to/" in citizen.page.url:
        hands_in(citizen)
    citizen.lands_on("Kiểm tra và nộp")
    citizen.look()
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    citizens.receives_reference(citizen)


def begins(citizen: Visitor, code: str) -> None:
    """To the first page of the form."""
    citizen.open(f"/thu-tuc/{code}/nop-ho-so/")
    cases = citizen.page.locator('[name="case"][type=radio]')
    if cases.count():
        cases.first.check()
    citizen.main.get_by_role("button", name="Bắt đầu").first.click()
    if "/noi-giai-quyet/" in citizen.page.url:
        ward = citizen.main.get_by_label(WARD)
        (ward if ward.count() else citizen.main.locator("[name=agency]").first).check()
        citizen.press(ON)
    citizen.lands_on("Người đề nghị")
    citizen.press(ON)


def hands_in(citizen: Visitor) -> None:
    """A paper for each slot that is not optional."""
    owed = citizen.page.locator(".mc-slot:not(:has(.mc-optional)) [type=file]")
    for place in range(owed.count()):
        owed.nth(place).set_input_files(PAYLOAD)
    citizen.press(ON)
