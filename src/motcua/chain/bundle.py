"""The proof file a dossier's people are given; docs/chain.md describes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.chain.verifier import FORMAT


@dataclass(frozen=True, kw_only=True)
class DayProof:
    """That one event of a dossier is a leaf of a day's tree.

    `event` counts the dossier's events from 1, `index` the day's leaves from 0.
    """

    event: int
    day: date
    index: int
    size: int
    path: tuple[bytes, ...]
    root: bytes


def bundle(
    dossier: str,
    events: Iterable[tuple[Mapping[str, Any], bytes]],
    proofs: Iterable[DayProof],
) -> dict[str, Any]:
    """The proof file's content: a dossier's records with their hashes, and day proofs.

    Every record names its `dossier` as given here, its `sequence` from 1 and the
    moment `at` which it was written, ISO 8601 with offset.
    """
    return {
        "format": FORMAT,
        "dossier": dossier,
        "events": [{"record": dict(record), "hash": hash_.hex()} for record, hash_ in events],
        "proofs": [
            {
                "event": proof.event,
                "day": proof.day.isoformat(),
                "index": proof.index,
                "size": proof.size,
                "path": [step.hex() for step in proof.path],
                "root": proof.root.hex(),
            }
            for proof in proofs
        ],
    }
