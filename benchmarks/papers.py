"""What a receipt costs as PDF, against bare Typst on a page of one line.

Run with `python -m benchmarks.papers`. Figures are ratios of medians taken in turn in one run.
Every page differs from the one before, as dossiers do. Two yardsticks: the plain call of the
Typst package, which looks for fonts each time; and a compiler kept warm, which has found them.
"""

import os
import statistics
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from time import perf_counter_ns
from typing import NamedTuple

import typst

from motcua.papers import PaperKind, render
from motcua.papers.rendering import PDF_STANDARDS
from motcua.papers.symbols import qr_svg
from tests.papers import samples

ROUNDS = 60


class Row(NamedTuple):
    """One way to a page: median nanoseconds."""

    work: str
    nanoseconds: float


def measure() -> list[Row]:
    """Every way in turn, round by round, so that a busy machine hurts them alike."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings.test")
    warm = typst.Compiler()
    ways: dict[str, Callable[[int], object]] = {
        "receipt, 4 components, A4": _receipt,
        "  of which its QR code": lambda n: qr_svg(f"{samples.QR_TEXT}{n}"),
        "one line, typst.compile": lambda n: typst.compile(
            _one_line(n), pdf_standards=PDF_STANDARDS
        ),
        "one line, without looking for fonts": lambda n: typst.compile(
            _one_line(n), pdf_standards=PDF_STANDARDS, ignore_system_fonts=True
        ),
        "one line, warm compiler": lambda n: warm.compile(
            input=_one_line(n), pdf_standards=PDF_STANDARDS
        ),
    }
    numbers = count()
    times: dict[str, list[int]] = {work: [] for work in ways}
    for _ in range(ROUNDS):
        for work, way in ways.items():
            begin = perf_counter_ns()
            way(next(numbers))
            times[work].append(perf_counter_ns() - begin)
    return [Row(work, statistics.median(taken)) for work, taken in times.items()]


def _receipt(n: int) -> bytes:
    content = samples.receipt(
        number=f"{n}/TTPVHCC",
        dossier_code=f"H24-260115-{n:04}",
        applicant=replace(samples.APPLICANT, name=f"Nguyễn Văn {n}", phone=f"0912 {n:06}"),
        qr_text=f"{samples.QR_TEXT}{n}",
    )
    return render(PaperKind.RECEIPT, content)


def _one_line(n: int) -> bytes:
    return (
        f'#set document(title: "Một dòng")\n#set text(lang: "vi")\nNguyễn Văn {n}, một dòng chữ.'
    ).encode()


def main() -> None:
    """Print the table."""
    rows = measure()
    receipt = rows[0].nanoseconds
    print(f"{'page':<40}{'ms':>8}{'receipt is':>14}")
    for row in rows:
        print(f"{row.work:<40}{row.nanoseconds / 1e6:>8.2f}{receipt / row.nanoseconds:>13.1f}x")


if __name__ == "__main__":
    main()
