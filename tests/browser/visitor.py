"""One person at one machine, in words of what people do: open, read, write, choose, press."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from tests.browser import screens
from tests.browser.scans import Scan

PATIENCE = 60_000  # milliseconds; pages answer in a fraction, a loaded machine may not
# Never leave the browser: what a page carries itself, and the browser's own PDF viewer.
BLOCKED = "Service Worker registration blocked"  # Playwright's own words
INSIDE = ("data:", "blob:", "about:", "chrome-extension://", "chrome://")
SAID_NO = (403, 404, 422, 429)

expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What a browser complains of, and whom it talks to."""

    site: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        page.on("request", self._asks)
        page.on("response", self._answered)
        page.on("console", self._says)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _asks(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", *INSIDE)):
            self.strangers.append(request.url)

    def _answered(self, response: Response) -> None:
        if response.status in SAID_NO and not urlsplit(response.url).path.startswith("/static/"):
            self.refused.add(response.url)

    def _says(self, message: ConsoleMessage) -> None:
        """A page that says no is no fault, though the browser notes its status."""
        where = message.location["url"]
        expected = where in self.refused and "Failed to load resource" in message.text
        inside = where.startswith(INSIDE)
        inside = inside or BLOCKED in message.text
        if message.type in ("error", "warning") and not expected and not inside:
            self.complaints.append(f"{where}: {message.text}")


class Visitor:
    """A browser of its own: cookies, width and language are shared with nobody."""

    def __init__(
        self,
        browser: Browser,
        site: str,
        *,
        width: int = 360,
        javascript: bool = True,
        scale: float = 1,
        worker: bool = True,
    ) -> None:
        self.site = site
        self.size = {"width": width, "height": 740 if width < 800 else 900}
        self.javascript = javascript
        self.context = browser.new_context(
            viewport=self.size,
            device_scale_factor=scale,
            java_script_enabled=javascript,
            locale="vi-VN",
            reduced_motion="reduce",
            # What a worker fetches is not seen on the wire of the page.
            service_workers="allow" if worker else "block",
        )
        self.context.set_default_timeout(PATIENCE)
        self.watch = Watch(site)
        self.page = self._new_page()
        self.second: Page | None = None

    def _new_page(self) -> Page:
        page = self.context.new_page()
        self.watch.follow(page)
        return page

    def leave(self) -> None:
        """Close the browser; whatever it complained of in all that time is told now."""
        self.context.close()
        strangers, complaints = self.watch.strangers, self.watch.complaints
        assert not strangers, f"requests to somebody else: {strangers}"
        assert not complaints, f"complaints of the browser: {complaints}"

    # Reading

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def words(self) -> str:
        """What the page says, on one line."""
        return " ".join(self.main.inner_text().split())

    def lands_on(self, heading: str) -> None:
        """Wait for the page with this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            expect(self.main).to_contain_text(sentence)

    def does_not_read(self, *sentences: str) -> None:
        for sentence in sentences:
            assert sentence not in self.words

    def finds(self, pattern: str) -> str:
        """The first words of the page that fit the pattern: its group, or all of it."""
        found = re.search(pattern, self.words)
        assert found, f"{pattern!r} is not on {self.page.url}: {self.words[:2000]}"
        return found[1] if found.groups() else found[0]

    def state_is(self, state: str) -> None:
        """The state of the dossier as its page shows it."""
        expect(self.main.locator(".mc-status").first).to_have_text(state)

    def is_told(self, *sentences: str) -> None:
        """What the summary of errors says, which leads to the fields."""
        for sentence in sentences:
            expect(self.page.locator(".govuk-error-summary")).to_contain_text(sentence)

    def holds(self, label: str, text: str) -> None:
        """What was written in a field is still there."""
        expect(self.field(label)).to_have_value(text)

    # Doing

    def open(self, path: str) -> int:
        """Go to an address of the site; gives the status of the answer."""
        answer = self.page.goto(urljoin(f"{self.site}/", path))
        assert answer is not None
        return answer.status

    def follow(self, link: str) -> None:
        self.main.get_by_role("link", name=link).first.click()

    def press(self, button: str) -> None:
        self.button(button).click()

    def write(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def choose(self, label: str) -> None:
        """A radio button, or a box to tick."""
        self.field(label).check()

    def hand_in(self, label: str, *files: Scan) -> None:
        payload = [
            {"name": file.name, "mimeType": file.content_type, "buffer": file.data}
            for file in files
        ]
        self.field(label).set_input_files(payload)

    def field(self, label: str) -> Locator:
        controls = self.main.locator("input, select, textarea")
        return controls.and_(self.main.get_by_label(label)).first

    def button(self, name: str) -> Locator:
        return self.main.get_by_role("button", name=name, exact=True).first

    def download(self, link: str) -> bytes:
        """What a link of the page leads to, as this browser gets it."""
        where = self.main.get_by_role("link", name=link).or_(
            self.main.get_by_role("button", name=link)
        )
        href = where.first.get_attribute("href")
        assert href, link
        answer = self.context.request.get(urljoin(self.page.url, href))
        assert answer.status == 200, (href, answer.status)
        return answer.body()

    # Judging

    def look(self, name: str = "", *, english: str = "") -> None:
        """Judge the page as it stands, in both languages; photograph it under this name.

        english: what its heading says in English.
        """
        assert_fits(self.page, self.size)
        if not self.javascript:
            return
        if name:
            screens.photograph(self.page, name)
        assert_accessible(self.page)
        if self.page.url not in self.watch.refused:
            with self._in_english() as page:
                expect(page.get_by_role("heading", level=1)).to_contain_text(english)
                assert_fits(page, self.size)
                assert_accessible(page)

    @contextmanager
    def _in_english(self) -> Iterator[Page]:
        """The same page in a second window, kept for the next look: opening one takes a second."""
        cookie = {"name": "django_language", "value": "en", "url": f"{self.site}/"}
        self.context.add_cookies([cookie])
        page = self.second = self.second or self._new_page()
        page.goto(self.page.url)
        assert page.locator("html").get_attribute("lang") == "en"
        yield page
        self.context.clear_cookies(name="django_language")
        self.page.bring_to_front()


def assert_fits(page: Page, size: dict[str, int]) -> None:
    """Nothing sticks out to the right: here, on a phone, or on 1280 px enlarged twice."""
    for width in dict.fromkeys((size["width"], 360, 640)):
        page.set_viewport_size({**size, "width": width})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} px wide on a screen of {width} px"
    page.set_viewport_size(size)


def assert_accessible(page: Page) -> None:
    page.evaluate(_axe())
    found = page.evaluate(
        """() => axe.run(document, {iframes: false, resultTypes: ["violations"]}).then((result) =>
            result.violations.map((each) =>
                `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`))"""
    )
    assert found == [], f"axe on {page.url}: {found}"


@cache
def _axe() -> str:
    root = Path(__file__).resolve().parents[2]
    return (root / "node_modules/axe-core/axe.min.js").read_text()
