"""What the walks find, and whom they tell how far they have come."""

from collections.abc import Callable
from dataclasses import dataclass

Walked = Callable[[int], None]


@dataclass(frozen=True)
class Wrong:
    """A row that does not agree with the others, and why."""

    row: str
    why: str

    def __str__(self) -> str:
        return f"{self.row}: {self.why}"


def nobody(rows: int) -> None:
    """Nobody wants to know how far the walk has come."""
