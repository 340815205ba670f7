"""The payment code: NAPAS' published example, and what any amount and note give back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.papers import PageSize, PaperKind, render, vietqr
from tests.papers.reading import symbols_on, text_of
from tests.papers.slip_samples import fee_notice


def fields_of(text: str) -> dict[str, str]:
    """The fields of a code by tag, read by length as a banking application does."""
    fields = {}
    while text:
        tag, length, text = text[:2], int(text[2:4]), text[4:]
        assert len(text) >= length
        fields[tag], text = text[:length], text[length:]
    return fields


def checksum(text: str) -> int:
    """CRC-16/CCITT-FALSE bit by bit, as the standard defines it."""
    register = 0xFFFF
    for byte in text.encode():
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1 ^ (0x1021 if register & 0x8000 else 0)) & 0xFFFF
    return register


def test_the_published_example():
    text = vietqr.payload(
        "970416", "224528479", 10_000, bill="NPS6869", purpose="TRANSFER TO SOMEONE"
    )
    assert text == (
        "00020101021238530010A0000007270123000697041601092245284790208QRIBFTTA"
        "53037045405100005802VN62340107NPS68690819TRANSFER TO SOMEONE6304AC13"
    )


notes = st.text("ABCXYZabcxyz0123456789 .-", max_size=25)


@given(
    st.text("0123456789", min_size=6, max_size=6),
    st.text("0123456789ABXYZ", min_size=1, max_size=19),
    st.integers(1, 10**12),
    notes,
    notes,
)
def test_every_field_is_read_back(bank, account, amount, bill, purpose):
    text = vietqr.payload(bank, account, amount, bill=bill, purpose=purpose)
    fields = fields_of(text)
    assert fields["00"] == "01"
    assert fields["53"] == "704"
    assert fields["54"] == str(amount)
    assert fields["58"] == "VN"
    to = fields_of(fields["38"])
    assert (to["00"], to["02"]) == ("A000000727", "QRIBFTTA")
    assert fields_of(to["01"]) == {"00": bank, "01": account}
    said = {tag: note for tag, note in (("01", bill), ("08", purpose)) if note}
    assert fields_of(fields.get("62", "")) == said
    assert int(fields["63"], 16) == checksum(text[:-4])


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank_bin": "97041"},
        {"bank_bin": "٩٧٠٤١٦"},
        {"account": ""},
        {"account": "1" * 20},
        {"amount": 0},
        {"amount": -5},
        {"purpose": "Lệ phí"},
        {"purpose": "A" * 26},
        {"bill": "a\n"},
    ],
)
def test_what_a_bank_would_refuse_is_refused(wrong):
    with pytest.raises(ValueError, match=r"bank|account|amount|note"):
        vietqr.payload(**({"bank_bin": "970416", "account": "1", "amount": 1} | wrong))


@pytest.mark.parametrize("size", PageSize)
def test_the_code_on_the_notice_is_read_back(size):
    content = fee_notice()
    paper = render(PaperKind.FEE_NOTICE, content, size=size)
    assert content.payment_text() in [symbol.text for symbol in symbols_on(paper)]


def test_nothing_to_pay_has_no_code():
    content = fee_notice(lines=())
    assert content.payment_text() == ""
    assert "Không đồng" in text_of(render(PaperKind.FEE_NOTICE, content))
