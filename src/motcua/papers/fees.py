"""Papers of money: the notice to pay and the electronic receipt.

Receipt: Decree 254/2026/NĐ-CP Art. 23.2, Circular 91/2026/TT-BTC. Payment code: VietQR.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.papers import vietqr
from motcua.papers.amounts import amount_in_words
from motcua.papers.parts import Paper, Party, Signatory

# Two digits of the year, T, two letters: "26TAA" (Circular 91/2026/TT-BTC).
RECEIPT_SYMBOL = re.compile(r"\d{2}T[A-Z]{2}")
RECEIPT_NUMBER = re.compile(r"[0-9]{1,8}")


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One fee (phí) or charge (lệ phí)."""

    name: str
    quantity: int = 1
    unit_price: int
    """In đồng, after reductions."""
    basis: str = ""
    """The document that sets it, or why it is reduced or waived."""


def total(lines: tuple[FeeLine, ...]) -> int:
    return sum(line.quantity * line.unit_price for line in lines)


def _sums(lines: tuple[FeeLine, ...]) -> dict[str, Any]:
    return {"total": total(lines), "total_in_words": amount_in_words(total(lines))}


@dataclass(frozen=True, kw_only=True)
class BankAccount:
    """Where to transfer to."""

    bank_bin: str
    """Six digits that name the bank in VietQR, such as "970436"."""
    bank_name: str
    number: str
    holder: str


@dataclass(frozen=True, kw_only=True)
class FeeNotice(Paper):
    """Notice to pay fees and charges, with the code a banking application reads."""

    applicant: Party
    requested_content: str
    lines: tuple[FeeLine, ...]
    due_at: datetime | None = None
    account: BankAccount | None = None
    transfer_note: str = ""
    """What to write with the transfer; letters without diacritics, digits, spaces, hyphens."""
    pay_at: str = ""
    """Where else to pay, such as the counter or the National Public Service Portal."""
    officer: Signatory

    def derived(self) -> dict[str, Any]:
        return _sums(self.lines) | {"payment_text": self.payment_text()}

    def payment_text(self) -> str:
        """What the payment code says; empty without an account or with nothing to pay."""
        amount = total(self.lines)
        if self.account is None or amount == 0:
            return ""
        return vietqr.payload(
            self.account.bank_bin, self.account.number, amount, purpose=self.transfer_note
        )


@dataclass(frozen=True, kw_only=True)
class FeeReceipt(Paper):
    """Electronic receipt of fees and charges, issued at the moment of collection.

    ``number`` has at most 8 digits and starts at 1 each year. Raises ``ValueError`` for a number
    or a symbol the circular does not allow.
    """

    form_symbol: str
    """EBL01 without, EBL02 with a printed face value."""
    receipt_symbol: str
    """Such as "26TAA"."""
    collector_name: str
    collector_tax_code: str
    collector_address: str = ""
    mandated_by: str = ""
    """On whose behalf it collects, when collection is delegated (Art. 25)."""
    payer: Party
    requested_content: str = ""
    lines: tuple[FeeLine, ...]
    method: str
    """Such as "Tiền mặt" or "Chuyển khoản"."""
    paid_at: datetime
    collector: Signatory

    def __post_init__(self) -> None:
        if not RECEIPT_NUMBER.fullmatch(self.number) or int(self.number) == 0:
            raise ValueError(f"A receipt has a number of 1 to 8 digits: {self.number!r}")
        if not RECEIPT_SYMBOL.fullmatch(self.receipt_symbol):
            raise ValueError(f"A receipt's symbol looks like 26TAA: {self.receipt_symbol!r}")

    def derived(self) -> dict[str, Any]:
        return _sums(self.lines)
