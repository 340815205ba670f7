"""A running installation whose web and worker processes may be killed at any moment."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests import seeded
from tests.commands.running import answers, environment, motcua, wait_until

ROOT = Path(__file__).parents[2]
# Files dossiers, and signs the desks in: their sessions outlive every web process.
PREPARE = """
import json, sys, django
django.setup()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from motcua.people.models import Account
from tests.dossiers import people

store = import_module(settings.SESSION_ENGINE).SessionStore
sessions = {}
for account in Account.objects.filter(officer__isnull=False, username__endswith="hongbang"):
    session = store()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    sessions[account.username] = session.session_key
filed = [people.filed().reference for _ in range(int(sys.argv[1]))]
specialist = str(people.officer("cv.hongbang").officer.pk)
print(json.dumps({"sessions": sessions, "filed": filed, "specialist": specialist}))
"""


class Installation:
    """Web and worker, each a process group of its own."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.url = home, url
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.surroundings = environment(
            home,
            DATABASE_URL=url,
            DJANGO_SETTINGS_MODULE="motcua.settings.test",
            SITE_URL=f"http://127.0.0.1:{self.port}",
            ALLOWED_HOSTS="127.0.0.1",
            PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
        )
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = 0
        self._lock = threading.Lock()

    def prepare(self, dossiers: int) -> dict[str, Any]:
        """Sessions by username, the references of as many filed dossiers, who works on them."""
        done = subprocess.run(
            [sys.executable, "-c", PREPARE, str(dossiers)],
            env=self.surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return said

    def start(self, name: str) -> None:
        commands = {
            "web": ["serve", "--port", str(self.port), "--workers", "1"],
            "worker": ["worker"],
        }
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "motcua", *commands[name]],
                env=self.surroundings,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """SIGKILL to the whole group: nobody says goodbye."""
        with self._lock:
            victim = self.running[name]
            os.killpg(victim.pid, signal.SIGKILL)
            victim.wait()
            self.kills += 1
            self.start(name)

    def await_web(self) -> None:
        wait_until(lambda: answers(self.port), "the web")

    def stop(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def ask(self, sql: str) -> list[tuple]:
        with psycopg.connect(self.url) as asked:
            return asked.execute(sql).fetchall()

    def verify(self) -> subprocess.CompletedProcess[str]:
        changes = {
            name: self.surroundings[name]
            for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")
        }
        return motcua(self.home, "verify", **changes)


@contextmanager
def installation(home: Path) -> Iterator[Installation]:
    """On a database of its own, with the demonstration in it."""
    with seeded.copy(f"faults_{os.getpid()}") as url:
        made = Installation(home, url)
        try:
            for part in ("web", "worker"):
                made.start(part)
            yield made
        finally:
            made.stop()
