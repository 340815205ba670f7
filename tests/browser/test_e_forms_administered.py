"""A circular changes a form: its file sent, mistakes read, the draft tried and thrown away."""

import json

import pytest

from tests.browser.conftest import Come
from tests.browser.office import signs_in_to_administration
from tests.browser.scans import Scan
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FORM = "tro-cap-xa-hoi"
PURPOSE = {"type": "string", "title": "Mục đích sử dụng", "maxLength": 200}
REASON = "Lý do, căn cứ thay đổi"


@pytest.mark.parametrize("width", [1440, 360])
def test_a_form_is_changed_by_its_file(come: Come, width: int) -> None:
    keeper = come(width=width)
    signs_in_to_administration(keeper, "qt")
    keeper.open("/quan-tri/bieu-mau/")
    keeper.look("administration-e-forms")
    keeper.follow(FORM)
    keeper.reads("Thủ tục dùng mẫu")
    keeper.look("administration-e-form")
    form = json.loads(keeper.download("Tải tệp JSON"))

    form["schema"]["properties"]["purpose"] = PURPOSE
    sends(keeper, form)
    keeper.reads("Tệp còn lỗi: chưa lưu gì", "purpose")
    keeper.look("administration-e-form-wrong")

    control = {"type": "Control", "scope": "#/properties/purpose"}
    form["layout"]["elements"][0]["elements"].append(control)
    form["paper"]["body"].append("Mục đích sử dụng: {purpose}")
    form["english"]["Mục đích sử dụng"] = "Purpose"
    sends(keeper, form)
    keeper.reads("Đã nhận tệp thành bản nháp", "Mục đích sử dụng")
    keeper.look("administration-e-form-draft")
    draft = keeper.page.url
    keeper.follow("Điền thử")
    keeper.reads("Những gì gõ ở đây không được gửi, không được lưu.", "Mục đích sử dụng")
    keeper.look("administration-e-form-tried")

    keeper.open(f"{draft}xoa/")
    keeper.write(REASON, "Soạn thử")
    keeper.press("Xóa bản nháp")
    keeper.reads("Đã xóa bản nháp")


def sends(keeper: Visitor, form: object) -> None:
    keeper.open("/quan-tri/bieu-mau/nhap-tep/")
    content = json.dumps(form).encode()
    keeper.hand_in("Tệp JSON của mẫu", Scan("mau.json", content, "application/json"))
    keeper.write(REASON, "Thông tư sửa mẫu")
    keeper.press("Kiểm tra và nhận thành bản nháp")
