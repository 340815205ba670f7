"""What officers fill in for each act. What is right is for the acts to say."""

from __future__ import annotations

from collections.abc import Callable

from motcua.office.forms.base import ActForm, new_key
from motcua.office.forms.ending import (
    ExtensionForm,
    ResultCorrectionForm,
    ResultHandOverForm,
    RevocationForm,
    StopForm,
    UncollectedForm,
)
from motcua.office.forms.money import PaymentForm, PaymentRequestForm
from motcua.office.forms.processing import (
    AnswerForm,
    ApprovalForm,
    AssignForm,
    ConsultationForm,
    InspectionForm,
    OpinionForm,
    ProposalForm,
    ReasonForm,
    ReassignForm,
    ReturnForm,
)
from motcua.office.forms.reception import (
    AcknowledgeForm,
    CorrectionForm,
    RefusalForm,
    SupplementForm,
    SupplementRequestForm,
)

__all__ = ["FORMS", "ActForm", "new_key"]

FORMS: dict[str, Callable[..., ActForm]] = {
    "receive": ActForm,
    "refuse": RefusalForm,
    "request_supplement": SupplementRequestForm,
    "propose_supplement": SupplementRequestForm,
    "send_supplement_request": ActForm,
    "supplement": SupplementForm,
    "correct_reception": CorrectionForm,
    "hand_over": ActForm,
    "acknowledge_hand_over": AcknowledgeForm,
    "assign": AssignForm,
    "reassign": ReassignForm,
    "take_back": ReasonForm,
    "pull_back": ReasonForm,
    "propose": ProposalForm,
    "approve": ApprovalForm,
    "return_to_previous": ReturnForm,
    "ask_opinion": OpinionForm,
    "answer_opinion": AnswerForm,
    "give_opinion": ConsultationForm,
    "report_late_opinion": ApprovalForm,
    "record_inspection": InspectionForm,
    "require_payment": PaymentRequestForm,
    "record_payment": PaymentForm,
    "waive_payment": ReasonForm,
    "refund": ReasonForm,
    "propose_extension": ExtensionForm,
    "apologise_and_extend": ActForm,
    "ask_withdrawal": ReasonForm,
    "accept_withdrawal": ActForm,
    "decline_withdrawal": ReasonForm,
    "stop": StopForm,
    "sign": ApprovalForm,
    "number": ActForm,
    "release": ActForm,
    "return_result": ResultHandOverForm,
    "mark_uncollected": UncollectedForm,
    "correct_result": ResultCorrectionForm,
    "reissue_result": ReasonForm,
    "revoke_result": RevocationForm,
}
