"""`motcua prefill-link`: a link by which a citizen begins a dossier already partly filled in."""

from __future__ import annotations

from pathlib import Path

import click

from motcua.commands.imports import FILE, read_json
from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble


@click.command("prefill-link")
@click.argument("code")
@click.argument("file", type=FILE)
@click.option("--from", "issuer", required=True, help="Who says so, as citizens will read it.")
@click.option("--days", default=7, show_default=True, help="Days the link can be opened, to 30.")
def prefill_link(code: str, file: Path, issuer: str, days: int) -> None:
    """Make a link that fills in a dossier of procedure CODE with the values of FILE (JSON).

    The values are checked against the procedure's form and kept encrypted; the link, printed
    once, is the only key. Nothing personal stands in it.
    """
    data = read_json(file)
    start_django()
    require_database()
    from django.conf import settings
    from django.urls import reverse

    from motcua.catalog.models import Procedure
    from motcua.dossiers.prefill_links import NotPrefilled, make_link

    procedure = Procedure.objects.filter(code=code).first()
    if procedure is None:
        raise Trouble(f"Không có thủ tục mã “{code}”.", f"There is no procedure {code}.")
    try:
        token = make_link(procedure, data, issuer=issuer, days=days)
    except NotPrefilled as refused:
        raise Trouble(str(refused), f"The values do not fit procedure {code}.") from refused
    path = reverse("portal:prefill_link", args=[token])
    click.echo(f"{settings.SITE_URL.rstrip('/')}{path}")
