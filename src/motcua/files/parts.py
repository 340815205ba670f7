"""Files on their way: the bytes that have arrived so far, on disk, until the whole is there.

A part is a plain file of its own, and how long it is says how much has come: a process killed while
it writes loses nothing, and whoever sends asks where to go on.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from motcua.files.models import IncomingFile

OPEN_AT_MOST = 30  # files of one account on their way at once


class Conflict(Exception):
    """The bytes sent do not begin where those that arrived end."""


class TooMuch(Exception):
    """More bytes than were announced."""


class ArrivedFile(UploadedFile):
    """A file that came in parts, for whoever takes uploads."""

    def __init__(self, incoming: IncomingFile) -> None:
        self.incoming = incoming
        opened = path_of(incoming).open("rb")
        super().__init__(opened, name=incoming.name, size=arrived(incoming))


def path_of(incoming: IncomingFile) -> Path:
    return Path(settings.UPLOAD_PARTS) / incoming.pk.hex


def begin(account_id: int, slot: str, name: str, size: int) -> IncomingFile:
    """Announce a file of so many bytes; slot: what it is for, as its page calls it."""
    incoming = IncomingFile.objects.create(
        account_id=account_id,
        slot=slot,
        name=name,
        size=size,
        expires_at=timezone.now() + timedelta(hours=settings.UPLOAD_KEPT_HOURS),
    )
    path = path_of(incoming)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    return incoming


def arrived(incoming: IncomingFile) -> int:
    """Bytes that are there; 0 when the part is gone."""
    try:
        return path_of(incoming).stat().st_size
    except FileNotFoundError:
        return 0


def append(incoming: IncomingFile, offset: int, pieces: Iterable[bytes]) -> int:
    """Write pieces as they come, from the offset on; the new offset.

    What came before the line dropped stays. Two senders at once do not mix: the slower one finds
    its offset taken. Raises Conflict or TooMuch.
    """
    if arrived(incoming) != offset:
        raise Conflict
    with path_of(incoming).open("r+b") as part:
        for piece in pieces:
            if offset + len(piece) > incoming.size:
                raise TooMuch
            offset = _add(part, offset, piece)
    return offset


def let_go(incoming: IncomingFile) -> None:
    """Forget a file on its way: the row, then its bytes."""
    path = path_of(incoming)
    incoming.delete()
    path.unlink(missing_ok=True)


def sweep() -> None:
    """Let go of what waited too long, and of bytes without a row."""
    now = timezone.now()
    for incoming in IncomingFile.objects.filter(expires_at__lt=now):
        let_go(incoming)
    oldest = (now - timedelta(hours=settings.UPLOAD_KEPT_HOURS)).timestamp()
    directory = Path(settings.UPLOAD_PARTS)
    known = {pk.hex for pk in IncomingFile.objects.values_list("pk", flat=True)}
    for path in directory.iterdir() if directory.is_dir() else ():
        if path.name not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _add(part: BinaryIO, offset: int, piece: bytes) -> int:
    fcntl.flock(part, fcntl.LOCK_EX)
    try:
        if part.seek(0, 2) != offset:
            raise Conflict
        part.write(piece)
        part.flush()
    finally:
        fcntl.flock(part, fcntl.LOCK_UN)
    return offset + len(piece)
