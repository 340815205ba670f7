"""Any single changed, dropped, swapped or added event is found, and named."""

import hashlib
from collections import OrderedDict
from types import MappingProxyType

import pytest
from chain_strategies import chained, histories, records
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.chain import GENESIS, Break, canonical_json, event_hash, verify_chain

POSITIONS = st.integers(0, 7)


def test_a_hash_covers_the_one_before_it():
    record = {"act": "receive", "sequence": 1}
    text = b'{"act":"receive","sequence":1}'
    assert hashlib.sha256(b"motcua-chain-1").digest() == GENESIS
    assert event_hash(GENESIS, record) == hashlib.sha256(GENESIS + text).digest()


@pytest.mark.parametrize("view", [OrderedDict, MappingProxyType])
def test_any_mapping_is_a_record(view):
    assert event_hash(GENESIS, view({"a": 1})) == event_hash(GENESIS, {"a": 1})


@pytest.mark.parametrize("previous", [b"", GENESIS[:31], GENESIS + b"\0"])
def test_the_hash_before_has_32_bytes(previous):
    with pytest.raises(ValueError, match="32 bytes"):
        event_hash(previous, {})


def test_an_empty_history_holds():
    assert verify_chain([]) is None
    assert verify_chain([], head=GENESIS) is None
    assert verify_chain([], head=b"x" * 32) == Break(0, GENESIS, b"x" * 32, at_end=True)


@given(histories)
def test_a_true_history_holds(history):
    assert verify_chain(history) is None
    assert verify_chain(iter(history), head=history[-1][1]) is None


@given(histories, POSITIONS)
def test_a_history_can_be_checked_from_any_known_point(history, start):
    start %= len(history)
    previous = history[start - 1][1] if start else GENESIS
    assert verify_chain(history[start:], previous=previous, head=history[-1][1]) is None


@given(histories, POSITIONS, records)
def test_a_changed_event_is_named(history, where, forged):
    where %= len(history)
    true, hash_ = history[where]
    assume(canonical_json(true) != canonical_json(forged))
    history[where] = (forged, hash_)
    expected = event_hash(history[where - 1][1] if where else GENESIS, forged)
    assert verify_chain(history) == Break(where + 1, expected, hash_)


@given(histories, POSITIONS, st.integers(0, 255))
def test_a_changed_hash_is_named(history, where, bit):
    where %= len(history)
    record, hash_ = history[where]
    forged = (int.from_bytes(hash_, "big") ^ (1 << bit)).to_bytes(32, "big")
    history[where] = (record, forged)
    assert verify_chain(history) == Break(where + 1, hash_, forged)


@given(histories, POSITIONS)
def test_a_dropped_event_is_named(history, where):
    where %= len(history)
    head = history[-1][1]
    del history[where]
    broken = verify_chain(history, head=head)
    if where < len(history):
        assert (broken.position, broken.at_end) == (where + 1, False)
    else:
        assert (broken.position, broken.found, broken.at_end) == (where, head, True)


@given(histories, POSITIONS, POSITIONS)
def test_swapped_events_are_named(history, one, other):
    one, other = sorted((one % len(history), other % len(history)))
    assume(one < other)
    history[one], history[other] = history[other], history[one]
    assert verify_chain(history).position == one + 1


@given(histories, POSITIONS, records, st.booleans())
def test_an_added_event_is_named(history, where, forged, with_a_fitting_hash):
    where %= len(history) + 1
    head = history[-1][1]
    previous = history[where - 1][1] if where else GENESIS
    hash_ = event_hash(previous, forged) if with_a_fitting_hash else hashlib.sha256().digest()
    history.insert(where, (forged, hash_))
    broken = verify_chain(history, head=head)
    after = with_a_fitting_hash and where < len(history) - 1
    assert broken.position == where + 1 + after


@given(histories, POSITIONS, records)
def test_a_history_rewritten_with_its_hashes_is_found_by_its_known_head(history, where, forged):
    where %= len(history)
    assume(canonical_json(history[where][0]) != canonical_json(forged))
    head = history[-1][1]
    rewritten = [record for record, _ in history]
    rewritten[where] = forged
    rewritten = chained(rewritten)
    assert verify_chain(rewritten) is None
    assert verify_chain(rewritten, head=head).at_end


def test_a_record_that_cannot_be_hashed_is_named_not_raised():
    history = chained([{"fee": 8000}, {"fee": 8000}])
    history[1] = ({"fee": 8000.0}, history[1][1])
    assert verify_chain(history) == Break(2, None, history[1][1])
