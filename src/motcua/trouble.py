"""What stops a command and is no fault of the program: a sentence, without a traceback."""

import re
from pathlib import Path
from typing import IO, Any

import click


class Trouble(click.ClickException):
    """Ends the running command with exit code 1 and these two sentences on standard error."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


def disk_full(place: Path) -> Trouble:
    return Trouble(
        f"Ổ đĩa đã đầy: không ghi được vào {place}.",
        f"The disk is full: {place} cannot be written.",
    )


def not_writable(place: Path) -> Trouble:
    return Trouble(
        f"Không ghi được vào {place}. Hãy chọn thư mục khác bằng MOTCUA_HOME.",
        f"{place} is not writable. Choose another directory with MOTCUA_HOME.",
    )


def cannot_write(place: Path, reason: str) -> Trouble | None:
    """The sentence for a full disk or a closed directory, if that is what `reason` speaks of."""
    if re.search("No space left|Disk quota exceeded", reason):
        return disk_full(place)
    if re.search("Permission denied|Read-only", reason):
        return not_writable(place)
    return None
