"""From an act to the people it concerns: on their pages, and by e-mail."""

import time

import pytest

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.office import Office
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
PATIENCE = 60.0  # seconds; the worker delivers within one


def waits_for(visitor: Visitor, sentence: str) -> None:
    """Load the page anew until the worker has delivered."""
    deadline = time.monotonic() + PATIENCE
    while sentence not in visitor.words:
        assert time.monotonic() < deadline, f"waited in vain for “{sentence}”"
        visitor.page.reload()


def test_nobody_has_written_yet(come: Come) -> None:
    visitor = come(width=360)
    visitor.open("/thong-bao/")
    citizens.signs_in(visitor, "Lê Hoài Nam")
    visitor.reads("Bạn chưa có thông báo nào")
    visitor.look("notices-none")


def test_notices_and_letters_of_a_dossier(citizen: Visitor, office: Office) -> None:
    reference = citizens.files(citizen, "Bùi Xuân Hoàn")
    told = f"Đã nhận hồ sơ nộp trực tuyến {reference}"

    citizen.open("/thong-bao/")
    waits_for(citizen, told)
    citizen.look("notices")
    citizen.follow(told)
    citizen.lands_on(told)
    citizen.reads("Việc cần làm: chưa có.", "Cơ quan giải quyết", "Thời điểm thực hiện")
    citizen.look("notice")
    citizen.press("Xem hồ sơ")
    citizen.state_is("Mới đăng ký")
    citizen.open("/thong-bao/cach-nhan/")
    citizen.reads("cd.hoan@motcua.example")
    citizen.look("notice-choice")
    citizen.press("Lưu")
    citizen.reads("Đã lưu cách nhận thông báo.")

    citizen.open("/thu-thu-nghiem/")
    waits_for(citizen, told)
    citizen.look("caught-mail")
    citizen.follow(told)
    citizen.reads("cd.hoan@motcua.example", "Message-ID", f"/ho-so/{reference}/")
    citizen.look("caught-letter")
    citizen.follow("Xem bản trình bày")
    assert told in citizen.page.content()

    desk = office.takes("mc.hongbang", reference)
    desk.open("/can-bo/thong-bao/")
    waits_for(desk, reference)
    desk.look("desk-notices")
    desk.main.get_by_role("link", name=reference).first.click()
    desk.reads("Việc cần làm:")
    desk.look("desk-notice")
    desk.press("Mở hồ sơ")
    desk.reads(reference)
