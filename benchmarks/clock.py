"""What a due date costs, against walking day by day over the same calendar.

Run with `python -m benchmarks.clock`. Figures are ratios of medians taken in turn in one run.
"""

import statistics
from collections.abc import Callable
from datetime import datetime
from time import perf_counter_ns
from typing import NamedTuple

from motcua.clock import ZONE, Limit, due, official_calendar, working_time
from tests.clock.walks import day_walk_due

START = datetime(2026, 1, 5, 9, 0, tzinfo=ZONE)
LIMITS = ("1wd", "5wd", "10wd", "30wd", "100wd", "300wd", "40wh", "240wh", "2400wh")
ROUNDS, CALLS = 15, 200


class Row(NamedTuple):
    """One limit: nanoseconds by prefix sums and by the walk."""

    limit: str
    due_ns: float
    walk_ns: float

    @property
    def times_faster(self) -> float:
        return self.walk_ns / self.due_ns


def measure() -> list[Row]:
    """Both ways of counting for every limit, in turn, so that a busy machine hurts them alike."""
    calendar = official_calendar()
    rows = []
    for text in LIMITS:
        limit = Limit.parse(text)
        assert due(START, limit, calendar) == day_walk_due(START, limit, calendar)
        fast, slow = [], []
        for _ in range(ROUNDS):
            fast.append(_nanoseconds(lambda limit=limit: due(START, limit, calendar), CALLS))
            slow.append(_nanoseconds(lambda limit=limit: day_walk_due(START, limit, calendar), 5))
        rows.append(Row(text, statistics.median(fast), statistics.median(slow)))
    return rows


def measure_mean() -> Row:
    """Every limit from 1 to 300 working days once, as one figure."""
    calendar = official_calendar()
    limits = [Limit.parse(f"{days}wd") for days in range(1, 301)]
    fast = _nanoseconds(lambda: [due(START, limit, calendar) for limit in limits], 20)
    slow = _nanoseconds(lambda: [day_walk_due(START, limit, calendar) for limit in limits], 3)
    return Row("mean of 1 to 300wd", fast / len(limits), slow / len(limits))


def growth() -> float:
    """How much dearer `working_time` over 14 years is than over one day."""
    calendar = official_calendar()
    near, far = START.replace(day=6), START.replace(year=2040)
    one_day = _nanoseconds(lambda: working_time(START, near, calendar), CALLS * ROUNDS)
    many_years = _nanoseconds(lambda: working_time(START, far, calendar), CALLS * ROUNDS)
    return many_years / one_day


def _nanoseconds(work: Callable[[], object], calls: int) -> float:
    begin = perf_counter_ns()
    for _ in range(calls):
        work()
    return (perf_counter_ns() - begin) / calls


def main() -> None:
    """Print the table."""
    print(f"{'limit':<20}{'due, µs':>10}{'day walk, µs':>15}{'times faster':>15}")
    for row in [*measure(), measure_mean()]:
        print(
            f"{row.limit:<20}{row.due_ns / 1000:>10.2f}{row.walk_ns / 1000:>15.1f}"
            f"{row.times_faster:>15.0f}"
        )
    print(f"working_time over 14 years costs {growth():.2f} times that over one day")


if __name__ == "__main__":
    main()
