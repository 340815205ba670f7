"""VietQR: the text of a payment code any Vietnamese banking application reads.

EMVCo merchant-presented QR as NAPAS uses it for transfers (NAPAS IBFT): tag, length and value
one after the other, closed by CRC-16/CCITT-FALSE.
"""

import re
from binascii import crc_hqx

NAPAS = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DONG = "704"
VIETNAM = "VN"
LONGEST = 99
# EMVCo gives a note 25 signs; banks accept no diacritics.
NOTE = re.compile(r"[A-Za-z0-9 .-]{0,25}")


def payload(bank_bin: str, account: str, amount: int, *, bill: str = "", purpose: str = "") -> str:
    """The text to draw as QR: ``amount`` đồng to an account of the bank ``bank_bin``.

    ``purpose`` comes back to the agency with the transfer and says what was paid for. Raises
    ``ValueError`` for a bank number that has not six digits, an account of other signs than
    letters and digits, an amount not above zero, or a note a bank would refuse.
    """
    if not re.fullmatch(r"\d{6}", bank_bin, re.ASCII):
        raise ValueError(f"A bank has six digits: {bank_bin!r}")
    if not re.fullmatch(r"[A-Za-z0-9]{1,19}", account):
        raise ValueError(f"An account has up to 19 letters and digits: {account!r}")
    if not 0 < amount < 10**13:
        raise ValueError(f"An amount to pay is above zero and below 10^13: {amount}")
    for note in (bill, purpose):
        if not NOTE.fullmatch(note):
            raise ValueError(f"A note has up to 25 letters without diacritics: {note!r}")
    beneficiary = _fields({"00": bank_bin, "01": account})
    text = _fields(
        {
            "00": "01",
            "01": "12",
            "38": _fields({"00": NAPAS, "01": beneficiary, "02": TO_ACCOUNT}),
            "53": DONG,
            "54": str(amount),
            "58": VIETNAM,
            "62": _fields({"01": bill, "08": purpose}),
        }
    )
    checked = f"{text}6304"
    return f"{checked}{crc_hqx(checked.encode('ascii'), 0xFFFF):04X}"


def _fields(values: dict[str, str]) -> str:
    """Tag, length in two digits, value; an empty value is left out."""
    if any(len(value) > LONGEST for value in values.values()):
        raise ValueError(f"A field of a payment code holds {LONGEST} signs: {values}")
    return "".join(f"{tag}{len(value):02}{value}" for tag, value in values.items() if value)
