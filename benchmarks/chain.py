"""What the chain and the day's tree cost, against bare SHA-256 over the very same bytes.

Run with `python -m benchmarks.chain`. Figures are ratios of medians taken in turn in one run.
"""

import hashlib
import statistics
from collections.abc import Callable, Iterator
from time import perf_counter_ns
from typing import NamedTuple

from motcua.chain import (
    GENESIS,
    MerkleTree,
    canonical_json,
    event_hash,
    verify_chain,
    verify_inclusion,
)

ROUNDS = 15
# Hồ Chí Minh City: 21,100 new dossiers a working day, about five events each.
DAY = 105_500
RECORD = {
    "dossier": "7KX4-MQ2D-90TB",
    "sequence": 3,
    "at": "2026-11-21T02:00:00.123456+00:00",
    "act": "forward",
    "actor": 1234,
    "actor_post": "Công chức tiếp nhận, Trung tâm Phục vụ hành chính công",
    "detail": {
        "from": "H26.01.02",
        "to": "H26.01.02.05",
        "due": "2026-11-27T10:30:00+00:00",
        "papers": [1, 2, 3],
        "paused": False,
        "note": "Chuyển phòng chuyên môn thụ lý",
    },
}


class Row(NamedTuple):
    """One piece of work: nanoseconds as we do it, and of its yardstick."""

    work: str
    ours_ns: float
    yardstick: str
    yardstick_ns: float

    @property
    def ratio(self) -> float:
        return self.ours_ns / self.yardstick_ns


def measure() -> Iterator[Row]:
    """Every piece of work beside its yardstick, in turn: a busy machine hurts them alike."""
    written = GENESIS + canonical_json(RECORD)
    hashed = event_hash(GENESIS, RECORD)
    assert hashed == hashlib.sha256(written).digest()
    yield _row(
        f"hash of an event of {len(written) - 32} bytes",
        lambda: event_hash(GENESIS, RECORD),
        "SHA-256 of the bytes",
        lambda: hashlib.sha256(written).digest(),
        calls=2000,
    )
    yield _row(
        "hash of the event",
        lambda: event_hash(GENESIS, RECORD),
        "written by the rfc8785 library",
        lambda: hashlib.sha256(GENESIS + canonical_json(RECORD)).digest(),
        calls=500,
    )
    history, previous = [], GENESIS
    for _ in range(1000):
        previous = event_hash(previous, RECORD)
        history.append((RECORD, previous))
    yield _row(
        "check of a chain of 1,000 events",
        lambda: verify_chain(history),
        "1,000 times SHA-256",
        lambda: [hashlib.sha256(written).digest() for _ in history],
        calls=1,
    )
    yield from _tree_rows()


def _tree_rows() -> Iterator[Row]:
    leaves = [number.to_bytes(32, "big") for number in range(DAY)]
    tree = MerkleTree(leaves)
    path = tree.inclusion_proof(777)
    node = b"\x01" + bytes(64)
    yield _row(
        f"tree of a city's day, {DAY:,} events",
        lambda: MerkleTree(leaves).root,
        "as many SHA-256 of a node",
        lambda: [hashlib.sha256(node).digest() for _ in range(2 * DAY - 1)],
        calls=1,
        rounds=5,
    )
    yield _row(
        f"proof of inclusion among {DAY:,}",
        lambda: tree.inclusion_proof(777),
        "one SHA-256 of a node",
        lambda: hashlib.sha256(node).digest(),
        calls=2000,
    )
    assert verify_inclusion(leaves[777], 777, DAY, path, tree.root)
    yield _row(
        "check of that proof",
        lambda: verify_inclusion(leaves[777], 777, DAY, path, tree.root),
        f"{len(path) + 1} SHA-256 of a node",
        lambda: [hashlib.sha256(node).digest() for _ in range(len(path) + 1)],
        calls=500,
    )


def _row(
    work: str,
    ours: Callable[[], object],
    yardstick: str,
    bare: Callable[[], object],
    *,
    calls: int,
    rounds: int = ROUNDS,
) -> Row:
    pairs = [(_nanoseconds(ours, calls), _nanoseconds(bare, calls)) for _ in range(rounds)]
    ours_ns, bare_ns = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    return Row(work, ours_ns, yardstick, bare_ns)


def _nanoseconds(work: Callable[[], object], calls: int) -> float:
    begin = perf_counter_ns()
    for _ in range(calls):
        work()
    return (perf_counter_ns() - begin) / calls


def main() -> None:
    """Print the table."""
    print(f"{'work':<44}{'µs':>12}   {'yardstick':<32}{'µs':>12}{'ratio':>8}")
    for row in measure():
        print(
            f"{row.work:<44}{row.ours_ns / 1000:>12.2f}   "
            f"{row.yardstick:<32}{row.yardstick_ns / 1000:>12.2f}{row.ratio:>8.2f}"
        )


if __name__ == "__main__":
    main()
