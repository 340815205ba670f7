"""`motcua form`: check the file of an e-form, show its pages."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.commands.imports import read_json
from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.forms.definition import Definition, Question


@click.group()
def form() -> None:
    """E-forms: every mistake of a file; the pages and questions of a form (docs/forms.md)."""


@form.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Name everything wrong with files of e-forms; nothing is stored. Exit code 1 when any is."""
    start_django()
    from motcua.forms.service import mistakes

    wrong = 0
    for file in files:
        found = mistakes(read_json(file))
        wrong += len(found)
        click.echo(f"{file}: {f'{len(found)} lỗi' if found else 'không có lỗi'}")
        for mistake in found:
            click.echo(f"  - {mistake}")
    sys.exit(1 if wrong else 0)


@form.command()
@click.argument("what", metavar="FILE|CODE")
def show(what: str) -> None:
    """Print the pages of an e-form: of a file, or of the edition in force."""
    start_django()
    definition = _definition(what)
    click.echo(f"{definition.code}: {definition.title}")
    click.echo(f"Mẫu: {definition.source['text']}")
    for number, page in enumerate(definition.pages, start=1):
        when = " (tùy câu trả lời)" if page.shown else ""
        click.echo(f"{number}. {page.label} [{page.name}]{when}")
        for question, conditions in page.questions():
            _tell(question, "   ", conditional=any(conditions[1:]))


def _tell(question: "Question", indent: str, *, conditional: bool) -> None:
    marks = ["bắt buộc"] if question.required else []
    marks += ["tùy câu trả lời"] if conditional else []
    words = f" ({', '.join(marks)})" if marks else ""
    click.echo(f"{indent}{question.name}: {question.label}, {question.kind}{words}")
    for inner in question.detail:
        _tell(inner, indent + "   ", conditional=inner.shown is not None)


def _definition(what: str) -> "Definition":
    from motcua.forms.service import BadDefinition, form_in_force, read

    if Path(what).suffix == ".json":
        try:
            return read(read_json(Path(what)))
        except BadDefinition as error:
            raise Trouble(f"{what}: {error}.", f"{what} is not an e-form.") from error
    require_database()
    found = form_in_force(what)
    if found is None:
        raise Trouble(f"Không có mẫu điện tử “{what}”.", f"There is no e-form “{what}”.")
    return found.definition


def as_text(data: object) -> str:
    """A form's file as people read it."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
