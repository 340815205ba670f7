"""Who may act for whom, by which consent, and the points where people are helped."""

from motcua.mandates.models.consents import Consent, ConsentCode, ConsentWithdrawal
from motcua.mandates.models.mandates import Mandate
from motcua.mandates.models.support import Helper, SupportPoint

__all__ = [
    "Consent",
    "ConsentCode",
    "ConsentWithdrawal",
    "Helper",
    "Mandate",
    "SupportPoint",
]
