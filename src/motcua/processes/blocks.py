"""The shape of a table: steps one after another, some side by side, some only under a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from motcua.processes import limits
from motcua.processes.errors import ProcessError
from motcua.processes.tables import StepRow

# More roads than a person can look through mean a table nobody can check.
MOST_ROADS = 512


@dataclass(frozen=True, slots=True)
class Branch:
    """One road of a block. Of a choice: taken when its condition holds, or when none does."""

    blocks: tuple[Block, ...]
    condition: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A single step, branches done side by side, or a choice of one branch."""

    row: StepRow | None = None
    branches: tuple[Branch, ...] = ()
    is_choice: bool = False

    @property
    def can_pass_by(self) -> bool:
        """Whether a choice may lead past all its branches: none of them is for the rest."""
        return self.is_choice and all(branch.condition for branch in self.branches)


def blocks(rows: Iterable[StepRow]) -> tuple[Block, ...]:
    """The blocks of rows in their order.

    Neighbours of one `parallel_group` are done side by side, those of one `part` among them in
    turn. Neighbours of one `branch` are alternatives by their condition; a condition without a
    `branch` makes its steps optional.
    """
    found: list[Block] = []
    for run in _runs(rows):
        first = run[0]
        if first.parallel_group:
            found.append(Block(branches=tuple(_side_by_side(run))))
        elif first.branch or first.condition:
            found.append(Block(branches=tuple(_alternatives(run)), is_choice=True))
        else:
            found.append(Block(row=first))
    return tuple(found)


def _runs(rows: Iterable[StepRow]) -> list[list[StepRow]]:
    """Neighbours that make one block together."""
    runs: list[list[StepRow]] = []
    for row in rows:
        if runs and _mark(row) and _mark(row) == _mark(runs[-1][-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _mark(row: StepRow) -> tuple[str, str] | None:
    if row.parallel_group:
        return "parallel", row.parallel_group
    if row.branch:
        return "branch", row.branch
    return ("condition", row.condition) if row.condition else None


def _side_by_side(run: list[StepRow]) -> Iterator[Branch]:
    roads: dict[str, list[StepRow]] = {}
    for row in run:
        own = f"part {row.part}" if row.part else f"step {row.key}"
        roads.setdefault(own, []).append(replace(row, parallel_group=""))
    for road in roads.values():
        yield Branch(blocks(road))


def _alternatives(run: list[StepRow]) -> Iterator[Branch]:
    roads: dict[str, list[StepRow]] = {}
    for row in run:
        roads.setdefault(row.condition, []).append(row)
    for condition, road in roads.items():
        label = next((row.condition_label for row in road if row.condition_label), "")
        plain = [replace(row, branch="", condition="", condition_label="") for row in road]
        yield Branch(blocks(plain), condition, label)


def roads(table: Sequence[Block]) -> list[tuple[StepRow, ...]]:
    """Every way through the blocks: the rows done, in the order of the table.

    Raises ProcessError when there are too many to look through.
    """
    found: list[tuple[StepRow, ...]] = [()]
    for block in table:
        onward = _roads_of(block)
        if len(found) * len(onward) > MOST_ROADS:
            raise ProcessError(f"Quy trình có quá {MOST_ROADS} đường đi; hãy tách bớt nhánh.")
        found = [before + after for before in found for after in onward]
    return found


def _roads_of(block: Block) -> list[tuple[StepRow, ...]]:
    if block.row is not None:
        return [(block.row,)]
    inner = [roads(branch.blocks) for branch in block.branches]
    if block.is_choice:
        passing: list[tuple[StepRow, ...]] = [()] if block.can_pass_by else []
        return passing + [road for branch in inner for road in branch]
    return [sum(combined, ()) for combined in product(*inner)]


def span(table: Sequence[Block]) -> str | None:
    """How long the usual road takes, as a limit; None when its units cannot be added.

    Side by side the longest branch counts; steps that only arise under a condition do not, and
    of alternatives the longest does.
    """
    spans = [_span_of(block) for block in table]
    if None in spans:
        return None
    return limits.total([each or "" for each in spans])


def _span_of(block: Block) -> str | None:
    if block.row is not None:
        return block.row.limit
    if block.can_pass_by:
        return ""
    spans = [span(branch.blocks) for branch in block.branches]
    known = [each for each in spans if each is not None]
    if len(known) < len(spans):
        return None
    return max(known, key=_hours, default="")


def span_in_hours(table: Sequence[Block]) -> Decimal:
    """The same in working hours, calendar limits taken at their usual working days."""
    total = Decimal()
    for block in table:
        if block.row is not None:
            total += _hours(block.row.limit)
        elif not block.can_pass_by:
            total += max(span_in_hours(branch.blocks) for branch in block.branches)
    return total


def _hours(limit: str) -> Decimal:
    return limits.hours(limits.read(limit)) if limit else Decimal()
