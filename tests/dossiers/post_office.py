"""A real worker on the test database, and a real mail server on this machine."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from procrastinate.contrib.django import app

from motcua.commands.mail import Catcher, listening
from motcua.commands.serve import free_port


def work() -> None:
    """A worker in this process, until nothing is due."""
    with app.replace_connector(app.connector.get_worker_connector()) as employed:
        employed.run_worker(
            wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="never"
        )


def let_time_pass() -> None:
    """Whatever waits for its next try is due now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


class MoodyCatcher(Catcher):
    """Answers with each of `moods` first, then takes whatever comes."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.moods: list[str] = []
        self.asked = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.asked += 1
        if self.moods:
            return self.moods.pop(0)
        return await super().handle_DATA(server, session, envelope)


class Mailbox:
    """What came, and the mood of the server it came to."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.catcher = MoodyCatcher(directory)

    @property
    def letters(self) -> list[EmailMessage]:
        files = sorted(self._directory.glob("*.eml"))
        return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]


@pytest.fixture
def mailbox(settings, tmp_path: Path) -> Iterator[Mailbox]:
    """E-mail goes to a server on this machine."""
    box = Mailbox(tmp_path / "mail")
    port = free_port()
    server = listening(box.catcher, port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.MESSAGE_CHANNELS = ["notice", "email"]
    yield box
    server.stop()
