"""What an officer may do on a dossier now, in the order an official thinks of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Task
from motcua.office import wording
from motcua.office.access import OfficerRequest
from motcua.office.forms import FORMS, ActForm

# The first of these that may be done is the page's one primary act.
FORWARD = (
    "receive",
    "accept_withdrawal",
    "decline_withdrawal",
    "send_supplement_request",
    "apologise_and_extend",
    "answer_opinion",
    "assign",
    "propose",
    "give_opinion",
    "approve",
    "sign",
    "number",
    "release",
    "return_result",
    "supplement",
    "record_payment",
    "acknowledge_hand_over",
    "hand_over",
)
# Too long to be done beside the dossier: these have a page of their own.
LONG = ("propose", "supplement", "correct_reception", "correct_result")
# The others, under the heading an official looks for them; what is named nowhere comes first.
SUBJECTS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Trao đổi, xác minh"), ("ask_opinion", "report_late_opinion", "record_inspection")),
    (_("Giao việc"), ("reassign", "take_back", "pull_back")),
    (_("Thời hạn"), ("propose_extension",)),
    (_("Hồ sơ giấy"), ("hand_over", "acknowledge_hand_over", "correct_reception")),
    (_("Phí, lệ phí"), ("require_payment", "record_payment", "waive_payment", "refund")),
    (
        _("Kết thúc, sau kết quả"),
        (
            *("ask_withdrawal", "stop", "mark_uncollected"),
            *("correct_result", "reissue_result", "revoke_result"),
        ),
    ),
)
_NAMED = {name for _subject, names in SUBJECTS for name in names}


@dataclass(frozen=True)
class OfferedAct:
    """An act this officer may do now; `form` when it is done on the dossier's own page."""

    name: str
    label: str | Promise
    url: str
    step: str = ""
    form: ActForm | None = None


@dataclass(frozen=True)
class Offer:
    """The one primary act, those beside it on the same work, and the rest by subject."""

    primary: OfferedAct | None
    beside: list[OfferedAct]
    subjects: list[tuple[str | Promise, list[OfferedAct]]]


def offer(request: OfficerRequest, dossier: Dossier) -> Offer:
    """Everything this officer may do now."""
    rules = {rule.name: rule for rule in acts.offered(request.user, dossier) if rule.name in FORMS}
    waiting = list(dossier.tasks.waiting())
    first = next((name for name in FORWARD if name in rules), None)
    found = {
        name: OfferedAct(
            name,
            rule.label,
            reverse("office:act", args=[dossier.reference, name]),
            _work_of(rule.task_for(request.user, waiting)),
            _form(request, dossier, name) if name == first else None,
        )
        for name, rule in rules.items()
    }
    primary = found.pop(first) if first else None
    subjects = [
        (subject, [found[name] for name in names if name in found]) for subject, names in SUBJECTS
    ]
    return Offer(
        primary,
        [act for name, act in found.items() if name not in _NAMED],
        [(subject, these) for subject, these in subjects if these],
    )


def _form(request: OfficerRequest, dossier: Dossier, name: str) -> ActForm | None:
    return None if name in LONG else FORMS[name](dossier=dossier, account=request.user)


def _work_of(task: Task | None) -> str:
    return wording.task_name(task) if task is not None and task.step else ""
