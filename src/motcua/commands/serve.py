"""`motcua serve` and `motcua worker`: the two kinds of process of an installation."""

import errno
import os
import socket
import sys

import click

from motcua.commands.installation import (
    choose_settings,
    require_database,
    require_papers,
    start_django,
)
from motcua.trouble import Trouble


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--threads", default=8, show_default=True, help="Requests at once per process.")
@click.option("--access-log/--no-access-log", default=False, help="Write a line per request.")
def serve(host: str, port: int, workers: int, threads: int, access_log: bool) -> None:
    """Serve the web pages and the API. Nothing else: see `worker`."""
    choose_settings()
    require_papers()
    require_free_port(host, port)
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": workers,
        "blocking-threads": threads,
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    # A web process that dies is replaced; one that does not stop when told, killed.
    arguments += ["--respawn-failed-workers", "--workers-kill-timeout", "10", "--no-ws"]
    arguments += ["--access-log"] if access_log else []
    _become("-m", "granian", *arguments, "motcua.wsgi:application")


@click.command()
@click.option("--concurrency", default=4, show_default=True, help="Jobs at once.")
@click.option("--queues", default="", help="Only these queues, separated by commas.")
def worker(concurrency: int, queues: str) -> None:
    """Do the background jobs: messages, timers, nightly work."""
    start_django()
    require_database()
    chosen = ["--queues", queues] if queues else []
    _become("-m", "django", "procrastinate", "worker", "--concurrency", str(concurrency), *chosen)


def require_free_port(host: str, port: int) -> None:
    """Raise Trouble if somebody listens there already, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: --port",
                    f"Port {port} is in use by another program. Choose another one: --port",
                ) from error
            raise Trouble(
                f"Không mở được địa chỉ {host}:{port}: {error.strerror}",
                f"The address {host}:{port} cannot be opened: {error.strerror}",
            ) from error


def free_port() -> int:
    """A port of this machine nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _become(*arguments: str) -> None:
    """Turn into the server itself, so that signals reach it without a go-between."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606
