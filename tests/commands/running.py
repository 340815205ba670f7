"""A `motcua` command in a process of its own, and what is left of it."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

PATIENCE = 180.0  # seconds; a loaded machine with two cores seeds in one


def environment(home: Path, **changes: str) -> dict[str, str]:
    """What a person's shell has, not what the tests have set for themselves."""
    own = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"MOTCUA_HOME": str(home)} | changes


def motcua(home: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "motcua", *arguments],
        env=environment(home, **changes),
        input="",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def wait_until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.05)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def processes_of(home: Path) -> dict[int, str]:
    """Every process that was started for this home, with its command line."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            surroundings = (entry / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(home) in command or f"MOTCUA_HOME={home}\0" in surroundings:
            found[int(entry.name)] = command
    return found


class Demonstration:
    """A running `motcua demo`, its words in a file."""

    def __init__(self, home: Path, port: int, **changes: str) -> None:
        self.home = home
        self.port = port
        self._output = home.with_name(f"{home.name}.output")
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua", "demo", "--port", str(port)],
                env=environment(home, **changes),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(lambda: self.process.poll() is not None or "Ctrl-C" in self.words, "start")
        assert self.process.poll() is None, self.words

    @property
    def words(self) -> str:
        return self._output.read_text()

    def children(self, word: str) -> list[int]:
        """The processes it started itself whose command line has this word."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        known = processes_of(self.home)
        return [int(pid) for pid in listed.split() if word in known.get(int(pid), "")]
