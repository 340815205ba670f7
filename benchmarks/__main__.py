"""Everything measured against its yardstick in one run, as a table: `python -m benchmarks`.

Words after it choose: submission, desk, lookup, pure. The table is written to `results/latest.md`
only when all is measured.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import pure, table
from benchmarks.load import require_wrk
from benchmarks.site import SETTINGS, fresh_site, served

PARTS = ("submission", "desk", "lookup", "pure")


def main() -> None:
    chosen = tuple(sys.argv[1:]) or PARTS
    require_wrk()
    figures, load_before = [], os.getloadavg()[0]
    for figure in _measure(chosen):
        print("  ".join(figure.cells()), flush=True)
        figures.append(figure)
    if set(chosen) == set(PARTS):
        print(table.write(figures, load_before))


def _measure(chosen: tuple[str, ...]) -> Iterator[table.Figure]:
    if set(chosen) != {"pure"}:
        yield from _measure_site(chosen)
    if "pure" in chosen:
        yield from pure.measure()


def _measure_site(chosen: tuple[str, ...]) -> Iterator[table.Figure]:
    home = Path(os.environ.get("MOTCUA_HOME") or "var").resolve() / "benchmark"
    with fresh_site(home) as database:
        # They read models, which only now can be.
        from benchmarks import desk, lookup, submission

        # First, while the server has no great load to write out behind the scenes.
        if "desk" in chosen:
            yield from desk.measure(database)
        with served(SETTINGS, home / "web") as site:
            if "submission" in chosen:
                yield submission.measure(database, site, home)
            if "lookup" in chosen:
                with served("benchmarks.bare", home / "bare") as bare:
                    yield from lookup.measure(site, bare, home)


if __name__ == "__main__":
    main()
