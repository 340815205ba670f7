"""The antivirus program looks at every file, over its own protocol; none is taken without it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.commands.serve import free_port
from motcua.files import antivirus
from motcua.files import service as files
from motcua.files.models import StoredFile
from motcua.portal.steps import papers_of
from motcua.sandbox.antivirus import EICAR, Antivirus
from tests.files import hostile
from tests.files.test_resuming import Sender
from tests.portal.pages import Citizens, errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings) -> Iterator[Antivirus]:
    with Antivirus("127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.ANTIVIRUS_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def infected() -> bytes:
    """A sound PDF that carries the harmless test file in a page's contents."""
    return hostile.pdf().replace(b"%%EOF", b"%" + EICAR + b"\n%%EOF")


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("to-khai.pdf", data)


def test_what_carries_a_virus_is_refused_and_not_kept(clamd: Antivirus) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(files.UploadRefused, match="chứa mã độc \\(Eicar-Test-Signature\\)"):
        files.store(upload(infected()))
    with pytest.raises(files.UploadRefused, match="chứa mã độc"):
        files.store(upload(hostile.photograph() + EICAR))
    assert StoredFile.objects.count() == before


def test_what_is_clean_is_kept_however_large(clamd: Antivirus) -> None:
    assert antivirus.trouble() == ""
    for clean in (hostile.pdf(), hostile.pdf() + b"\n" * 3_000_000):
        assert files.store(upload(clean)).size == len(clean)


def test_without_a_program_configured_files_are_taken_and_the_watcher_is_told(settings) -> None:
    settings.ANTIVIRUS_URL = ""
    assert files.store(upload(infected()))
    assert "tệp gửi lên không được quét" in antivirus.trouble()


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:{free}", "unix:///nowhere/clamd.sock", "what"])
def test_while_nobody_answers_nothing_is_taken(settings, url: str) -> None:
    before = StoredFile.objects.count()
    settings.ANTIVIRUS_URL = url.format(free=free_port())
    assert "không trả lời" in antivirus.trouble()
    with pytest.raises(files.TryLater, match="Hãy thử lại sau ít phút"):
        files.store(upload(hostile.pdf()))
    assert StoredFile.objects.count() == before


def test_what_has_arrived_waits_for_the_program_to_come_back(
    citizen: Citizens, settings, tmp_path: Path, clamd: Antivirus
) -> None:
    settings.UPLOAD_PARTS = tmp_path / "parts"
    draft = citizen.begin()
    slot = f"draft/{draft.pk}/component-{papers_of(draft)[0].pk}"
    arrived = Sender(citizen.client).whole(slot, hostile.pdf())
    there, settings.ANTIVIRUS_URL = settings.ANTIVIRUS_URL, f"tcp://127.0.0.1:{free_port()}"
    said = errors(citizen.post("papers", draft.pk, upload="1", arrived=arrived))
    assert "tạm thời không kiểm tra được mã độc" in said
    assert not draft.files.exists()
    settings.ANTIVIRUS_URL = there
    citizen.post("papers", draft.pk, upload="1", arrived=arrived)
    assert draft.files.get().stored.size == len(hostile.pdf())
    assert not list(settings.UPLOAD_PARTS.iterdir())


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (b"zPING\0", b"PONG\0"),
        (b"nPING\n", b"PONG\n"),
        (b"zVERSION\0", b"ClamAV 1.4.3/sandbox\0"),
        (b"zSHUTDOWN\0", b"UNKNOWN COMMAND\0"),
        (b"zINSTREAM\0\x00\x00\x00\x02ok\x00\x00\x00\x00", b"stream: OK\0"),
        (b"zINSTREAM\0\xff\xff\xff\xff", b"INSTREAM size limit exceeded. ERROR\0"),
    ],
)
def test_the_sandbox_speaks_as_clamd_does(clamd: Antivirus, asked: bytes, answer: bytes) -> None:
    with socket.create_connection(clamd.server_address) as line:
        line.sendall(asked)
        assert line.makefile("rb").read() == answer
