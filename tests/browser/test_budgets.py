"""What a page costs over the wire: a first page 60 KB and 10 requests, the next ones 15 KB."""

from dataclasses import dataclass, field

import pytest

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FIRST_PAGE = 60_000  # bytes, headers included
FIRST_REQUESTS = 10
NEXT_PAGE = 15_000


@dataclass
class Wire:
    """What comes over the wire for one browser, counted from page to page."""

    visitor: Visitor
    weights: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        session = self.visitor.context.new_cdp_session(self.visitor.page)
        session.on("Network.loadingFinished", self._count)
        session.send("Network.enable")

    def _count(self, event: dict[str, float]) -> None:
        if event["encodedDataLength"]:  # nothing when it lay in the cache
            self.weights.append(int(event["encodedDataLength"]))

    def settled(self) -> list[int]:
        """The weight of each answer since the last time."""
        self.visitor.page.wait_for_load_state("networkidle")
        counted, self.weights = self.weights, []
        return counted


@pytest.mark.parametrize("page", ["/", "/thu-tuc/", "/thu-tuc/1.013225/", "/tra-cuu/"])
def test_the_first_page(come: Come, page: str) -> None:
    visitor = come(width=360, worker=False)
    wire = Wire(visitor)
    visitor.open(page)
    answers = wire.settled()
    assert sum(answers) <= FIRST_PAGE, answers
    assert 0 < len(answers) <= FIRST_REQUESTS


def test_every_next_page(come: Come) -> None:
    """Down the whole road of filing."""
    citizen = come(width=360, worker=False)
    wire = Wire(citizen)
    citizen.open("/")
    wire.settled()
    heavy = {}

    def weigh(name: str) -> None:
        weight = sum(wire.settled())
        assert weight > 0, name
        if weight > NEXT_PAGE:
            heavy[name] = weight

    for page in ("/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/1.013225/", "/tra-cuu/"):
        citizen.open(page)
        weigh(page)
    citizen.open(f"/thu-tuc/{citizens.EXTRACT}/nop-ho-so/")
    weigh("Đăng nhập")
    citizens.signs_in(citizen, "Vũ Duy Hiệp")
    citizen.lands_on(citizens.EXTRACT_NAME)
    weigh("Bắt đầu")
    citizens.begins_anew(citizen)
    weigh("Nơi giải quyết")
    citizen.choose(citizens.WARD)
    citizens.goes_on(citizen, "Người đề nghị")
    weigh("Người đề nghị")
    citizen.press("Lưu và tiếp tục")
    citizens.declares(citizen, look=weigh)
    weigh("Giấy tờ")
    citizens.goes_on(citizen, "Kiểm tra và nộp")
    weigh("Kiểm tra và nộp")
    citizen.choose("Nhận bản điện tử")
    citizen.press("Nộp hồ sơ")
    citizens.receives_reference(citizen)
    weigh("Đã nộp hồ sơ")
    citizen.press("Xem hồ sơ")
    citizen.state_is("Mới đăng ký")
    weigh("Hồ sơ")
    citizen.open("/ho-so-cua-toi/")
    weigh("Hồ sơ của tôi")
    assert heavy == {}
