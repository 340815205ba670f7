"""RFC 9162, section 2.1: the tree over a day's events, and what can be proven with it."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.chain import (
    MerkleTree,
    consistency_proof,
    inclusion_proof,
    merkle_root,
    verify_consistency,
    verify_inclusion,
)

# The leaves and hashes every Certificate Transparency implementation is tested with.
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (0, 1, []),
    (0, 2, ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"]),
    (1, 2, ["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"]),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
]

days = st.integers(1, 70).map(lambda size: [bytes([number]) * 32 for number in range(size)])
places = st.integers(0, 69)
hashes = st.binary(min_size=32, max_size=32)


def hexed(path):
    return [step.hex() for step in path]


# The definitions of the RFC, word for word, as the reference.


def defined_root(leaves):
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = split(len(leaves))
    both = defined_root(leaves[:half]) + defined_root(leaves[half:])
    return hashlib.sha256(b"\1" + both).digest()


def defined_path(index, leaves):
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return [*defined_path(index, leaves[:half]), defined_root(leaves[half:])]
    return [*defined_path(index - half, leaves[half:]), defined_root(leaves[:half])]


def defined_proof(size, leaves, known=True):
    if size == len(leaves):
        return [] if known else [defined_root(leaves)]
    half = split(len(leaves))
    if size <= half:
        return [*defined_proof(size, leaves[:half], known), defined_root(leaves[half:])]
    return [*defined_proof(size - half, leaves[half:], False), defined_root(leaves[:half])]


def split(size):
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size):
    assert merkle_root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "path"), INCLUSION)
def test_known_inclusion_proofs(index, size, path):
    proof = inclusion_proof(LEAVES[:size], index)
    assert hexed(proof) == path
    assert verify_inclusion(LEAVES[index], index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("size", "later", "path"), CONSISTENCY)
def test_known_consistency_proofs(size, later, path):
    proof = consistency_proof(LEAVES[:later], size)
    roots = bytes.fromhex(ROOTS[size]), bytes.fromhex(ROOTS[later])
    assert hexed(proof) == path
    assert verify_consistency(size, roots[0], later, roots[1], proof)


@pytest.mark.parametrize("size", range(1, 34))
def test_the_tree_is_the_one_the_rfc_defines(size):
    leaves = [bytes([number]) for number in range(size)]
    tree = MerkleTree(leaves)
    assert len(tree) == size
    assert tree.root == defined_root(leaves)
    for index in range(size):
        assert tree.inclusion_proof(index) == defined_path(index, leaves)
        assert tree.consistency_proof(index + 1) == defined_proof(index + 1, leaves)


@given(days, places)
def test_every_leaf_is_proven_included(leaves, index):
    index %= len(leaves)
    proof = inclusion_proof(leaves, index)
    assert verify_inclusion(leaves[index], index, len(leaves), proof, merkle_root(leaves))


@given(days, places, hashes)
def test_nothing_else_is_proven_included(leaves, index, forged):
    assume(forged not in leaves)
    index %= len(leaves)
    size, root, proof = len(leaves), merkle_root(leaves), inclusion_proof(leaves, index)
    leaf = leaves[index]
    assert not verify_inclusion(forged, index, size, proof, root)
    assert not verify_inclusion(leaf, index, size, proof, forged)
    assert not verify_inclusion(leaf, index, size, [*proof, forged], root)
    assert not verify_inclusion(leaf, index, index, proof, root)
    assert not verify_inclusion(leaf, -1, size, proof, root)
    for step in range(len(proof)):
        changed = [*proof[:step], forged, *proof[step + 1 :]]
        assert not verify_inclusion(leaf, index, size, changed, root)
        assert not verify_inclusion(leaf, index, size, proof[:step] + proof[step + 1 :], root)


@given(days, places, places)
def test_a_leaf_is_proven_at_its_place_only(leaves, index, other):
    index, other = index % len(leaves), other % len(leaves)
    assume(index != other)
    proof = inclusion_proof(leaves, index)
    assert not verify_inclusion(leaves[index], other, len(leaves), proof, merkle_root(leaves))


@given(days, places)
def test_a_longer_list_is_proven_consistent(leaves, size):
    size %= len(leaves) + 1
    proof = consistency_proof(leaves, size)
    earlier, later = merkle_root(leaves[:size]), merkle_root(leaves)
    assert verify_consistency(size, earlier, len(leaves), later, proof)


@given(days, places, places, hashes)
def test_a_list_whose_past_changed_is_not_consistent(leaves, size, where, forged):
    size = size % len(leaves) + 1
    where %= size
    assume(leaves[where] != forged)
    earlier = merkle_root(leaves[:size])
    rewritten = [*leaves[:where], forged, *leaves[where + 1 :]]
    for proof in (consistency_proof(rewritten, size), consistency_proof(leaves, size)):
        assert not verify_consistency(size, earlier, len(leaves), merkle_root(rewritten), proof)


@given(days, places, hashes)
def test_a_wrong_consistency_proof_is_refused(leaves, size, forged):
    assume(len(leaves) > 1)
    size = size % (len(leaves) - 1) + 1
    proof = consistency_proof(leaves, size)
    earlier, later = merkle_root(leaves[:size]), merkle_root(leaves)
    wrong = [proof[:step] + proof[step + 1 :] for step in range(len(proof))]
    wrong += [[*proof[:step], forged, *proof[step + 1 :]] for step in range(len(proof))]
    wrong += [[*proof, forged], [forged, *proof]]
    for path in wrong:
        assert not verify_consistency(size, earlier, len(leaves), later, path)
    assert not verify_consistency(size, forged, len(leaves), later, proof)
    assert not verify_consistency(size, earlier, len(leaves), forged, proof)
    assert not verify_consistency(len(leaves), later, size, earlier, proof)


def test_an_empty_list_is_the_start_of_any_list():
    empty, root = merkle_root([]), merkle_root(LEAVES)
    assert verify_consistency(0, empty, 8, root, consistency_proof(LEAVES, 0))
    assert not verify_consistency(0, root, 8, root, [])
    assert not verify_consistency(0, empty, 8, root, [root])
    assert not verify_consistency(-1, empty, 8, root, [])


def test_equal_sizes_need_equal_roots_and_no_proof():
    one, other = merkle_root(LEAVES[:5]), merkle_root(LEAVES[1:6])
    assert verify_consistency(5, one, 5, one, [])
    assert not verify_consistency(5, one, 5, other, [])
    assert not verify_consistency(5, one, 5, one, [one])


@pytest.mark.parametrize("index", [-1, 8])
def test_there_is_no_proof_of_what_is_not_there(index):
    with pytest.raises(IndexError, match="no leaf"):
        inclusion_proof(LEAVES, index)
    with pytest.raises(IndexError, match="no tree"):
        consistency_proof(LEAVES, index + 1 if index > 0 else index)


def test_a_leaf_cannot_pass_for_a_node():
    left, right = (hashlib.sha256(b"\0" + leaf).digest() for leaf in LEAVES[:2])
    assert merkle_root([left + right]) != merkle_root(LEAVES[:2])


def test_a_proof_grows_with_the_logarithm_of_the_day():
    tree = MerkleTree(number.to_bytes(4, "big") for number in range(1025))
    lengths = [len(tree.inclusion_proof(index)) for index in (0, 1023, 1024)]
    assert lengths == [11, 11, 1]
    assert all(len(tree.consistency_proof(size)) <= 12 for size in range(1026))
