"""The picture at the top of the README: a citizen's page beside an officer's."""

import base64
import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from tests.browser import citizen as citizens
from tests.browser import office as desks
from tests.browser import screens
from tests.browser.conftest import Come
from tests.browser.office import Office

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not screens.wanted(), reason="taken with the other screens (SCREENS=1)"),
]

CANVAS = (1600, 1000)
PAPER = "#efece4"
RULE = "#cfcabd"


def test_overview(come: Come) -> None:
    citizen = come(width=360)
    office = Office(lambda: come(width=1440))
    reference = citizens.files(citizen, "Nguyễn Thị Thơm")
    code = desks.receives(office.takes("mc.hongbang", reference))
    desk = office.takes("tp.hongbang", code)
    desk.choose("Đoàn Duy Thụ")
    desks.presses(desk, "Phân công thụ lý", "Đã phân công thụ lý")
    desk = office.takes("cv.hongbang", code)
    citizen.open(f"/thu-tuc/{citizens.EXTRACT}/")

    picture = Image.new("RGB", CANVAS, PAPER)
    _hang(picture, _top(desk.page, 1360, 1020), (60, 80), 1120)
    _hang(picture, _top(citizen.page, 360, 800), (1216, 150), 324)
    screens.keep(picture, "overview")


def _top(page: Page, width: int, height: int) -> Image.Image:
    """The head of a page, at twice its size so that it can be made smaller without harm."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")
    session = page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 2}
    shot = session.send("Page.captureScreenshot", {"format": "png", "clip": clip})
    return Image.open(io.BytesIO(base64.b64decode(shot["data"])))


def _hang(picture: Image.Image, page: Image.Image, at: tuple[int, int], width: int) -> None:
    small = page.convert("RGB").resize((width, round(page.height * width / page.width)))
    left, top = at
    frame = (left - 1, top - 1, left + small.width, top + small.height)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((frame[0] + 8, frame[1] + 10, frame[2] + 8, frame[3] + 10), fill="#e2ddd1")
    picture.paste(small, at)
    draw.rectangle(frame, outline=RULE)
