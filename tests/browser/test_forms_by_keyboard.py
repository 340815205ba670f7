"""Every e-form from its first page to the filed dossier without a mouse, on a small telephone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.eforms import FILED, WARD, WHO, answers_to, definition_of
from tests.browser.filling import asked_pages, controls_of
from tests.browser.keys import Keys
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
ON = "Lưu và tiếp tục"


@pytest.fixture(scope="module")
def session(chromium: Browser, site: str) -> Iterator[StorageState]:
    """Signed in once for all."""
    visitor = Visitor(chromium, site)
    visitor.open("/dang-nhap/")
    citizens.signs_in(visitor, WHO)
    visitor.page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    yield visitor.context.storage_state()
    visitor.leave()


@pytest.mark.parametrize("form", FILED)
def test_a_form_is_filed_by_keyboard(come: Come, session: StorageState, form: str) -> None:
    citizen = come(width=360)
    citizen.context.add_cookies(session["cookies"])  # type: ignore[arg-type]
    definition, answers = definition_of(form), answers_to(form)
    begins(citizen, FILED[form][0])
    pages = list(asked_pages(definition, answers))
    for page in pages:
        citizen.lands_on(page.label)
        citizen.look(english=definition.english[page.label])
        controls, groups = controls_of(definition, page, answers)
        Keys(citizen, controls, groups, spare=set(groups)).leave_by(ON)
    files(citizen)


def begins(citizen: Visitor, code: str) -> None:
    """To the first page of the form: the case, the agency, the applicant as known."""
    citizen.open(f"/thu-tuc/{code}/nop-ho-so/")
    Keys(citizen, first_of(citizen, "case")).leave_by("Bắt đầu")
    citizen.page.wait_for_url("**/nop-ho-so/*/*/")
    if "/noi-giai-quyet/" in citizen.page.url:
        ward = citizen.main.get_by_label(WARD)
        wanted = {"agency": [str(ward.get_attribute("value"))]} if ward.count() else None
        Keys(citizen, wanted or first_of(citizen, "agency")).leave_by(ON)
    citizen.lands_on("Người đề nghị")
    Keys(citizen, {}).leave_by(ON)


def first_of(citizen: Visitor, name: str) -> dict[str, Any]:
    offered = citizen.page.locator(f'[name="{name}"][type=radio]')
    return {name: [str(offered.first.get_attribute("value"))]} if offered.count() else {}


def files(citizen: Visitor) -> None:
    """The papers, the review, the reference."""
    citizen.page.wait_for_url(lambda url: "/to-khai/" not in url)
    if "/giay-to/" in citizen.page.url:
        citizen.lands_on("Giấy tờ")
        citizen.page.on("filechooser", lambda chooser: None)
        Keys(citizen, {}).leave_by(ON)
    citizen.lands_on("Kiểm tra và nộp")
    citizen.look(english="Check and file")
    Keys(citizen, {"delivery": ["electronic"]}).leave_by("Nộp hồ sơ")
    citizens.receives_reference(citizen)
