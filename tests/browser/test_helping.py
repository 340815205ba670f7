"""A neighbour is helped: the card, the consent by code, the filing; and takes the consent back."""

import pytest

from tests.browser import citizen as citizens
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

CARD = "031045000778|012345678|Phạm Văn Lão|01051945|Nam|Tổ mẫu 7, phường Hồng Bàng|01012022"


def test_a_neighbour_is_helped_and_changes_his_mind(come: Come) -> None:
    helper, neighbour = come(width=360), come(width=360)
    helper.open("/ho-tro/")
    citizens.signs_in(helper, "Đỗ Thị Minh")
    helper.lands_on("Điểm hỗ trợ")
    helper.look("helping")
    helper.open(f"/thu-tuc/{citizens.EXTRACT}/nop-ho-so/")
    helper.choose("Giúp người đến điểm hỗ trợ")
    _begins(helper)
    helper.lands_on("Người được hỗ trợ")
    helper.write("Mã QR trên thẻ căn cước", CARD)
    helper.press("Điền từ thẻ")
    helper.holds("Họ và tên", "Phạm Văn Lão")
    helper.write("Số điện thoại", "0900 000 778")
    helper.write("Thư điện tử", "lao@motcua.example")
    helper.look("helping-begin")
    helper.press("Tiếp tục")
    helper.lands_on("Xin đồng ý")
    helper.reads("Tôi là Phạm Văn Lão", "tự nguyện")
    helper.choose("Điện thoại …778")
    helper.press("Gửi mã")
    helper.reads("Đã gửi mã đến …778")
    helper.look("consent")
    helper.write("Mã 6 chữ số", _letter(neighbour, "Mã đồng ý", r"nộp thay: (\d{6})"))
    helper.press("Xác nhận đồng ý")
    helper.reads("Đã ghi nhận đồng ý.", "Cho Phạm Văn Lão, người được hỗ trợ")
    _begins(helper)
    helper.lands_on("Nơi giải quyết")
    helper.reads("Nộp thay cho Phạm Văn Lão")
    helper.look("filing-for-another")
    draft = helper.page.url

    helper.open("/uy-quyen/")
    helper.lands_on("Người tôi nộp thay")
    helper.look("mandates")

    neighbour.open(_letter(neighbour, "Bạn đã đồng ý", r"(/dong-y/\S+)"))
    neighbour.lands_on("Đồng ý của tôi")
    neighbour.look("consent-link")
    neighbour.press("Rút lại đồng ý")
    neighbour.reads("Bạn đã rút lại đồng ý")
    assert helper.open(draft) == 404


def _begins(helper: Visitor) -> None:
    """At the page that asks for whom; a draft of somebody else's may wait there too."""
    helper.main.get_by_role("button", name="Bắt đầu").first.click()


def _letter(reader: Visitor, subject: str, pattern: str) -> str:
    """What the latest message about it to the neighbour says."""
    reader.open("/thu-thu-nghiem/")
    reader.follow(subject)
    reader.lands_on(subject)
    return reader.finds(pattern)
