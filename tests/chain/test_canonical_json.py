"""RFC 8785: one value, one text."""

import json

import pytest
from chain_strategies import records, values
from hypothesis import given
from hypothesis import strategies as st

from motcua.chain import GENESIS, canonical_json, event_hash
from motcua.chain.verifier import event_json


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # Section 3.2.2 and its sorted form in 3.2.3.
        (
            json.loads(
                '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],'
                ' "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/",'
                ' "literals": [null, true, false]}'
            ),
            '{"literals":[null,true,false],'
            '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
        ),
        # Section 3.2.3: keys sort by UTF-16 code unit.
        (
            {
                "€": "Euro Sign",
                "\r": "Carriage Return",
                "\ufb33": "Hebrew Letter Dalet With Dagesh",
                "1": "One",
                "😀": "Emoji: Grinning Face",
                "\x80": "Control",
                "ö": "Latin Small Letter O With Diaeresis",
            },
            '{"\\r":"Carriage Return","1":"One","\x80":"Control",'
            '"ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign",'
            '"😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
        ),
        # Appendix B.
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-5e-324, "-5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (-9007199254740992.0, "-9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (1.0000000000000001e23, "1.0000000000000001e+23"),
        (999999999999999700000.0, "999999999999999700000"),
        (999999999999999900000.0, "999999999999999900000"),
        (1e21, "1e+21"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.3333332, "333333333.3333332"),
        (333333333.33333325, "333333333.33333325"),
        (333333333.3333334, "333333333.3333334"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.2, "1424953923781206.2"),
        # Vietnamese is written as it is, composed or not.
        (
            {"họ tên": "Nguyễn Thị Ẩn", "đường": "Lê Lợi"},
            '{"họ tên":"Nguyễn Thị Ẩn","đường":"Lê Lợi"}',
        ),
    ],
)
def test_the_vectors_of_rfc_8785(value, text):
    assert canonical_json(value).decode() == text


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), 2**53, -(2**53), {1: 2}, {"a"}, "\ud800"]
)
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's
        canonical_json(value)


@given(records)
def test_an_event_is_written_the_same_by_the_library_and_by_the_verifier(record):
    assert event_json(record) == canonical_json(record)


@given(records)
def test_an_event_survives_being_exported(record):
    assert event_json(json.loads(json.dumps(record))) == event_json(record)


@given(values, values)
def test_two_values_are_written_alike_only_if_they_are_equal(one, other):
    same = canonical_json(one) == canonical_json(other)
    assert same == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


@given(st.permutations(["sequence", "at", "act", "dossier"]))
def test_the_order_of_keys_does_not_matter(order):
    record = dict.fromkeys(order, 1)
    assert event_json(record) == b'{"act":1,"at":1,"dossier":1,"sequence":1}'


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        1.0,
        2**53,
        -(2**53),
        b"x",
        {1: 2},
        {None: 1},
        {"😀": 1},
        {"\ue000": 1},
        {1, 2},
        object(),
    ],
)
@pytest.mark.parametrize("depth", [0, 1])
def test_an_event_holds_nothing_that_could_be_written_in_two_ways(value, depth):
    record = {"value": [{"inner": value}] if depth else value}
    with pytest.raises(ValueError, match=r"unsupported|out of range"):
        event_hash(GENESIS, record)


def test_a_text_that_is_not_unicode_is_refused():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        event_hash(GENESIS, {"note": "\ud800"})
