"""Statutory papers of a dossier: filled from it, numbered, kept as issued, printed on demand."""

from motcua.dossiers.issuing.following import control_sheet, register_of
from motcua.dossiers.issuing.keeping import print_paper, print_papers
from motcua.dossiers.issuing.money import issue_fee_notice, issue_fee_receipt
from motcua.dossiers.issuing.passing import issue_hand_over_slip, issue_result_hand_over
from motcua.dossiers.issuing.reception import (
    issue_receipt,
    issue_refusal_slip,
    issue_supplement_slip,
    reissue_receipt,
)
from motcua.dossiers.issuing.results import print_result
from motcua.dossiers.issuing.waiting import issue_extension, issue_stop_notice

__all__ = [
    "control_sheet",
    "issue_extension",
    "issue_fee_notice",
    "issue_fee_receipt",
    "issue_hand_over_slip",
    "issue_receipt",
    "issue_refusal_slip",
    "issue_result_hand_over",
    "issue_stop_notice",
    "issue_supplement_slip",
    "print_paper",
    "print_papers",
    "print_result",
    "register_of",
    "reissue_receipt",
]
