"""Records an event may hold, and histories made of them."""

from hypothesis import strategies as st

from motcua.chain import GENESIS, event_hash

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
keys = st.text(st.characters(max_codepoint=0xD7FF), max_size=6)
integers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
records = st.dictionaries(keys, values, max_size=4)


def chained(records, previous=GENESIS):
    """The records with their hashes, as a system that tells the truth stores them."""
    links = []
    for record in records:
        previous = event_hash(previous, record)
        links.append((record, previous))
    return links


histories = st.lists(records, min_size=1, max_size=8).map(chained)
