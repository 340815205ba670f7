"""`motcua export`: write the catalogue to a file that `motcua import` takes back unchanged."""

from collections.abc import Sequence
from pathlib import Path

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("export")
def export() -> None:
    """Write procedures in force to a file, or the empty workbook to fill in."""


@export.command()
@click.argument("file", type=FILE)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def procedures(file: Path, codes: Sequence[str]) -> None:
    """Write administrative procedures, all or those named, to a .json or .xlsx file."""
    start_django()
    require_database()
    from motcua.catalog.models import Procedure
    from motcua.catalog.service import export_json, export_xlsx

    write = export_xlsx if file.suffix.lower() == ".xlsx" else export_json
    try:
        content = write(codes)
    except Procedure.DoesNotExist as unknown:
        raise Trouble(str(unknown), "No procedure has this code.") from unknown
    _keep(file, content)


@export.command()
@click.argument("file", type=FILE)
def template(file: Path) -> None:
    """Write the empty workbook in which procedures are described, with its instructions."""
    start_django()
    from motcua.catalog.service import template_xlsx

    _keep(file, template_xlsx())


@export.command()
@click.argument("code")
@click.argument("file", type=FILE)
def form(code: str, file: Path) -> None:
    """Write the edition in force of an e-form to a JSON file."""
    start_django()
    require_database()
    from motcua.commands.forms import as_text
    from motcua.forms.service import form_in_force

    found = form_in_force(code)
    if found is None:
        raise Trouble(f"Không có mẫu điện tử “{code}”.", f"There is no e-form “{code}”.")
    _keep(file, as_text(found.data).encode())


def _keep(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Trouble(
            f"Không ghi được tệp {file}: {error.strerror}.",
            f"The file {file} cannot be written: {error.strerror}.",
        ) from error
    click.echo(f"Đã ghi {file} ({len(content)} byte).")
