"""Histories that cannot be altered unnoticed: hash chain, day tree, proofs.

Pure Python: no Django, no database. `verifier` runs on its own, without this
package, so that whoever is given a proof file can check it.
"""

from typing import Any

import rfc8785

from motcua.chain.bundle import DayProof, bundle
from motcua.chain.merkle import (
    MerkleTree,
    consistency_proof,
    inclusion_proof,
    merkle_root,
    verify_consistency,
)
from motcua.chain.verifier import (
    GENESIS,
    VIETNAM,
    Break,
    event_hash,
    verify_chain,
    verify_inclusion,
)

__all__ = [
    "GENESIS",
    "VIETNAM",
    "Break",
    "DayProof",
    "MerkleTree",
    "bundle",
    "canonical_json",
    "consistency_proof",
    "event_hash",
    "inclusion_proof",
    "merkle_root",
    "verify_chain",
    "verify_consistency",
    "verify_inclusion",
]


def canonical_json(value: Any) -> bytes:
    """Any JSON value, fractions too, in the one form RFC 8785 gives it.

    For digests of documents an event refers to. Events themselves hold fewer
    kinds of values (`event_hash`), on which both writings agree. Raises ValueError.
    """
    return rfc8785.dumps(value)
