"""`motcua process`: show an internal process, check one, move running dossiers to a newer one."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.dossiers.migrating import Preview
    from motcua.organization.models import Agency
    from motcua.processes.models import ProcessVersion, Step
    from motcua.processes.service import Problem


@click.group()
def process() -> None:
    """Internal (ISO) processes: table, picture, check, migration of running dossiers."""


@process.command()
@click.argument("code")
@click.option("--version", "number", type=int, help="This version; the one in force if left out.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write the picture to this file.")
@click.option("--bpmn", type=click.Path(path_type=Path), help="Write the BPMN 2.0 document.")
def show(code: str, number: int | None, svg: Path | None, bpmn: Path | None) -> None:
    """Print the table of a process."""
    version = _version(code, number)
    from motcua.processes import limits
    from motcua.processes.drawing import svg as draw

    click.echo(f"{code}, phiên bản {version.number}: {version.name}")
    click.echo(f"Thời hạn: {limits.words(version.limit)}; {_period(version)}")
    for step in version.steps.all():
        click.echo(_line(step))
    for note in version.notes:
        click.echo(f"  Ghi chú: {note}")
    if svg:
        _write(svg, draw(version))
    if bpmn:
        _write(bpmn, version.bpmn)


@process.command()
@click.argument("what")
@click.option("--version", "number", type=int, help="This version; the one in force if left out.")
@click.option("--limit", default="", help="The limit of the whole process of a drawing: 15wd.")
def check(what: str, number: int | None, limit: str) -> None:
    """Name everything wrong with a process: its code, or a .bpmn or .json file.

    The exit code is 1 when there are errors; warnings alone leave it at 0.
    """
    if Path(what).suffix.lower() in (".bpmn", ".xml", ".json"):
        problems = _check_file(Path(what), limit)
    else:
        version = _version(what, number)
        from motcua.processes import service

        problems = service.check(version, _deciding(version))
    sys.exit(_tell(problems))


@process.command()
@click.argument("code")
@click.option("--from", "old", type=int, required=True, help="The version dossiers follow now.")
@click.option("--to", "new", type=int, required=True, help="The version they should follow.")
@click.option(
    "--map", "pairs", multiple=True, metavar="OLD=NEW", help="A step the proposal missed."
)
@click.option("--apply", is_flag=True, help="Do it; without this only a preview is printed.")
@click.option("--by", "username", help="The administrator who does it; with --apply.")
@click.option("--reason", default="", help="The decision it rests on; with --apply.")
def migrate(
    code: str,
    old: int,
    new: int,
    pairs: tuple[str, ...],
    apply: bool,
    username: str | None,
    reason: str,
) -> None:
    """Show which running dossiers stand where and where they would; with --apply, move them."""
    one, other = _version(code, old), _version(code, new)
    from motcua.dossiers.migrating import preview
    from motcua.processes.service import mapping

    steps = mapping(one, other) | _pairs(pairs)
    seen = preview(one, other, steps)
    _show_preview(one, other, seen)
    if not apply:
        return
    from motcua.dossiers.acts import migrate as move
    from motcua.people.models import Account

    account = Account.objects.filter(username=username or "").first()
    if account is None or not account.is_administrator:
        raise Trouble(
            "Hãy nêu tài khoản quản trị bằng --by.", "Name an administrator's account with --by."
        )
    moved, left = move(one, other, account=account, reason=reason, steps=steps)
    click.echo(f"Đã chuyển {len(moved)} hồ sơ; {len(left)} hồ sơ giữ nguyên.")
    for dossier, why in left:
        click.echo(f"  {dossier}: {why}")


def _version(code: str, number: int | None) -> "ProcessVersion":
    start_django()
    require_database()
    from motcua.processes.models import ProcessVersion
    from motcua.processes.service import ProcessError, version_for

    if number is None:
        try:
            return version_for(code)
        except ProcessError as refused:
            raise Trouble(str(refused), f"{code} has no version in force.") from refused
    version = ProcessVersion.objects.filter(process__code=code, number=number).first()
    if version is None:
        raise Trouble(
            f"Quy trình {code} không có phiên bản {number}.", f"{code} has no version {number}."
        )
    return version


def _period(version: "ProcessVersion") -> str:
    if version.is_draft:
        return "bản nháp"
    begins = f"từ {version.valid_from:%d/%m/%Y}" if version.valid_from else "từ trước tới nay"
    return f"hiệu lực {begins}" + (f" đến {version.valid_to:%d/%m/%Y}" if version.valid_to else "")


def _line(step: "Step") -> str:
    from motcua.processes import limits

    unit = step.unit_name or step.get_place_display()
    facts = [step.get_kind_display(), unit, step.post_name]
    facts.append(limits.words(step.limit) if step.limit else "")
    more = {
        "kết quả": ", ".join(step.outputs),
        "bàn giao": step.hands_over,
        "song song": step.parallel_group,
        "chỉ khi": step.condition_label or step.condition,
        "im lặng là đồng ý sau": limits.words(step.silence) if step.silence else "",
        "phần của": step.part and unit,
    }
    said = [fact for fact in facts if fact] + [f"{k}: {v}" for k, v in more.items() if v]
    return f"{step.order:>3}. {step.name}\n     {' · '.join(said)}"


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise Trouble(
            f"Không ghi được tệp {file}: {error.strerror}.",
            f"The file {file} cannot be written: {error.strerror}.",
        ) from error
    click.echo(f"Đã ghi {file}.")


def _check_file(file: Path, limit: str) -> "list[Problem]":
    from motcua.commands.imports import read_bytes, read_json

    start_django()
    if file.suffix.lower() == ".json":
        from motcua.processes.service import ProcessError, check_records

        try:
            return check_records(read_json(file))
        except ProcessError as refused:
            raise Trouble(str(refused), f"{file} has no list “processes”.") from refused
    from motcua.processes import drawings

    text = read_bytes(file).decode("utf-8", errors="replace")
    return drawings.read(text, limit=limit).problems


def _deciding(version: "ProcessVersion") -> "Iterable[Agency]":
    """The agencies whose dossiers go by the process."""
    from django.db.models import Q

    from motcua.catalog.models import Competence
    from motcua.organization.models import Agency

    procedures = version.process.cases.values("version__procedure")
    deciding = Competence.objects.in_force().filter(procedure__in=procedures)
    level = Q(level__in=deciding.exclude(level="").values("level"))
    return Agency.objects.in_force().filter(Q(pk__in=deciding.values("agency")) | level)


def _tell(problems: "list[Problem]") -> int:
    for problem in problems:
        click.echo(str(problem))
    tally = Counter(str(problem.level) for problem in problems)
    click.echo(f"{tally['error']} lỗi, {tally['warning']} lưu ý.")
    return 1 if tally["error"] else 0


def _pairs(pairs: tuple[str, ...]) -> dict[str, str | None]:
    return {old: new or None for old, _, new in (pair.partition("=") for pair in pairs)}


def _show_preview(old: "ProcessVersion", new: "ProcessVersion", seen: "Preview") -> None:
    names = {step.key: step.name for step in new.steps.all()}
    click.echo("Bước cũ → bước mới:")
    for step in old.steps.all():
        taker = seen.steps.get(step.key)
        click.echo(
            f"  {step.key} {step.name} → {f'{taker} {names[taker]}' if taker else '(không)'}"
        )
    click.echo(f"{len(seen.able)} hồ sơ chuyển được, {len(seen.unable)} hồ sơ không.")
    for each in seen.standings:
        where = each.trouble or f"sẽ ở {', '.join(each.to)}"
        click.echo(f"  {each.dossier}: đang ở {', '.join(each.at)}; {where}")
