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
from motcua.catalog.eligibility import (
    Choice,
    Interview,
    Question,
    case_by,
    interview,
    is_needed,
    questions_of,
)
from motcua.catalog.importing import BadFileError, Outcome, Report, Terms
from motcua.catalog.interchange import export_json, export_xlsx, import_file, template_xlsx
from motcua.catalog.life import (
    NotChanged,
    discard,
    draft_from,
    replace,
    resume,
    suspend,
    withdraw,
)
from motcua.catalog.life_events import LifeEvent, find_life_event, life_events, life_events_for
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
    "BadFileError",
    "Choice",
    "Decider",
    "Interview",
    "LifeEvent",
    "NotChanged",
    "Outcome",
    "Problem",
    "Question",
    "Report",
    "Terms",
    "amount_by",
    "cannot_file",
    "case_by",
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
    "export_json",
    "export_xlsx",
    "find_life_event",
    "holds",
    "import_file",
    "interview",
    "is_needed",
    "life_events",
    "life_events_for",
    "may_receive",
    "published",
    "questions_of",
    "receivable",
    "receivers",
    "replace",
    "resume",
    "suspend",
    "template_xlsx",
    "withdraw",
]
