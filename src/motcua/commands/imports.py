"""`motcua import`: load published procedures and internal processes from a file."""

import json
from pathlib import Path
from typing import Any

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

FILE = click.Path(path_type=Path)


@click.group("import")
def import_() -> None:
    """Load procedures or internal processes from a JSON file, and report on each record."""
    start_django()
    require_database()


@import_.command()
@click.argument("file", type=FILE)
def procedures(file: Path) -> None:
    """Load administrative procedures. The same file a second time changes nothing.

    A changed record becomes a new version; a bad one is named with its reason and left out.
    The exit code is 1 when a record was left out.
    """
    data = read_json(file)
    from motcua.catalog.importing import BadFileError, Outcome, import_procedures

    try:
        reports = import_procedures(data)
    except BadFileError as refused:
        raise Trouble(str(refused), f"{file} has no list “procedures”.") from refused
    for report in reports:
        click.echo(str(report))
    tally = [f"{sum(each.outcome is outcome for each in reports)} {outcome}" for outcome in Outcome]
    click.echo(f"Tổng: {len(reports)} bản ghi: {', '.join(tally)}.")
    if any(each.outcome is Outcome.REFUSED for each in reports):
        raise SystemExit(1)


def read_json(file: Path) -> Any:
    """The content of a JSON file. Raises Trouble when there is none to read."""
    try:
        return json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise Trouble(
            f"Không mở được tệp {file}: {error.strerror}.",
            f"The file {file} cannot be opened: {error.strerror}.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise Trouble(
            f"Tệp {file} không phải là JSON hợp lệ: {error}.",
            f"The file {file} is not valid JSON: {error}.",
        ) from error
