"""The table: every figure a ratio, beside the bar it must reach."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).with_name("results")


@dataclass(frozen=True)
class Figure:
    """One line: what is done, beside what, in how many times the yardstick's figure."""

    work: str
    ours: str
    yardstick: str
    bare: str
    ratio: float
    bar: float
    # Whether the ratio must reach the bar, or stay under it.
    at_least: bool = True
    # Every round, in the unit shown.
    raw: dict[str, Sequence[float]] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar

    def cells(self) -> list[str]:
        return [
            self.work,
            self.ours,
            self.yardstick,
            self.bare,
            f"{'≥' if self.at_least else '≤'} {Fraction(self.bar).limit_denominator(10)}",
            f"{self.ratio:.2f}" if self.ratio < 10 else f"{self.ratio:.0f}",
            "met" if self.is_met else "short",
        ]


HEADS = ["Work", "Ours", "Yardstick", "Yardstick's", "Bar", "Ratio", ""]


def rates(
    work: str, ours: Sequence[float], yardstick: str, bare: Sequence[float], bar: float
) -> Figure:
    """From rounds a second: the median of the ratios of rounds taken one after the other."""
    ratio = median(mine / theirs for mine, theirs in zip(ours, bare, strict=True))
    return Figure(
        work,
        f"{median(ours):.0f}/s",
        yardstick,
        f"{median(bare):.0f}/s",
        ratio,
        bar,
        raw={"ours_per_second": ours, "yardstick_per_second": bare},
    )


def times(
    work: str, ours_ns: float, yardstick: str, bare_ns: float, bar: float, *, at_least: bool = False
) -> Figure:
    """From medians in nanoseconds. With `at_least`: how many times dearer the yardstick is."""
    return Figure(
        work,
        _time(ours_ns),
        yardstick,
        _time(bare_ns),
        bare_ns / ours_ns if at_least else ours_ns / bare_ns,
        bar,
        at_least,
        raw={"ours_ns": [ours_ns], "yardstick_ns": [bare_ns]},
    )


def _time(nanoseconds: float) -> str:
    return f"{nanoseconds / 1e6:.1f} ms" if nanoseconds >= 1e6 else f"{nanoseconds / 1e3:.1f} µs"


def write(figures: Sequence[Figure], load_before: float) -> str:
    """The table as Markdown, written to `results/latest.md`, and the raw numbers beside it."""
    now = datetime.now().astimezone()
    machine = {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(load_before, 2),
    }
    rows = [HEADS, ["---"] * len(HEADS), *(figure.cells() for figure in figures)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    text = (
        f"# Measured against the yardsticks\n\n"
        f"{now:%d/%m/%Y}, {machine['cores']} cores ({machine['processor']}), Python"
        f" {machine['python']},\nload of the machine before the run {load_before:.1f}.\n"
        f"What the rows mean: [docs/performance.md](../../docs/performance.md).\n\n{table}\n"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.md").write_text(text)
    raw: dict[str, Any] = {"at": now.isoformat(timespec="seconds"), "machine": machine}
    raw["figures"] = [
        {"work": each.work, "yardstick": each.yardstick, "ratio": each.ratio, "bar": each.bar}
        | {name: [float(f"{value:.6g}") for value in values] for name, values in each.raw.items()}
        for each in figures
    ]
    file = RESULTS / f"{now:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n")
    return text


def _processor() -> str:
    named = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return named[0] if named else platform.machine()
