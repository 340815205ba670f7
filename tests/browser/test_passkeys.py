"""A passkey, from adding it to coming in with it, on a device the browser plays."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.visitor import Visitor


def plugs_in_a_device(citizen: Visitor) -> None:
    """A device with a screen lock its owner has opened, and room for keys."""
    devtools = citizen.context.new_cdp_session(citizen.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_opens_the_account_and_is_removed(come: Come, site: str) -> None:
    citizen = come(width=360)
    # A passkey belongs to a name, not to a number.
    citizen.site = citizen.watch.site = f"http://localhost:{urlsplit(site).port}"
    plugs_in_a_device(citizen)

    citizen.open("/dang-nhap/?next=/tai-khoan/bao-mat/")
    citizen.look("sign-in")
    citizen.choose("Bùi Xuân Hoàn")
    citizen.press("Đăng nhập")
    citizen.lands_on("Bảo mật tài khoản")
    citizen.press("Thêm khóa truy cập")
    citizen.lands_on("Thêm khóa truy cập")
    citizen.look()
    citizen.write("Tên của khóa", "Điện thoại cũ")
    citizen.press("Tạo khóa")
    citizen.lands_on("Bảo mật tài khoản")
    citizen.reads("Đã thêm khóa truy cập.", "Điện thoại cũ", "Chưa dùng")
    citizen.follow("Đổi tên")
    citizen.write("Tên của khóa", "Điện thoại của tôi")
    citizen.press("Lưu tên")
    citizen.reads("Điện thoại của tôi")

    citizen.page.get_by_role("banner").get_by_role("button", name="Đăng xuất").click()
    expect(citizen.page).to_have_url(re.compile(r"/$"))
    citizen.open("/dang-nhap/?next=/tai-khoan/bao-mat/")
    citizen.press("Đăng nhập bằng khóa truy cập của thiết bị")
    citizen.lands_on("Bảo mật tài khoản")
    citizen.reads("Điện thoại của tôi", "Dùng gần nhất")
    citizen.look()

    citizen.follow("Xóa")
    citizen.lands_on("Xóa khóa truy cập?")
    citizen.press("Xóa khóa")
    citizen.reads("Đã xóa khóa truy cập.")
    citizen.does_not_read("Điện thoại của tôi")
    citizen.page.get_by_role("banner").get_by_role("button", name="Đăng xuất").click()
    expect(citizen.page).to_have_url(re.compile(r"/$"))
    citizen.open("/dang-nhap/")
    citizen.press("Đăng nhập bằng khóa truy cập của thiết bị")
    # The device still has the key; the site knows it no more.
    citizen.lands_on("Chưa đăng nhập được")
