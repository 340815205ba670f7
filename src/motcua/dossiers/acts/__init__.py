"""Acts (hành vi nghiệp vụ): one function each, one transaction each.

Faces call these and write nothing themselves.
"""

from motcua.dossiers.acts.after_release import correct_result, reissue_result, revoke_result
from motcua.dossiers.acts.base import RULES, ActRule, Refused, offered
from motcua.dossiers.acts.consulting import (
    answer_opinion,
    ask_opinion,
    give_opinion,
    record_inspection,
    report_late_opinion,
)
from motcua.dossiers.acts.counter import (
    PostalRecord,
    give_back_at_counter,
    receive_at_counter,
    receive_visit,
)
from motcua.dossiers.acts.desks import pull_back, reassign, take_back
from motcua.dossiers.acts.drafting import (
    answer_errors,
    attach,
    begin_draft,
    choose_agency,
    detach,
    discard,
    form_on,
    move_page,
    renew_draft,
    save_answers,
    save_draft,
    turn_page,
)
from motcua.dossiers.acts.ending import (
    accept_withdrawal,
    ask_withdrawal,
    decline_withdrawal,
    stop,
)
from motcua.dossiers.acts.extension import (
    apologise_and_extend,
    propose_extension,
)
from motcua.dossiers.acts.filing import (
    Filing,
    HandedIn,
    is_replaced,
    missing_components,
    submit,
)
from motcua.dossiers.acts.handing import acknowledge_hand_over, hand_over
from motcua.dossiers.acts.migration import migrate, migrate_process
from motcua.dossiers.acts.passing_time import (
    close_unanswered,
    decide_by_silence,
    pass_by_silence,
    watch_limits,
)
from motcua.dossiers.acts.payment import (
    Owed,
    record_payment,
    refund,
    require_payment,
    waive_payment,
)
from motcua.dossiers.acts.prefilling import begin_from_link, reuse_result, take_card
from motcua.dossiers.acts.processing import (
    approve,
    assign,
    propose,
    return_to_previous,
    specialists,
)
from motcua.dossiers.acts.rebasing import move_to_version
from motcua.dossiers.acts.recalculation import recalculate_due
from motcua.dossiers.acts.reception import correct_reception, receive, refuse
from motcua.dossiers.acts.representing import (
    end_mandate,
    withdraw_consent,
    withdraw_consent_by_link,
)
from motcua.dossiers.acts.result import mark_uncollected, number, release, return_result, sign
from motcua.dossiers.acts.supplement import (
    Defect,
    propose_supplement,
    request_supplement,
    send_supplement_request,
    supplement,
)

__all__ = [
    "RULES",
    "ActRule",
    "Defect",
    "Filing",
    "HandedIn",
    "Owed",
    "PostalRecord",
    "Refused",
    "accept_withdrawal",
    "acknowledge_hand_over",
    "answer_errors",
    "answer_opinion",
    "apologise_and_extend",
    "approve",
    "ask_opinion",
    "ask_withdrawal",
    "assign",
    "attach",
    "begin_draft",
    "begin_from_link",
    "choose_agency",
    "close_unanswered",
    "correct_reception",
    "correct_result",
    "decide_by_silence",
    "decline_withdrawal",
    "detach",
    "discard",
    "end_mandate",
    "form_on",
    "give_back_at_counter",
    "give_opinion",
    "hand_over",
    "is_replaced",
    "mark_uncollected",
    "migrate",
    "migrate_process",
    "missing_components",
    "move_page",
    "move_to_version",
    "number",
    "offered",
    "pass_by_silence",
    "propose",
    "propose_extension",
    "propose_supplement",
    "pull_back",
    "reassign",
    "recalculate_due",
    "receive",
    "receive_at_counter",
    "receive_visit",
    "record_inspection",
    "record_payment",
    "refund",
    "refuse",
    "reissue_result",
    "release",
    "renew_draft",
    "report_late_opinion",
    "request_supplement",
    "require_payment",
    "return_result",
    "return_to_previous",
    "reuse_result",
    "revoke_result",
    "save_answers",
    "save_draft",
    "send_supplement_request",
    "sign",
    "specialists",
    "stop",
    "submit",
    "supplement",
    "take_back",
    "take_card",
    "turn_page",
    "waive_payment",
    "watch_limits",
    "withdraw_consent",
    "withdraw_consent_by_link",
]
