"""The demonstration's mail, as a mailbox in the browser."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client

from tests.portal.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def came(directory: Path, name: int, subject: str) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["To"] = subject, "ai.do@motcua.example"
    letter["Message-ID"] = f"<outbox-{name}@localhost>"
    letter.set_content("Kính gửi ông/bà <script>alert(1)</script>")
    letter.add_alternative("<p style='color:red'>Kính gửi</p><script>1</script>", subtype="html")
    (directory / f"{name}.eml").write_bytes(letter.as_bytes())


def test_no_mail_yet(visitor: Client, mail: Path) -> None:
    assert "Chưa có thư nào" in words(visitor.get("/thu-thu-nghiem/"))


def test_the_latest_first_and_each_to_be_read(visitor: Client, mail: Path) -> None:
    came(mail, 1_790_000_000_000_000_000, "Hồ sơ cần bổ sung")
    came(mail, 1_790_000_001_000_000_000, "Hồ sơ được tiếp nhận")
    page = words(visitor.get("/thu-thu-nghiem/"))
    assert page.index("được tiếp nhận") < page.index("cần bổ sung")
    letter = visitor.get("/thu-thu-nghiem/1790000000000000000/")
    assert "ai.do@motcua.example" in words(letter)
    assert "<outbox-1790000000000000000@localhost>" in words(letter)
    assert "<script>alert" not in letter.content.decode()


def test_its_html_can_do_nothing_here(visitor: Client, mail: Path) -> None:
    came(mail, 1, "Có mã độc")
    shown = visitor.get("/thu-thu-nghiem/1/html/")
    policy = shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src 'none'" in policy


def test_the_file_itself(visitor: Client, mail: Path) -> None:
    came(mail, 1, "Tệp")
    sent = visitor.get("/thu-thu-nghiem/1/tep/")
    assert sent.headers["Content-Type"] == "message/rfc822"
    assert b"".join(sent.streaming_content) == (mail / "1.eml").read_bytes()


def test_no_such_letter(visitor: Client, mail: Path) -> None:
    assert visitor.get("/thu-thu-nghiem/7/").status_code == 404
