"""The room's door: texts of procedures over time, their life, and files in and out."""

from __future__ import annotations

from motcua.catalog.checking import Problem, check, errors_of
from motcua.catalog.competence import (
    Decider,
    competent_agencies,
    decided,
    decided_near,
    decider,
    deciders,
    may_receive,
    receivers,
)
from motcua.catalog.conditions import FACTS, BadExpression, amount_by, check_expression, holds
from motcua.catalog.differences import differences
from motcua.catalog.life import (
    NotChanged,
    discard,
    draft_from,
    replace,
    resume,
    suspend,
    withdraw,
)
from motcua.catalog.opening import (
    cannot_file,
    cases_for,
    closed_because,
    published,
    receivable,
)

__all__ = [
    "FACTS",
    "BadExpression",
    "Decider",
    "NotChanged",
    "Problem",
    "amount_by",
    "cannot_file",
    "cases_for",
    "check",
    "check_expression",
    "closed_because",
    "competent_agencies",
    "decided",
    "decided_near",
    "decider",
    "deciders",
    "differences",
    "discard",
    "draft_from",
    "errors_of",
    "holds",
    "may_receive",
    "published",
    "receivable",
    "receivers",
    "replace",
    "resume",
    "suspend",
    "withdraw",
]
