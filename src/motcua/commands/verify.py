"""`motcua verify`."""

import os
import sys

import click


@click.command()
def verify() -> None:
    """Check every event chain; name the first wrong row and exit with 1 if there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings.production")
    import django

    django.setup()
    from motcua.dossiers import verification
    from motcua.dossiers.models import Event

    wrong = [*verification.broken_events(), *verification.dossiers_without_events()]
    for row in wrong:
        click.echo(str(row), err=True)
    if wrong:
        sys.exit(1)
    click.echo(f"{Event.objects.count()} sự kiện, mọi chuỗi đều nguyên vẹn.")
