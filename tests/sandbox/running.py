"""The sandbox as a process of its own, and a browser's part of a sign-in there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests

from motcua.commands.serve import free_port
from tests.commands.running import answers, environment, wait_until

SITE = "http://testserver"
BACK = f"{SITE}/dang-nhap/dinh-danh/tro-ve/"
CLIENT = {"client_id": "motcua-thu", "client_secret": "bi-mat-thu"}


@contextmanager
def sandbox(home: Path) -> Iterator[str]:
    """Its address, while it runs."""
    port = free_port()
    command = [sys.executable, "-m", "motcua", "sandbox", "--port", str(port)]
    command += ["--client-id", CLIENT["client_id"], "--client-secret", CLIENT["client_secret"]]
    process = subprocess.Popen(
        [*command, "--return-to", BACK], env=environment(home), stdout=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: answers(port), "the sandbox")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        assert process.wait(20) == 0


@dataclass
class Person:
    """Somebody in front of the provider's pages."""

    http: requests.Session = field(default_factory=requests.Session)

    def opens(self, address: str) -> requests.Response:
        return self.http.get(address, allow_redirects=False, timeout=30)

    def chooses(self, address: str, name: str, fault: str = "", **more: str) -> str:
        """Choose a name on the page at this address; gives where the browser is sent."""
        page = self.opens(address)
        assert page.status_code == 200, page.text
        values = {
            "csrfmiddlewaretoken": _value(page.text, "csrfmiddlewaretoken"),
            "identity": _radio(page.text, name),
            "fault": fault,
            **more,
        }
        answer = self.http.post(address, values, allow_redirects=False, timeout=30)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return unescape(found[1])


def _radio(page: str, name: str) -> str:
    found = re.search(rf'name="identity" value="(\w+)"[^>]*>\s*<span>{re.escape(name)}<', page)
    return found[1] if found else ""
