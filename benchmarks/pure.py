"""What needs no database, each row from the benchmark of its own: `python -m benchmarks.clock` …"""

from collections.abc import Iterator

from benchmarks import chain, clock, papers, processes
from benchmarks.table import Figure


def measure() -> Iterator[Figure]:
    yield from _due_dates()
    yield from _receipt()
    yield from _process()
    yield from _chain()


def _due_dates() -> Iterator[Figure]:
    thirty = next(row for row in clock.measure() if row.limit == "30wd")
    for row in (thirty, clock.measure_mean()):
        yield Figure(
            f"due date, {row.limit}",
            _time(row.due_ns),
            "walk day by day, same calendar",
            _time(row.walk_ns),
            row.times_faster,
            bar=50,
        )


def _receipt() -> Iterator[Figure]:
    receipt, _, plain, _, warm = papers.measure()
    yardsticks = {
        "one line, typst.compile": plain,
        "one line, compiler kept warm": warm,
    }
    for yardstick, row in yardsticks.items():
        yield Figure(
            "receipt as PDF, 4 components",
            _time(receipt.nanoseconds),
            yardstick,
            _time(row.nanoseconds),
            receipt.nanoseconds / row.nanoseconds,
            bar=2,
            at_least=False,
        )


def _process() -> Iterator[Figure]:
    for row in processes.measure():
        yield Figure(
            f"step of a stored process, {row.code}",
            _time(row.ours_ns),
            "the same in memory, nothing stored",
            _time(row.memory_ns),
            row.ratio,
            bar=2,
            at_least=False,
        )


def _chain() -> Iterator[Figure]:
    bars = {"hash of the event": 1, "tree of a city's day": 2}
    for row in chain.measure():
        bar = next((bar for work, bar in bars.items() if row.work.startswith(work)), None)
        if bar is not None:
            yield Figure(
                row.work,
                _time(row.ours_ns),
                row.yardstick,
                _time(row.yardstick_ns),
                row.ratio,
                bar,
                at_least=False,
            )


def _time(nanoseconds: float) -> str:
    return f"{nanoseconds / 1e6:.1f} ms" if nanoseconds >= 1e6 else f"{nanoseconds / 1e3:.1f} µs"
