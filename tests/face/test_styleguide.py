"""The style guide in a real browser: nothing axe objects to, nothing wider than a phone."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.browser.conftest import CHROMIUM

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
STATIC = ROOT / "src/motcua/static"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SITE = "http://style.guide"

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.face.urls")]


@pytest.fixture
def pages(client: Client, db: None) -> dict[str, bytes]:
    """Rendered before the browser starts: its event loop and Django's do not mix."""
    wanted = ["/", "/?desk"]
    found = {}
    with translation.override("vi"):  # a request leaves its language behind
        for language in ("vi", "en"):
            client.cookies["django_language"] = language
            found |= {f"/{language}{path}": client.get(path).content for path in wanted}
    return found


@pytest.fixture
def chromium(pages: dict[str, bytes]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def _serve(pages: dict[str, bytes], route: Route) -> None:
    address = urlsplit(route.request.url)
    if address.path.startswith("/static/"):
        file = STATIC / address.path.removeprefix("/static/")
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file)[0])
        return
    path = f"{address.path}?{address.query}" if address.query else address.path
    route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{found['id']}: {node['html'][:120]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("width", [360, 768, 1440, 1920])
def test_nothing_to_object_to(chromium: Browser, pages: dict[str, bytes], width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.route("**/*", lambda route: _serve(pages, route))
    for path in pages:
        page.goto(SITE + path)
        assert _violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
