"""The antivirus program that looks at every file that comes in: clamd, by its own protocol.

One is enough: what else is on the market speaks INSTREAM too, or sits behind something that does.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.files.refusal import TryLater, UploadRefused

log = structlog.get_logger(__name__)

PIECE = 256 * 1024  # bytes
PATIENCE = 20.0  # seconds it may take over one file
GREETING_PATIENCE = 2.0  # seconds it may take to say that it is there
DEFAULT_PORT = 3310


class Silent(Exception):
    """Nobody answers there, or not in the protocol."""


def is_configured() -> bool:
    return bool(settings.ANTIVIRUS_URL)


def is_answering() -> bool:
    """Whether the program is there and well."""
    try:
        return _ask(b"PING", b"", GREETING_PATIENCE) == "PONG"
    except Silent:
        return False


def trouble() -> str:
    """What those who watch the installation should know; empty while files are scanned."""
    if not is_configured():
        return _(
            "Chưa có phần mềm chống mã độc: tệp gửi lên không được quét. Đặt ANTIVIRUS_URL để quét "
            "mọi tệp."
        )
    if not is_answering():
        return _(
            "Phần mềm chống mã độc không trả lời: không tệp nào được nhận cho đến khi nó chạy lại."
        )
    return ""


def check_clean(data: bytes, name: str) -> None:
    """Raise UploadRefused when the file carries something, TryLater when nobody can say.

    Without an antivirus program configured every file passes; the administration's page says so.
    """
    if not is_configured():
        return
    try:
        found = _found_in(data)
    except Silent as silent:
        log.error("antivirus_silent", reason=str(silent))
        raise TryLater(
            _(
                "Chưa nhận được tệp “%(name)s”: hệ thống tạm thời không kiểm tra được mã độc. Tệp "
                "chưa được lưu. Hãy thử lại sau ít phút."
            )
            % {"name": name}
        ) from silent
    if found:
        log.warning("antivirus_found", found=found)
        raise UploadRefused(
            _(
                "Tệp “%(name)s” chứa mã độc (%(found)s) nên không được nhận. Hãy quét mã độc trên "
                "máy của bạn, rồi chụp hoặc quét lại giấy tờ."
            )
            % {"name": name, "found": found}
        )


def _found_in(data: bytes) -> str:
    """What the program calls it; empty when the file is clean."""
    answer = _ask(b"INSTREAM", data).removeprefix("stream: ")
    if answer == "OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND")
    raise Silent(answer)


def _ask(command: bytes, data: bytes, patience: float = PATIENCE) -> str:
    try:
        with _connection(patience) as line:
            line.sendall(b"z" + command + b"\0")
            if command == b"INSTREAM":
                for piece in _pieces(data):
                    line.sendall(struct.pack("!I", len(piece)) + piece)
            return _answer(line)
    except OSError as error:
        raise Silent(str(error)) from error


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
    yield b""


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0"):
        more = line.recv(4096)
        if not more:
            raise Silent("hung up")
        answer += more
    return answer.rstrip(b"\0").decode(errors="replace").strip()


@contextmanager
def _connection(patience: float) -> Iterator[socket.socket]:
    address = urlsplit(settings.ANTIVIRUS_URL)
    if address.scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(patience)
            line.connect(address.path)
            yield line
    elif address.scheme == "tcp" and address.hostname:
        where = (address.hostname, address.port or DEFAULT_PORT)
        with socket.create_connection(where, timeout=patience) as line:
            yield line
    else:
        raise Silent(f"ANTIVIRUS_URL: {address.scheme}")
