"""`motcua seal`, `motcua roots`, `motcua prove`: a history anybody can check (docs/chain.md)."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

OUT = click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)


@click.command()
@click.argument("day", required=False, type=click.DateTime(["%Y-%m-%d"]))
def seal(day: datetime | None) -> None:
    """Seal every finished day not sealed yet, up to DAY if one is named.

    The worker does the same every night.
    """
    start_django()
    require_database()
    from motcua.dossiers import sealing

    through: date | None = day.date() if day else None
    try:
        sealed = sealing.seal_finished_days(sealing.present_moment(), through)
    except sealing.NotFinished as early:
        raise Trouble(str(early), f"The day {through} is not over: it cannot be sealed.") from early
    for root in sealed:
        click.echo(f"{root.day}  {bytes(root.root).hex()}  {root.size} sự kiện")
    if not sealed:
        click.echo("Không còn ngày nào chờ niêm phong.")


@click.command()
@OUT
def roots(out: Path | None) -> None:
    """Print every day root as JSON, to be published where this system cannot change it."""
    start_django()
    require_database()
    from motcua.dossiers import sealing

    _give(sealing.published_roots(), out)


@click.command()
@click.argument("code")
@OUT
def prove(code: str, out: Path | None) -> None:
    """Print the proof file of the dossier with this CODE or reference.

    Whoever holds it checks it with `python verifier.py bundle.json roots.json`.
    """
    start_django()
    require_database()
    from motcua.codes import MalformedCode
    from motcua.dossiers import sealing
    from motcua.dossiers.models import Dossier

    try:
        proof_file = sealing.proof_file(sealing.dossier_named(code))
    except MalformedCode as malformed:
        raise Trouble(str(malformed), f"“{code}” is no dossier code and no reference.") from None
    except Dossier.DoesNotExist:
        raise Trouble(
            f"Không có hồ sơ nào mang mã {code}.", f"No dossier bears the code {code}."
        ) from None
    _give(proof_file, out)
    proven = max((proof["event"] for proof in proof_file["proofs"]), default=0)
    if unproven := len(proof_file["events"]) - proven:
        click.echo(
            f"{unproven} sự kiện cuối chưa nằm trong gốc ngày nào: "
            "tệp này chưa đủ chứng cứ cho tới khi ngày ấy được niêm phong.",
            err=True,
        )


def _give(content: dict[str, Any], out: Path | None) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise Trouble(
            f"Không ghi được vào {out}: {error.strerror}.",
            f"{out} cannot be written: {error.strerror}.",
        ) from error
