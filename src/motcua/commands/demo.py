"""`motcua demo`: a whole installation with invented people, on this machine alone."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from signal import SIGINT

import click

from motcua.commands.installation import DEMO_SETTINGS
from motcua.commands.sandbox import CLIENT_ID, CLIENT_SECRET, RETURN_PATH
from motcua.commands.serve import free_port, require_free_port
from motcua.supervisor import (
    Program,
    StopAsked,
    Supervisor,
    ends_with_parent,
    last_line,
    shorten,
    stop_on_signals,
)
from motcua.trouble import Trouble, cannot_write, not_writable

ANSWERS_WITHIN = 60.0  # seconds from the start of the web server to its first answer
PORT_FREE_WITHIN = 15.0  # seconds a killed demonstration may take to let go of its port
ROOM_NEEDED = 200 * 1024 * 1024  # bytes: an empty cluster, the seed and room to play
LOOPBACK = ("127.0.0.1", "localhost")
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104
PACKAGE = Path(__file__).resolve().parent.parent


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--fresh", is_flag=True, help="Throw the demonstration's data away first (asks).")
def demo(host: str, port: int, fresh: bool) -> None:
    """Start everything for a look around: database, data, web and worker.

    Data is kept in MOTCUA_HOME (default ./var) until --fresh. DATABASE_URL names a PostgreSQL to
    use instead of the embedded one. Ctrl-C stops everything.
    """
    home = Path(os.environ.get("MOTCUA_HOME") or "var").resolve()
    local = "127.0.0.1" if host in EVERY_ADDRESS else host
    address = f"http://[{local}]:{port}/" if ":" in local else f"http://{local}:{port}/"
    with _sole_user(home, address) as left_behind:
        _await_port(host, port, patient=left_behind)
        _require_room(home)
        _require_assets()
        if fresh:
            _start_over(home)
        try:
            with stop_on_signals():
                _run(home, host, port, address)
        except StopAsked:
            click.echo("Đã dừng. · Stopped.")


def _run(home: Path, host: str, port: int, address: str) -> None:
    environment = _environment(home, host, address)
    caught = "" if environment.get("EMAIL_URL") else f"{address}thu-thu-nghiem/"
    with Supervisor(died=_report_death) as supervisor:
        if not environment.get("DATABASE_URL"):
            environment["DATABASE_URL"] = _start_database(supervisor, home)
        _say("Chuẩn bị dữ liệu", "Preparing the data")
        _carry_out(home, environment, "motcua", "migrate")
        accounts = _carry_out(home, environment, "motcua", "seed")
        if not (home / "static" / "staticfiles.json").exists():
            _carry_out(home, environment, "django", "collectstatic", "--noinput")
        if caught:
            environment["EMAIL_URL"] = _start_mail(supervisor, home, environment)
        if not environment.get("IDENTITY_ISSUER") and host in LOOPBACK:
            environment |= _start_sandbox(supervisor, home, environment, port)
        _say("Khởi động trang", "Starting the site")
        listen = ("--host", host, "--port", str(port))
        web = _start_part(supervisor, "web", home, environment, "serve", *listen)
        _start_part(supervisor, "worker", home, environment, "worker")
        _await_answer(supervisor, web, f"{address}healthz")
        click.echo(_welcome(home, address, caught, accounts))
        supervisor.watch()


def _environment(home: Path, host: str, address: str) -> dict[str, str]:
    hosts = "*" if host in EVERY_ADDRESS else f"localhost,127.0.0.1,[::1],{host}"
    defaults = {
        "DJANGO_SETTINGS_MODULE": DEMO_SETTINGS,
        "SITE_URL": address.rstrip("/"),
        "ALLOWED_HOSTS": hosts,
    }
    return defaults | os.environ | {"MOTCUA_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _start_database(supervisor: Supervisor, home: Path) -> str:
    from motcua.postgres import prepare, wait_until_ready

    _say("Khởi động cơ sở dữ liệu", "Starting the database")
    server = prepare(home / "database")
    program = Program("database", server.command, server.environment, server.log, SIGINT)
    supervisor.start(program)
    wait_until_ready(server, lambda: supervisor.alive(program))
    return server.url


def _start_mail(supervisor: Supervisor, home: Path, environment: dict[str, str]) -> str:
    """Catch every e-mail on this machine: nothing of a demonstration reaches anybody."""
    port = free_port()
    letters = str(home / "mail")
    listen = ("--port", str(port), "--directory", letters)
    _start_part(supervisor, "mail", home, environment, "catch-mail", *listen)
    return f"smtp://127.0.0.1:{port}"


def _start_sandbox(
    supervisor: Supervisor, home: Path, environment: dict[str, str], site_port: int
) -> dict[str, str]:
    """Play the national identity provider and an antivirus program; gives the settings that
    point the site at them.

    On this machine alone: a browser elsewhere could not reach it.
    """
    port = free_port()
    sites = [f"http://{name}:{site_port}{RETURN_PATH}" for name in ("127.0.0.1", "localhost")]
    returns = [part for site in sites for part in ("--return-to", site)]
    clamd = free_port()
    ports = ("--port", str(port), "--antivirus-port", str(clamd))
    _start_part(supervisor, "sandbox", home, environment, "sandbox", *ports, *returns)
    return {
        "ANTIVIRUS_URL": environment.get("ANTIVIRUS_URL") or f"tcp://127.0.0.1:{clamd}",
        "IDENTITY_ISSUER": f"http://127.0.0.1:{port}",
        "IDENTITY_CLIENT_ID": CLIENT_ID,
        "IDENTITY_CLIENT_SECRET": CLIENT_SECRET,
        "IDENTITY_NAME": "VNeID (thử nghiệm)",
    }


def _start_part(
    supervisor: Supervisor, name: str, home: Path, environment: dict[str, str], *arguments: str
) -> Program:
    command = [*ends_with_parent("TERM"), sys.executable, "-m", "motcua", *arguments]
    program = Program(name, command, environment, home / "log" / name)
    shorten(program.log)
    supervisor.start(program)
    return program


def _carry_out(home: Path, environment: dict[str, str], module: str, *arguments: str) -> str:
    """Run one command to its end and give what it printed; its refusal is ours."""
    command = [*ends_with_parent("TERM"), sys.executable, "-m", module, *arguments]
    done = subprocess.run(  # noqa: S603
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
    )
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    if "Traceback" not in done.stderr and len(said) > 1:
        raise Trouble(*said[-2:])
    log = home / "log" / "prepare"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stdout + done.stderr)
    raise cannot_write(home, said[-1]) or Trouble(
        f"Không chuẩn bị được dữ liệu ({arguments[0]}): {said[-1]} Xem {log}.",
        f"The data could not be prepared ({arguments[0]}): {said[-1]} See {log}.",
    )


def _await_answer(supervisor: Supervisor, web: Program, url: str) -> None:
    deadline = time.monotonic() + ANSWERS_WITHIN
    reason = "?"
    while supervisor.alive(web) and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310
                return
        except urllib.error.HTTPError as error:
            reason = f"HTTP {error.code}"
        except OSError as error:
            reason = str(error)
        time.sleep(0.05)
    if not supervisor.alive(web):
        reason = last_line(web.log)
    raise Trouble(
        f"Trang không trả lời: {reason}. Xem {web.log}.",
        f"The site does not answer: {reason}. See {web.log}.",
    )


@contextmanager
def _sole_user(home: Path, address: str) -> Iterator[bool]:
    """Hold the home for this demonstration; tells whether the last one was killed.

    The lock ends with the process that holds it, however it ends.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / "demo.lock").open("a+")
    except OSError as error:
        raise cannot_write(home, str(error)) or not_writable(home) from error
    with file:
        file.seek(0)
        before = file.read().split()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            where = before[0] if before else "?"
            raise Trouble(
                f"Một bản chạy thử khác đang dùng {home}: {where}",
                f"Another demonstration is using {home}: {where}",
            ) from error
        file.truncate(0)
        file.write(f"{address} {os.getpid()}\n")
        file.flush()
        yield bool(before)
        file.truncate(0)


def _await_port(host: str, port: int, *, patient: bool) -> None:
    deadline = time.monotonic() + (PORT_FREE_WITHIN if patient else 0)
    while True:
        try:
            require_free_port(host, port)
            return
        except Trouble:
            if time.monotonic() >= deadline:
                raise
        time.sleep(0.1)


def _require_room(home: Path) -> None:
    if shutil.disk_usage(home).free < ROOM_NEEDED:
        raise Trouble(
            f"Ổ đĩa chứa {home} sắp đầy: cần ít nhất {ROOM_NEEDED >> 20} MB còn trống.",
            f"The disk of {home} is nearly full: at least {ROOM_NEEDED >> 20} MB must be free.",
        )


def _require_assets() -> None:
    if not (PACKAGE / "static" / "dist").is_dir():
        raise Trouble(
            "Chưa có giao diện trang web. Hãy chạy: make assets",
            "The pages' styles and scripts have not been built. Run: make assets",
        )


def _start_over(home: Path) -> None:
    if os.environ.get("DATABASE_URL"):
        raise Trouble(
            "--fresh chỉ xóa cơ sở dữ liệu đi kèm; DATABASE_URL đang trỏ đến nơi khác.",
            "--fresh empties the embedded database only; DATABASE_URL points elsewhere.",
        )
    click.confirm(
        f"Xóa toàn bộ dữ liệu chạy thử trong {home}? · Delete all demonstration data there?",
        abort=True,
    )
    for name in ("database", "files", "mail", "storage"):
        if (home / name).exists():
            shutil.rmtree(home / name)


def _say(vi: str, en: str) -> None:
    click.echo(f"{vi}… · {en}…")


def _report_death(program: Program, status: int, delay: float) -> None:
    how = f"signal {-status}" if status < 0 else f"exit {status}"
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    click.echo(
        f"[{now}] {program.name}: dừng đột ngột ({how}), chạy lại sau {delay:g} giây. · "
        f"died ({how}), starting again in {delay:g} s. {last_line(program.log)}",
        err=True,
    )


def _welcome(home: Path, address: str, caught: str, accounts: str) -> str:
    rule = "─" * 72
    mail = [f"  Thư đã gửi · Mail sent         {caught}"] if caught else []
    return "\n".join(
        [
            "",
            rule,
            "Một Cửa đang chạy · Một Cửa is running",
            "",
            f"  Cổng dịch vụ công · Citizens   {address}",
            f"  Cán bộ · Officers              {address}can-bo/",
            f"  Quản trị · Administration      {address}quan-tri/",
            *mail,
            "",
            accounts.strip(),
            "",
            f"  Dữ liệu · Data   {home}",
            f"  Nhật ký · Logs   {home / 'log'}",
            "  Dừng · Stop      Ctrl-C",
            rule,
        ]
    )
