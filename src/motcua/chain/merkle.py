"""The Merkle tree of RFC 9162, section 2.1, kept level by level so that a proof costs O(log n).

The tree pairs nodes from the left; a node left alone at the end of a level
moves up unchanged, which gives the very tree the RFC defines by splitting.
"""

import hashlib
from collections.abc import Iterable, Sequence

from motcua.chain.verifier import leaf_hash, node_hash

_EMPTY_ROOT = hashlib.sha256().digest()


class MerkleTree:
    """The tree over `leaves`, in their order: one pass to build, then many proofs."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = [leaf_hash(leaf) for leaf in leaves]
        self._levels = [level]
        while len(level) > 1:
            above = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
            if len(level) % 2:
                above.append(level[-1])
            self._levels.append(above)
            level = above

    def __len__(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """The 32 bytes that stand for all leaves; SHA-256 of nothing if there are none."""
        return self._levels[-1][0] if len(self) else _EMPTY_ROOT

    def inclusion_proof(self, index: int) -> list[bytes]:
        """What `verify_inclusion` needs for leaf `index`. Raises IndexError.

        RFC 9162, section 2.1.3.1.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"no leaf {index} among {len(self)}")
        return self._siblings(index, 0)

    def consistency_proof(self, size: int) -> list[bytes]:
        """What `verify_consistency` needs to show that the first `size` leaves are unchanged.

        RFC 9162, section 2.1.4.1; empty for no leaf and for all of them. Raises
        IndexError for more leaves than there are.
        """
        if not 0 <= size <= len(self):
            raise IndexError(f"no tree of {size} within one of {len(self)}")
        if size in (0, len(self)):
            return []
        node, height = size - 1, 0
        while node & 1:
            node, height = node >> 1, height + 1
        whole = [self._levels[height][node]] if node else []
        return whole + self._siblings(node, height)

    def _siblings(self, node: int, height: int) -> list[bytes]:
        found = []
        for level in self._levels[height:-1]:
            if (sibling := node ^ 1) < len(level):
                found.append(level[sibling])
            node >>= 1
        return found


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over `leaves`, in their order."""
    return MerkleTree(leaves).root


def inclusion_proof(leaves: Iterable[bytes], index: int) -> list[bytes]:
    """One inclusion proof; build a `MerkleTree` to take several."""
    return MerkleTree(leaves).inclusion_proof(index)


def consistency_proof(leaves: Iterable[bytes], size: int) -> list[bytes]:
    """One consistency proof, from the first `size` leaves to all of them."""
    return MerkleTree(leaves).consistency_proof(size)


def verify_consistency(
    size: int, root: bytes, later_size: int, later_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the later tree holds the earlier one's leaves unchanged, in order, at its start.

    RFC 9162, section 2.1.4.2. An empty earlier tree is consistent with any later one.
    """
    if not 0 <= size <= later_size:
        return False
    if size == 0:
        return not proof and root == _EMPTY_ROOT
    if size == later_size:
        return not proof and root == later_root
    if not proof:
        return False
    complete = size & (size - 1) == 0
    first, *rest = [root, *proof] if complete else proof
    return _both_roots(size - 1, later_size - 1, first, rest) == (root, later_root)


def _both_roots(
    here: int, last: int, first: bytes, rest: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """The two roots that follow from a proof, None if it is too short or too long."""
    while here & 1:
        here, last = here >> 1, last >> 1
    earlier = later = first
    for sibling in rest:
        if last == 0:
            return None
        if here & 1 or here == last:
            earlier, later = node_hash(sibling, earlier), node_hash(sibling, later)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            later = node_hash(later, sibling)
        here, last = here >> 1, last >> 1
    return (earlier, later) if last == 0 else None
