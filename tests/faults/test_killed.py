"""Web and worker killed at random while officers work: nothing half done, twice or lost.

`FAULTS=500` (`make faults`) does as many acts; without it a short run.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.commands.running import PATIENCE, wait_until
from tests.faults.installation import Installation, installation

pytestmark = pytest.mark.faults

# The road of a copy of a civil status record: who does what, and what is typed.
ROAD = [
    ("mc.hongbang", "receive", {}),
    ("tp.hongbang", "assign", {}),
    ("cv.hongbang", "propose", {"outcome": "granted", "title": "Trích lục", "body": "Cấp."}),
    ("ld.hongbang", "sign", {}),
    ("vt.hongbang", "number", {}),
    ("vt.hongbang", "release", {}),
    ("mc.hongbang", "return_result", {"way": "counter", "recipient": "Nguyễn Thị Mẫu"}),
]
ACTS = int(os.environ.get("FAULTS", "35"))
TOKEN = "t" * 32
TROUBLE = (OSError, http.client.HTTPException)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoRedirect)


class Desks:
    """Officers at their pages, who press again until they get an answer."""

    def __init__(self, town: Installation, sessions: dict[str, str], specialist: str) -> None:
        self.town, self.sessions, self.specialist = town, sessions, specialist
        self.acknowledged: list[tuple[str, str, str]] = []

    def ask(self, path: str, who: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and page; asked again until somebody answers."""
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.town.port}{path}",
            body,
            {
                "Cookie": f"sessionid={self.sessions[who]}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
            },
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with OPENER.open(request, timeout=20) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as answer:
                return answer.code, answer.read().decode()
            except TROUBLE:
                time.sleep(0.05)
        raise AssertionError(f"nobody answers at {path}")

    def do(self, reference: str, who: str, act: str, typed: dict[str, str]) -> None:
        path = f"/can-bo/ho-so/{reference}/{act}/"
        status, page = self.ask(path, who)
        assert status == 200, f"{act} {status}"
        form = {**typed, **dict(re.findall(r'name="(version|key)" value="([^"]+)"', page))}
        if act == "assign":
            form["specialist"] = self.specialist
        status, page = self.ask(path, who, form)
        assert status == 302, (act, status, re.sub(r"<[^>]+>|\s+", " ", page)[-3000:])
        self.acknowledged.append((reference, act, form["key"]))

    def carry(self, reference: str) -> None:
        for who, act, typed in ROAD:
            self.do(reference, who, act, typed)


def killer(town: Installation, desks: Desks, over: threading.Event) -> None:
    """Kill one after every few acts: how often does not depend on how fast the machine is."""
    dice = random.Random(2026)  # noqa: S311 only when and whom
    while True:
        enough = len(desks.acknowledged) + dice.randint(2, 5)
        while len(desks.acknowledged) < enough:
            if over.wait(0.02):
                return
        over.wait(dice.uniform(0, 0.3))  # somewhere within the acts that run now
        town.kill(dice.choice(["web", "web", "worker"]))
        town.await_web()


def test_nothing_half_done_nothing_twice_nothing_lost(tmp_path: Path) -> None:
    with installation(tmp_path) as town:
        prepared = town.prepare(max(1, ACTS // len(ROAD)))
        references = prepared["filed"]
        town.await_web()
        desks, over = Desks(town, prepared["sessions"], prepared["specialist"]), threading.Event()
        hunt = threading.Thread(target=killer, args=(town, desks, over))
        hunt.start()
        try:
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(desks.carry, references))
        finally:
            over.set()
            hunt.join()
        done = town.ask(
            "SELECT reference, act, key FROM dossiers_event"
            " JOIN dossiers_dossier ON dossiers_dossier.id = dossier_id WHERE key IS NOT NULL"
        )
        assert sorted(done) == sorted(desks.acknowledged)
        assert len(done) == len(references) * len(ROAD)
        assert town.kills > 2
        wait_until(lambda: not owed(town), "the messages")
        assert (
            town.ask(
                "SELECT outbox_id FROM outgoing_messages_notice"
                " GROUP BY outbox_id, account_id HAVING count(*) > 1"
            )
            == []
        )
        verified = town.verify()
        assert (verified.returncode, verified.stderr) == (0, "")


def owed(town: Installation) -> list[tuple]:
    return town.ask("SELECT id FROM dossiers_outbox WHERE sent_at IS NULL AND failed_at IS NULL")
