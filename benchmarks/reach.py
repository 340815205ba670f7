"""What filing by an e-form costs a person: fields typed, clicks, bytes, seconds on a poor line.

`python -m benchmarks.reach [FORM…]` prints a Markdown table. SITE names a demonstration already
running, else one is started. A real browser walks from the first page of a procedure to the
reference of the dossier on a line of 400 kbit/s with 400 ms delay each way there and back, without
stopping to think. Four ways: somebody with an electronic identity; somebody without one, who
registers with a telephone; the same person filing again; and another newcomer, who scans a card.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.site import SETTINGS

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
IDENTITY, FIRST, AGAIN, CARD = "electronic identity", "newcomer", "again", "newcomer, card"
FORMS = ("trich-luc", "khai-sinh", "ket-hon", "ho-kinh-doanh", "giay-phep-xay-dung")
WHO = "Phạm Thị Loan"  # has an electronic identity
PATIENCE = 120_000  # milliseconds
ON = "Lưu và tiếp tục"


@dataclass
class Count:
    """What one filing took. `bytes` as they came over the line."""

    typed: int = 0
    clicks: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def cells(self) -> list[str]:
        kilobytes = f"{self.bytes / 1000:,.0f}"
        return [str(self.typed), str(self.clicks), kilobytes, f"{self.seconds:.0f}"]


@dataclass
class Person:
    """A browser on a poor line, and what its owner does there."""

    page: Page
    site: str
    count: Count = field(default_factory=Count)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", LINE)
        wire.on("Network.loadingFinished", self._arrived)

    def _arrived(self, event: dict[str, Any]) -> None:
        self.count.bytes += int(event["encodedDataLength"])

    def lands_on(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(heading, timeout=PATIENCE)

    def press(self, button: str, *, exact: bool = True) -> None:
        """The page that follows is waited for."""
        self.page.evaluate("window.before = true")
        self.page.locator("main").get_by_role("button", name=button, exact=exact).first.click()
        self.page.wait_for_function("() => !window.before && document.readyState !== 'loading'")
        self.count.clicks += 1

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link).click()
        self.count.clicks += 1

    def code_sent(self) -> str:
        """The code of the newest message, read on the telephone itself."""
        ask = self.page.context.request
        listed = ask.get(f"{self.site}/thu-thu-nghiem/").text()
        newest = re.search(r'href="(/thu-thu-nghiem/[^"]+)"', listed)
        assert newest
        found = re.search(r"\b(\d{6})\b", ask.get(self.site + newest[1]).text().split("<main")[1])
        assert found
        return found[1]

    def tick(self, selector: str) -> None:
        if not self.page.locator(selector).is_checked():
            self.page.locator(selector).check()
            self.count.clicks += 1

    def write(self, name: str, text: str) -> None:
        box = self.page.locator(f'[name="{name}"]')
        if text and not box.input_value():
            box.fill(text)
            self.count.typed += 1

    def answers(self, controls: dict[str, list[str]], groups: dict[str, int]) -> None:
        """Fill in a page: only what is not there already, from what is known of the person."""
        for group, wanted in groups.items():
            while int(self.page.locator(f'[name="{group}.count"]').input_value()) < wanted:
                self.press("Thêm: ", exact=False)
        for name, values in controls.items():
            box = self.page.locator(f'[name="{name}"]').first
            if box.get_attribute("type") in ("radio", "checkbox"):
                for value in values:
                    self.tick(f'[name="{name}"][value="{value}"]')
            elif box.evaluate("each => each.tagName") == "SELECT":
                box.select_option(values[0])
                self.count.clicks += 1
            else:
                self.write(name, values[0])


@dataclass(frozen=True)
class Newcomer:
    """Somebody the province has never heard of: born on 27/3/1990, invented like all of them."""

    index: int
    name: str = "Nguyễn Thị Mẫu"
    address: str = "Số 5, ngõ 12 Đinh Tiên Hoàng, Phường Hồng Bàng, Thành phố Hải Phòng"

    @property
    def number(self) -> str:
        return f"031190{self.index:06}"

    @property
    def phone(self) -> str:
        return f"0912{self.index:06}"

    @property
    def block(self) -> dict[str, str]:
        """What the applicant's page asks."""
        return {
            "full_name": self.name,
            "identity_number": self.number,
            "birth_date_day": "27",
            "birth_date_month": "3",
            "birth_date_year": "1990",
            "phone": self.phone,
            "address": self.address,
        }

    @property
    def card(self) -> str:
        """What the code on the back of their card says."""
        return f"{self.number}|131234567|{self.name}|27031990|Nữ|{self.address}|15082024"


def main() -> None:
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody/none")
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    from tests.browser.conftest import CHROMIUM

    print("| Form | Way | Typed | Clicks | kB | Seconds |")
    print("|---|---|--:|--:|--:|--:|")
    # Another run at the same site brings other people.
    newcomers = itertools.count(int(time.time()) % 900_000)
    with running() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for form in sys.argv[1:] or FORMS:
            for ways in ((IDENTITY,), (FIRST, AGAIN), (CARD,)):
                newcomer = Newcomer(next(newcomers))
                for way, count in measured(browser, site, form, ways, newcomer):
                    print(f"| {form} | {way} | {' | '.join(count.cells())} |", flush=True)


@contextmanager
def running() -> Iterator[str]:
    """The address of a demonstration."""
    if "SITE" in os.environ:
        yield os.environ["SITE"].rstrip("/")
        return
    from motcua.commands.serve import free_port
    from tests.commands.running import Demonstration

    with tempfile.TemporaryDirectory() as folder:
        demonstration = Demonstration(Path(folder) / "home", free_port())
        try:
            yield f"http://127.0.0.1:{demonstration.port}"
        finally:
            demonstration.process.terminate()
            demonstration.process.wait(60)


def measured(
    browser: Browser, site: str, form: str, ways: Sequence[str], newcomer: Newcomer
) -> Iterator[tuple[str, Count]]:
    # The cache of a browser is its own; a worker of the site would not be on the poor line.
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, locale="vi-VN", service_workers="block"
    )
    page = context.new_page()
    for way in ways:
        person = Person(page, site)
        began = time.monotonic()
        files(person, form, way, newcomer)
        person.count.seconds = time.monotonic() - began
        yield way, person.count
    context.close()


def files(person: Person, form: str, way: str, newcomer: Newcomer) -> None:
    from tests.browser.eforms import FILED, WARD, answers_to, definition_of
    from tests.browser.filling import asked_pages, controls_of

    person.page.goto(f"{person.site}/thu-tuc/{FILED[form][0]}/nop-ho-so/")
    if way == IDENTITY:
        person.page.get_by_label(WHO).first.check()
        person.count.clicks += 1
        person.press("Đăng nhập")
    elif way != AGAIN:
        registers(person, newcomer)
    if person.page.locator('[name="case"][type=radio]').count():
        person.tick('[name="case"] >> nth=0')
    person.press("Bắt đầu", exact=False)
    if person.page.url.endswith("/noi-giai-quyet/"):
        person.page.get_by_label(WARD).check()
        person.count.clicks += 1
        person.press(ON)
    person.lands_on("Người đề nghị")
    if way == CARD:
        scans_card(person, newcomer)
    if way != IDENTITY:
        for name, text in newcomer.block.items():
            person.write(name, text)
    person.press(ON)
    definition, answers = definition_of(form), answers_to(form)
    for page in asked_pages(definition, answers):
        person.lands_on(page.label)
        person.answers(*controls_of(definition, page, answers))
        person.press(ON)
    if person.page.url.split("#")[0].endswith("/giay-to/"):
        hands_in(person)
    person.tick('[name="delivery"][value="electronic"]')
    person.press("Nộp hồ sơ")
    person.lands_on("Đã nộp hồ sơ")


def registers(person: Person, newcomer: Newcomer) -> None:
    """By a code sent to a telephone; who they are they say themselves."""
    person.follow("Chưa có tài khoản định danh?")
    person.write("contact", newcomer.phone)
    person.press("Gửi mã")
    person.write("code", person.code_sent())
    person.press("Tiếp tục")
    person.write("full_name", newcomer.name)
    person.write("identity_number", newcomer.number)
    person.press("Tạo tài khoản")


def scans_card(person: Person, newcomer: Newcomer) -> None:
    """The scanner types for its owner: one click to its page, one to take what it read."""
    person.follow("Quét mã QR")
    person.lands_on("Quét mã QR")
    person.page.locator('[name="card"]').fill(newcomer.card)
    person.press("Điền theo thẻ")
    person.lands_on("Người đề nghị")


def hands_in(person: Person) -> None:
    from tests.browser.eforms import PAYLOAD

    owed = person.page.locator(".mc-slot:not(:has(.mc-optional)) [type=file]")
    for place in range(owed.count()):
        owed.nth(place).set_input_files(PAYLOAD)
        person.count.clicks += 2
    # The script sends the files and puts the next page in place of this one.
    person.page.locator("main").get_by_role("button", name=ON).click()
    person.count.clicks += 1
    person.lands_on("Kiểm tra và nộp")


if __name__ == "__main__":
    main()
