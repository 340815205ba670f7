"""Load over HTTP, by wrk: compiled, so that it is not what is measured."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
# As many at once as `motcua serve` has in one of its two processes.
CLIENTS = 8


@dataclass(frozen=True)
class Request:
    """One request as the load script reads it: a POST when it has a body."""

    path: str
    headers: dict[str, str]
    body: str = ""

    def line(self) -> str:
        headers = "".join(f"{name}: {value}|" for name, value in self.headers.items())
        return f"{self.path}\t{headers}\t{self.body}\n"


@dataclass(frozen=True)
class Load:
    """What came of it."""

    requests: int
    seconds: float
    p95_ms: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("The load generator wrk is missing. Install the package wrk.")


def send(
    address: str, requests: Iterable[Request], file: Path, *, seconds: int, status: int, once: bool
) -> Load:
    """Send the requests in turn for so many seconds, over and over unless `once`.

    Every answer must have the status, and there must be requests enough: else nothing is measured.
    """
    file.write_text("".join(request.line() for request in requests))
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s"]
    command += ["-s", str(SCRIPT), address, "--", str(file), str(status)]
    command += ["once"] if once else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if said["failed"] or not said["requests"]:
        raise SystemExit(f"{address}: {said['failed']} answers other than {status}: {said}")
    return Load(said["requests"], said["microseconds"] / 1e6, said["p95_microseconds"] / 1e3)
