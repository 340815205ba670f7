"""The sandbox's identity provider, as any client of OpenID Connect would try it."""

import base64
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import jwt
import pytest
import requests

from tests.commands.running import environment
from tests.sandbox.running import BACK, CLIENT, Person, query, sandbox

VERIFIER = "v" * 50
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode()


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as address:
        yield address


def asked(provider: str, **changes: str) -> str:
    values = {
        "client_id": CLIENT["client_id"],
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid",
        "state": "trang-thai",
        "nonce": "mot-lan",
        "code_challenge": CHALLENGE.rstrip("="),
        "code_challenge_method": "S256",
    }
    kept = {name: value for name, value in (values | changes).items() if value}
    return f"{provider}/authorize?{urlencode(kept)}"


def tokens(provider: str, code: str, **changes: str) -> requests.Response:
    values = {
        **CLIENT,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    return requests.post(f"{provider}/token", values | changes, timeout=30)


def code_of(provider: str, name: str = "Nguyễn Thị Thơm") -> str:
    return query(Person().chooses(asked(provider), name))["code"]


def test_it_says_where_everything_is(provider: str) -> None:
    told = requests.get(f"{provider}/.well-known/openid-configuration", timeout=30).json()
    assert told["issuer"] == provider
    assert told["code_challenge_methods_supported"] == ["S256"]
    for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"):
        assert told[name].startswith(provider)


def test_from_a_code_to_the_national_claims(provider: str) -> None:
    back = Person().chooses(asked(provider), "Nguyễn Thị Thơm")
    assert query(back)["state"] == "trang-thai"
    told = tokens(provider, query(back)["code"]).json()
    key = jwt.PyJWKClient(f"{provider}/keys").get_signing_key_from_jwt(told["id_token"])
    claims = jwt.decode(
        told["id_token"], key, algorithms=["RS256"], audience=CLIENT["client_id"], issuer=provider
    )
    assert (claims["nonce"], claims["acr"]) == ("mot-lan", "LoA2")
    bearer = {"Authorization": f"Bearer {told['access_token']}"}
    info = requests.get(f"{provider}/userinfo", headers=bearer, timeout=30).json()
    assert info["sub"] == claims["sub"] == info["TechID"]
    assert (info["LoaiTaiKhoan"], info["IAL"], info["loAs"]) == ("1", "2", "LoA2")
    assert (info["SoDinhDanh"], info["HoVaTen"]) == ("031199000123", "Nguyễn Thị Thơm")
    assert (info["NgayThangNamSinh"], info["GioiTinh"]) == ("12/04/1999", "Nữ")
    for name in ("DanToc", "QuocTich", "ThuongTru", "NoiOHienNay", "SoDienThoai", "ThuDienTu"):
        assert info[name]


def test_an_organisation_names_who_holds_its_account(provider: str) -> None:
    told = tokens(provider, code_of(provider, "Công ty TNHH Mẫu Sông Cấm")).json()
    bearer = {"Authorization": f"Bearer {told['access_token']}"}
    info = requests.get(f"{provider}/userinfo", headers=bearer, timeout=30).json()
    assert (info["LoaiTaiKhoan"], info["MaSoThue"]) == ("2", "0200000123")
    assert info["TenDoanhNghiep"] == "Công ty TNHH Mẫu Sông Cấm"
    assert (info["HoVaTen"], info["ChucVu"]) == ("Vũ Duy Hiệp", "Giám đốc")


def test_a_code_used_twice_takes_back_what_it_gave(provider: str) -> None:
    code = code_of(provider)
    first = tokens(provider, code).json()
    assert tokens(provider, code).json()["error"] == "invalid_grant"
    bearer = {"Authorization": f"Bearer {first['access_token']}"}
    assert requests.get(f"{provider}/userinfo", headers=bearer, timeout=30).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "w" * 50},
        {"code_verifier": ""},
        {"client_secret": "khong-dung"},
        {"redirect_uri": "http://testserver/khac/"},
        {"code": "khong-co"},
        {"grant_type": "refresh_token"},
    ],
)
def test_a_code_is_for_who_asked_for_it(provider: str, changes: dict[str, str]) -> None:
    answer = tokens(provider, **{"code": code_of(provider), **changes})
    assert answer.status_code in (400, 401)
    assert "access_token" not in answer.json()


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "khac"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": ""}],
)
def test_nobody_is_sent_to_a_stranger(provider: str, changes: dict[str, str]) -> None:
    page = Person().opens(asked(provider, **changes))
    assert page.status_code == 400
    assert "Yêu cầu không hợp lệ" in page.text
    assert "Location" not in page.headers


@pytest.mark.parametrize("changes", [{"code_challenge": ""}, {"response_type": "token"}])
def test_what_is_asked_wrongly_is_told_to_who_asked(provider: str, changes: dict[str, str]) -> None:
    answer = Person().opens(asked(provider, **changes))
    assert answer.headers["Location"].startswith(BACK)
    assert "error" in query(answer.headers["Location"])


def test_its_page_says_what_it_is(provider: str) -> None:
    said = Person().opens(asked(provider)).text
    assert "không phải VNeID" in said
    assert "<script" not in said
    assert 'lang="vi"' in said
    assert 'lang="en"' in Person().opens(asked(provider, ui_locales="en")).text


def test_it_remembers_who_one_was_until_signing_out(provider: str) -> None:
    person = Person()
    person.chooses(asked(provider), "Nguyễn Thị Thơm")
    assert " checked" in person.opens(asked(provider)).text.split("<details>")[0]
    ended = person.opens(f"{provider}/logout?post_logout_redirect_uri=http://testserver/")
    assert ended.headers["Location"] == "http://testserver/"
    assert " checked" not in person.opens(asked(provider)).text.split("<details>")[0]
    elsewhere = person.opens(f"{provider}/logout?post_logout_redirect_uri=http://evil.example/")
    assert "Location" not in elsewhere.headers


def test_a_port_in_use_is_said(provider: str, tmp_path: Path) -> None:
    port = provider.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "motcua", "sandbox", "--port", port],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert port in done.stderr
    assert "Traceback" not in done.stderr
