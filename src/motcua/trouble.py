"""What stops a command and is no fault of the program: a sentence, without a traceback."""

from typing import IO, Any

import click


class Trouble(click.ClickException):
    """Ends the running command with exit code 1 and these two sentences on standard error."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)
