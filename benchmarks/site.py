"""What the measurements run against: a database and web servers, started and stopped here.

The embedded PostgreSQL is durable, as in production: every commit waits for the disk. The web
server is the one `motcua serve` starts, with its own numbers of processes and threads.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motcua.postgres import embedded_server
from motcua.supervisor import ends_with_parent

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "benchmarks.settings"
ANSWERS_WITHIN = 60.0  # seconds
STOPPED_WITHIN = 20.0  # seconds


@contextmanager
def fresh_site(home: Path) -> Iterator[str]:
    """A seeded database, and Django ready in this process; thrown away unless something fails.

    Gives the database's address; the environment carries it to the web servers.
    """
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    with embedded_server(home / "database") as address:
        os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": SETTINGS}
        _prepare()
        yield address
        _disconnect()
    shutil.rmtree(home)


def _prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from motcua.seeds.load import seed

    call_command("migrate", interactive=False, verbosity=0)
    seed()


def _disconnect() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]


@contextmanager
def served(settings: str, log: Path) -> Iterator[str]:
    """The web server of the product with these settings; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*ends_with_parent("TERM"), sys.executable, "-m", "motcua", "serve"]
    with log.open("ab") as words:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_answer(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(STOPPED_WITHIN)


def _await_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + ANSWERS_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The web server does not answer. See {log}.")
