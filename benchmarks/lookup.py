"""Public look-ups by code over HTTP, against a bare Django view with one raw SELECT.

The same server program, numbers of processes and threads, and database on both sides.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks import table
from benchmarks.load import CLIENTS, Request, send
from tests.dossiers import people

ROUNDS, SECONDS = 5, 3
BAR = 1 / 2
DOSSIERS, ADDRESSES = 40, 5000


def measure(site: str, bare: str, scratch: Path) -> Iterator[table.Figure]:
    codes = [str(people.received()) for _ in range(DOSSIERS)]
    page = _requests("/tra-cuu/?ma={}", codes)
    api = _requests("/api/v1/dossiers/{}/progress", codes)
    yardstick = _requests("/dossiers/{}", codes)

    def rate(address: str, requests: list[Request]) -> float:
        file = scratch / "look-ups"
        return send(address, requests, file, seconds=SECONDS, status=200, once=False).rate

    ways = [(site, page), (site, api), (bare, yardstick)]
    for way in ways:
        rate(*way)
    rounds = [[rate(*way) for way in ways] for _ in range(ROUNDS)]
    of_page, of_api, of_bare = zip(*rounds, strict=True)
    for work, ours in (("page /tra-cuu/", of_page), ("API …/progress", of_api)):
        yield table.rates(
            f"look-up by code, {work}, {CLIENTS} clients",
            ours,
            "bare Django view, one SELECT",
            of_bare,
            BAR,
        )


def _requests(path: str, codes: list[str]) -> list[Request]:
    """Each from an address of its own, since one address may look up only so often."""
    return [
        Request(
            path.format(quote(codes[number % len(codes)])),
            {"X-Forwarded-For": f"10.1.{number // 250}.{number % 250 + 1}"},
        )
        for number in range(ADDRESSES)
    ]
