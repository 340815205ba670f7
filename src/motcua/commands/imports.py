"""`motcua import`: load published procedures and internal processes from a file."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.processes.service import Report

FILE = click.Path(path_type=Path)


@click.group("import")
def import_() -> None:
    """Load procedures or internal processes from a JSON file, and report on each record.

    The same file a second time changes nothing. A changed record becomes a new version; a bad
    one is named with its reason and left out, and the exit code is then 1.
    """


@import_.command()
@click.argument("file", type=FILE)
def procedures(file: Path) -> None:
    """Load administrative procedures: {"procedures": [...]}."""
    data = read_json(file)
    start_django()
    require_database()
    from motcua.catalog.importing import BadFileError, import_procedures

    try:
        _tell(import_procedures(data))
    except BadFileError as refused:
        raise Trouble(str(refused), f"{file} has no list “procedures”.") from refused


@import_.command()
@click.argument("file", type=FILE)
def processes(file: Path) -> None:
    """Load internal processes: {"processes": [...]}."""
    data = read_json(file)
    start_django()
    require_database()
    from motcua.processes.service import ProcessError, import_processes

    try:
        _tell(import_processes(data))
    except ProcessError as refused:
        raise Trouble(str(refused), f"{file} has no list “processes”.") from refused


@import_.command()
def units() -> None:
    """Load the provinces and communes of the country, and the communes of before 1/7/2025.

    From the lists that come with the program; a second time nothing changes.
    """
    start_django()
    require_database()
    from motcua.organization.units_data import load_units

    provinces, communes, former = load_units()
    click.echo(f"{provinces} tỉnh, thành phố; {communes} xã, phường, đặc khu; {former} xã cũ.")


def _tell(reports: "Sequence[Report]") -> None:
    """Print every line and the tally; exit with 1 when a record was left out."""
    for report in reports:
        click.echo(str(report))
    tally = Counter(str(report.outcome) for report in reports)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in tally.items())
    click.echo(f"Tổng: {len(reports)} bản ghi{f': {counts}' if counts else ''}.")
    from motcua.processes.service import Outcome

    if tally[Outcome.REFUSED]:
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
