"""Acts (hành vi nghiệp vụ): one function each, one transaction each.

Faces call these and write nothing themselves.
"""

from motcua.dossiers.acts.base import RULES, ActRule, Refused, offered
from motcua.dossiers.acts.drafting import (
    attach,
    begin_draft,
    choose_agency,
    detach,
    discard,
    save_draft,
)
from motcua.dossiers.acts.filing import (
    Filing,
    HandedIn,
    missing_components,
    receive_at_counter,
    submit,
)
from motcua.dossiers.acts.processing import (
    approve,
    assign,
    propose,
    return_to_previous,
    specialists,
)
from motcua.dossiers.acts.recalculation import recalculate_due
from motcua.dossiers.acts.reception import receive, refuse
from motcua.dossiers.acts.result import number, release, return_result, sign
from motcua.dossiers.acts.supplement import (
    propose_supplement,
    request_supplement,
    send_supplement_request,
    supplement,
)

__all__ = [
    "RULES",
    "ActRule",
    "Filing",
    "HandedIn",
    "Refused",
    "approve",
    "assign",
    "attach",
    "begin_draft",
    "choose_agency",
    "detach",
    "discard",
    "missing_components",
    "number",
    "offered",
    "propose",
    "propose_supplement",
    "recalculate_due",
    "receive",
    "receive_at_counter",
    "refuse",
    "release",
    "request_supplement",
    "return_result",
    "return_to_previous",
    "save_draft",
    "send_supplement_request",
    "sign",
    "specialists",
    "submit",
    "supplement",
]
