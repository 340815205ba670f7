from django.urls import URLPattern, path

from motcua.accounts import acting, by_code, identity, pages, passkeys

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("dang-nhap/dinh-danh/", identity.begin, name="identity"),
    path("dang-nhap/dinh-danh/tro-ve/", identity.back, name="identity_back"),
    path("dang-nhap/ma/", by_code.ask, name="code"),
    path("dang-nhap/ma/nhap/", by_code.enter, name="code_entry"),
    path("dang-nhap/dang-ky/", by_code.register, name="register"),
    path("dang-nhap/khoa-truy-cap/", passkeys.sign_in, name="passkey_sign_in"),
    path("dang-nhap/ngung-hoat-dong/", pages.inactive, name="inactive"),
    path("tai-khoan/", pages.account, name="account"),
    path("tai-khoan/xac-thuc/", identity.verify, name="verify"),
    path("tai-khoan/to-chuc/<int:pk>/", acting.act_for, name="act_for"),
    path("tai-khoan/tro-ve/", acting.act_for_oneself, name="act_for_oneself"),
    path("tai-khoan/bao-mat/", pages.security, name="security"),
    path("tai-khoan/bao-mat/dang-xuat/", pages.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("tai-khoan/khoa-truy-cap/them/", passkeys.add, name="passkey_add"),
    path("tai-khoan/khoa-truy-cap/<int:pk>/", passkeys.rename, name="passkey"),
    path("tai-khoan/khoa-truy-cap/<int:pk>/xoa/", passkeys.remove, name="passkey_remove"),
]
