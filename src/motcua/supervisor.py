"""Keeps a few programs running together: starts them, restarts what dies, stops them all."""

import os
import select
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

FIRST_DELAY = 0.5  # seconds before the first restart; doubled after each quick death
LONGEST_DELAY = 30.0
STEADY_AFTER = 60.0  # seconds of running after which earlier deaths are forgotten
STOPPED_WITHIN = 20.0  # seconds between the polite signal and SIGKILL
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOG_MAX_BYTES = 5_000_000


class StopAsked(BaseException):
    """Somebody asked for the end: Ctrl-C, `kill`, a closed terminal."""


def ends_with_parent(signal_name: str) -> list[str]:
    """What goes before a command so that a killed parent leaves no orphan, where Linux can."""
    tool = shutil.which("setpriv")
    return [tool, "--pdeathsig", signal_name, "--"] if tool else []


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Inside, SIGINT, SIGTERM and SIGHUP raise StopAsked once; further ones are ignored."""

    def ask(number: int, frame: FrameType | None) -> None:
        for each in STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StopAsked

    before = {each: signal.signal(each, ask) for each in STOP_SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@dataclass(frozen=True)
class Program:
    """One program to keep running. Its words go to the end of `log`."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM


@dataclass
class _Run:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = FIRST_DELAY
    due: float = field(default=0.0)


class Supervisor:
    """Programs started in order, watched, and stopped in the opposite order.

    `died` is told the program, its exit status and the seconds until it is started again.
    """

    def __init__(self, died: Callable[[Program, int, float], None]) -> None:
        self._died = died
        self._runs: list[_Run] = []

    def __enter__(self) -> "Supervisor":
        self._wake, bell = socket.socketpair()
        self._bell = bell
        for end in (self._wake, bell):
            end.setblocking(False)
        signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        # A handler, however idle, makes the death of a child ring the bell.
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._wake.close()
        self._bell.close()

    def start(self, program: Program) -> None:
        run = _Run(program)
        self._runs.append(run)
        self._launch(run)

    def alive(self, program: Program) -> bool:
        """Whether it runs now; a program waiting for its restart does not."""
        run = next(run for run in self._runs if run.program is program)
        return run.process is not None and run.process.poll() is None

    def watch(self) -> None:
        """Restart what dies, for ever: only an exception (StopAsked) ends it."""
        while True:
            now = time.monotonic()
            for run in self._runs:
                self._tend(run, now)
            waiting = [run.due for run in self._runs if run.process is None]
            timeout = max(0.0, min(waiting) - time.monotonic()) if waiting else None
            select.select([self._wake], [], [], timeout)
            with suppress(BlockingIOError):
                self._wake.recv(4096)

    def stop(self) -> None:
        """Stop every program, the last started first, and whatever they left in their groups."""
        held = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        for run in reversed(self._runs):
            if run.process is None:
                continue
            if run.process.poll() is None:
                run.process.send_signal(run.program.stop_signal)
                with suppress(subprocess.TimeoutExpired):
                    run.process.wait(STOPPED_WITHIN)
            _sweep(run.process)
            run.process.wait()
            run.process = None
        signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _launch(self, run: _Run) -> None:
        run.program.log.parent.mkdir(parents=True, exist_ok=True)
        # Asked to stop in the middle of this, we would forget a child already born.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
        try:
            with run.program.log.open("ab") as log:
                run.process = subprocess.Popen(  # noqa: S603
                    run.program.command,
                    env=run.program.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # Its own group: Ctrl-C reaches us alone, and we stop them in order.
                    start_new_session=True,
                    # The child is asked to stop by the same signals; it must hear them.
                    preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, held),
                )
            run.started = time.monotonic()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _tend(self, run: _Run, now: float) -> None:
        if run.process is None:
            if now >= run.due:
                self._launch(run)
            return
        status = run.process.poll()
        if status is None:
            return
        _sweep(run.process)
        run.process = None
        if now - run.started > STEADY_AFTER:
            run.delay = FIRST_DELAY
        run.due = now + run.delay
        self._died(run.program, status, run.delay)
        run.delay = min(run.delay * 2, LONGEST_DELAY)


def _sweep(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def shorten(log: Path) -> None:
    """Put a log that has grown long aside, over the one put aside before."""
    if log.exists() and log.stat().st_size > LOG_MAX_BYTES:
        log.replace(log.with_name(f"{log.name}.old"))


def last_line(log: Path) -> str:
    """What a program said last, for a sentence about its death."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 4096))
        lines = file.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
