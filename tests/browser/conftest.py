"""The product as a stranger starts it, and people who come to it with browsers of their own."""

import os
import signal
import socket
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils.crypto import get_random_string
from playwright.sync_api import Browser, sync_playwright

from tests import seeded
from tests.browser import screens
from tests.browser.office import PASSWORD, Office
from tests.browser.visitor import Visitor
from tests.commands.running import Demonstration, processes_of

# Debian's Chromium built without windows; only photographs want its viewer of PDF files.
CHROMIUM = "/usr/bin/chromium" if screens.wanted() else "/usr/bin/chromium-headless-shell"
ALONE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Come = Callable[..., Visitor]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `motcua demo`, one for each process of the tests.

    SITE names a demonstration already running, for writing tests.
    """
    if "SITE" in os.environ:
        yield os.environ["SITE"].rstrip("/")
        return
    home = tmp_path_factory.mktemp("browser") / "home"
    with seeded.copy(f"site_{os.getpid()}") as url:
        _hash_passwords(url)
        try:
            demonstration = Demonstration(home, _free_port(), DATABASE_URL=url)
            yield f"http://127.0.0.1:{demonstration.port}"
            demonstration.process.send_signal(signal.SIGTERM)
            assert demonstration.process.wait(60) == 0
            assert processes_of(home) == {}
        finally:
            for pid in processes_of(home):
                os.kill(pid, signal.SIGKILL)


def _hash_passwords(url: str) -> None:
    """As the site does; what the tests copy has cheap hashes, which it does not take."""
    slow = PBKDF2PasswordHasher().encode(PASSWORD, get_random_string(12))
    with psycopg.connect(url) as database:
        database.execute("UPDATE people_account SET password = %s WHERE password <> ''", [slow])


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Gone before tests of other packages run: its event loop and Django's do not mix."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        yield browser
        browser.close()
    if screens.wanted():
        screens.write_index()


@pytest.fixture
def come(chromium: Browser, site: str) -> Iterator[Come]:
    """Call it for each person who comes: `come(width=1440, javascript=False)`."""
    here: list[Visitor] = []

    def arrive(**how: object) -> Visitor:
        here.append(Visitor(chromium, site, **how))
        return here[-1]

    yield arrive
    for visitor in here:
        visitor.leave()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def citizen(come: Come, javascript: bool) -> Visitor:
    """Somebody with a cheap telephone."""
    return come(width=360, javascript=javascript)


@pytest.fixture
def office(come: Come, javascript: bool) -> Office:
    return Office(lambda: come(width=1440, javascript=javascript))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
