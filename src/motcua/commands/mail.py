"""`motcua catch-mail`: a mail server for demonstrations; it keeps every letter and sends none."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import click
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Catcher:
    """Stores each letter as a file; the name tells when it came."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        partial = self._directory / f".{time.time_ns()}"
        partial.write_bytes(content)
        # Seen by readers only once it is whole.
        partial.rename(self._directory / f"{partial.name[1:]}.eml")
        return "250 OK"


def listening(catcher: Catcher, port: int) -> Controller:
    """A mail server for this machine alone, already answering."""
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    return controller


@click.command("catch-mail")
@click.option("--port", default=1025, show_default=True, help="Port to listen on.")
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    default=Path("var/mail"),
    show_default=True,
    help="Where letters are kept, a file each.",
)
def catch_mail(port: int, directory: Path) -> None:
    """Take every e-mail on 127.0.0.1 and keep it as a file. For demonstrations."""
    ends = {signal.SIGINT, signal.SIGTERM}
    # Before the server's thread begins, which would otherwise die of them at once.
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    controller = listening(Catcher(directory), port)
    try:
        signal.sigwait(ends)
    finally:
        controller.stop()
