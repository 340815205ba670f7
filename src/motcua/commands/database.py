"""`motcua migrate` and `motcua seed`: bring a database to the shape and the data it needs."""

import click

from motcua.commands.installation import require_database, start_django


@click.command()
def migrate() -> None:
    """Bring the database to the shape this version expects."""
    start_django()
    require_database()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


@click.command()
def seed() -> None:
    """Load the demonstration data. What is already there stays as it is."""
    start_django()
    require_database()
    from motcua.seeds.load import seed as load

    for heading, lines in load():
        click.echo(heading)
        for line in lines:
            click.echo(f"  {line}")
