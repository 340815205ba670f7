"""`motcua import`: load published procedures and internal processes from a file."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.catalog.service import Report as ProcedureReport
    from motcua.processes.service import Report

FILE = click.Path(path_type=Path)
FROM = click.option(
    "--from",
    "from_day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day they come into force; today when left out.",
)
DRAFT = click.option("--draft", is_flag=True, help="Keep them as drafts, to be published later.")
CHECK = click.option("--check", is_flag=True, help="Say what would happen; write nothing.")


@click.group("import")
def import_() -> None:
    """Load procedures or internal processes from a file, and report on each record.

    The same file a second time changes nothing. A changed record becomes a new version. Bad
    ones are named with their reasons and the exit code is then 1: nothing of a file of
    procedures is taken then, of a file of processes all but the bad ones.
    """


@import_.command()
@click.argument("file", type=FILE)
@FROM
@DRAFT
@CHECK
@click.option("--table", is_flag=True, help="Print what each record lacks as a Markdown table.")
def procedures(
    file: Path, from_day: datetime | None, draft: bool, check: bool, table: bool
) -> None:
    """Load administrative procedures from a .json or .xlsx file, all of them or none."""
    content = read_bytes(file)
    day = from_day.date() if from_day else None
    start_django()
    require_database()
    from django.utils import timezone

    from motcua.catalog.service import BadFileError, Terms, import_file

    if day and day < timezone.localdate():
        raise Trouble(
            f"Ngày hiệu lực {day:%d/%m/%Y} đã qua. Hãy chọn từ hôm nay trở đi.",
            f"{day} is past. Texts come into force today or later.",
        )
    try:
        reports = import_file(content, terms=Terms(day, draft), only_check=check)
    except BadFileError as refused:
        raise Trouble(f"{file}: {refused}", f"{file} is not a catalogue.") from refused
    if table:
        _tabulate(reports)
    else:
        _tell(reports)


@import_.command()
@click.argument("file", type=FILE)
@FROM
@DRAFT
@CHECK
@click.option("--code", default="", help="The code of a process drawn in BPMN.")
@click.option("--limit", default="", help="The limit of a process drawn in BPMN: 15wd, 8wh.")
def processes(
    file: Path, from_day: datetime | None, draft: bool, check: bool, code: str, limit: str
) -> None:
    """Load internal processes: {"processes": [...]}, or one BPMN 2.0 document whole."""
    is_drawing = file.suffix.lower() in (".bpmn", ".xml")
    data = read_bytes(file).decode("utf-8", "replace") if is_drawing else read_json(file)
    start_django()
    require_database()
    from motcua.processes.service import ProcessError, import_drawing, import_processes

    terms: dict[str, Any] = {
        "from_day": from_day.date() if from_day else None,
        "as_draft": draft,
        "check_only": check,
    }
    try:
        if is_drawing:
            _tell([import_drawing(data, code=code, limit=limit, **terms)[0]])
        else:
            _tell(import_processes(data, **terms))
    except ProcessError as refused:
        raise Trouble(str(refused), f"{file} has no list “processes”.") from refused


@import_.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@FROM
@DRAFT
def forms(files: tuple[Path, ...], from_day: datetime | None, draft: bool) -> None:
    """Load e-forms, one JSON file each: a changed form becomes a new edition. All or none."""
    read = {file: read_json(file) for file in files}
    start_django()
    require_database()
    from django.db import transaction

    from motcua.dated import NotPublished
    from motcua.forms.service import BadDefinition, import_form

    day = from_day.date() if from_day else None
    with transaction.atomic():
        for file, data in read.items():
            try:
                outcome = import_form(data, from_day=day, as_draft=draft)
            except BadDefinition as refused:
                raise Trouble(f"{file}: {refused}", f"{file} is not a right e-form.") from refused
            except NotPublished as refused:
                raise Trouble(f"{file}: {refused}", f"{file}: choose a later day.") from refused
            click.echo(f"{data['code']}: {outcome}")


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


def _tabulate(reports: "Sequence[ProcedureReport]") -> None:
    """A Markdown table of the records: what becomes of each, what is wrong or lacking."""
    click.echo("| Mã | Thủ tục | Kết quả | Sai hoặc thiếu |\n|---|---|---|---|")
    for report in reports:
        notes = "; ".join(report.notes) or "đủ"
        cells = (report.code, report.name, report.outcome, notes)
        click.echo(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")


def _tell(reports: "Sequence[Report | ProcedureReport]") -> None:
    """Print every line and the tally; exit with 1 when a record was left out."""
    for report in reports:
        click.echo(str(report))
    tally = Counter(str(report.outcome) for report in reports)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in tally.items())
    click.echo(f"Tổng: {len(reports)} bản ghi{f': {counts}' if counts else ''}.")
    from motcua.processes.service import Outcome

    if tally[Outcome.REFUSED]:
        raise SystemExit(1)


def read_bytes(file: Path) -> bytes:
    """The content of a file. Raises Trouble when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(
            f"Không mở được tệp {file}: {error.strerror}.",
            f"The file {file} cannot be opened: {error.strerror}.",
        ) from error


def read_json(file: Path) -> Any:
    """The content of a JSON file. Raises Trouble when there is none to read."""
    content = read_bytes(file)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Trouble(
            f"Tệp {file} không phải là JSON hợp lệ: {error}.",
            f"The file {file} is not valid JSON: {error}.",
        ) from error
