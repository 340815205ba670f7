"""The demonstration's data, made once for a run of the tests; each database is a copy of it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.commands.running import motcua

NAME = "SEEDED_DATABASE"  # the variable that names it, the same for every process of a run
LOCK = 20261122


def url_of(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def ready() -> str:
    """The database to copy; whoever asks first makes it while the others wait."""
    name = os.environ[NAME]
    with administrator() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _make(name, server)
    return name


@contextmanager
def copy(name: str) -> Iterator[str]:
    """The address of a database with the demonstration in it, dropped at the end."""
    template = ready()
    with administrator() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield url_of(name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def drop() -> None:
    with administrator() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{os.environ[NAME]}" WITH (FORCE)')


def administrator() -> psycopg.Connection:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _make(name: str, server: psycopg.Connection) -> None:
    """Under another name until it is whole."""
    making = f"{name}_making"
    server.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{making}"')
    with tempfile.TemporaryDirectory() as home:
        for command in ("migrate", "seed"):
            done = motcua(
                Path(home),
                command,
                DATABASE_URL=url_of(making),
                DJANGO_SETTINGS_MODULE="motcua.settings.test",
            )
            assert done.returncode == 0, done.stderr
    server.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
