"""What needs no database, each row from the benchmark of its own: `python -m benchmarks.clock` …"""

from collections.abc import Iterator

from benchmarks import chain, clock, papers, processes
from benchmarks.table import Figure, times


def measure() -> Iterator[Figure]:
    yield from _due_dates()
    yield from _receipt()
    yield from _process()
    yield from _chain()


def _due_dates() -> Iterator[Figure]:
    thirty = next(row for row in clock.measure() if row.limit == "30wd")
    for row in (thirty, clock.measure_mean()):
        yield times(
            f"due date, {row.limit}",
            row.due_ns,
            "walk day by day, same calendar",
            row.walk_ns,
            bar=50,
            at_least=True,
        )


def _receipt() -> Iterator[Figure]:
    receipt, _, plain, _, warm = papers.measure()
    yardsticks = {"one line, typst.compile": plain, "one line, compiler kept warm": warm}
    for yardstick, row in yardsticks.items():
        work = "receipt as PDF, 4 components"
        yield times(work, receipt.nanoseconds, yardstick, row.nanoseconds, bar=2)


def _process() -> Iterator[Figure]:
    for row in processes.measure():
        work = f"step of a stored process, {row.code}"
        yield times(work, row.ours_ns, "the same in memory, nothing stored", row.memory_ns, bar=2)


def _chain() -> Iterator[Figure]:
    bars = {"hash of the event": 1, "tree of a city's day": 2}
    for row in chain.measure():
        bar = next((bar for work, bar in bars.items() if row.work.startswith(work)), None)
        if bar is not None:
            yield times(row.work, row.ours_ns, row.yardstick, row.yardstick_ns, bar)
