"""Who is told of each act, with which letter (NĐ 224/2026 Art. 15.1.g, NĐ 61/2018 Art. 17-20).

A letter is a text in `templates/messages/<language>/<letter>.txt`; `letters` fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Audience(Enum):
    """Officials an act may concern; `recipients` finds who they are at that moment."""

    # Whoever holds the posts on whose desks the act put work.
    NEXT_DESKS = auto()
    # Who works on the dossier now, and from whose desk the act took it.
    SPECIALIST = auto()
    RELIEVED = auto()
    # The clerks of the one-stop, while it has not been received.
    RECEIVING = auto()
    # The clerks of the one-stop, whenever.
    CLERKS = auto()
    # Who asked for the opinion that has come.
    ASKED_OPINION = auto()
    # Who leads the one-stop; its clerks where nobody does.
    ONE_STOP_HEAD = auto()
    # Papers: who will take them, and who gave them.
    PAPERS_TO = auto()
    PAPERS_FROM = auto()


@dataclass(frozen=True)
class Told:
    """The letters of one act; nobody is told by an act that has none."""

    # To who filed: their account, or the applicant's e-mail for a dossier taken at a counter.
    applicant: str = ""
    # The same, only when by this act the agency takes the work up.
    takes_up: str = ""
    # The first letter that would reach a person is the only one.
    officials: Mapping[Audience, str] = field(default_factory=dict)

    @property
    def letters(self) -> set[str]:
        return {self.applicant, self.takes_up, *self.officials.values()} - {""}


_NEXT = {Audience.NEXT_DESKS: "desk"}
_SENT_BACK = {Audience.NEXT_DESKS: "desk_returned"}
_DUE_MOVED = {Audience.SPECIALIST: "due_moved"}
_PAID = {Audience.NEXT_DESKS: "desk", Audience.SPECIALIST: "paid"}
_ENDED = {Audience.SPECIALIST: "ended"}
_ONWARD = Told(takes_up="taken_up", officials=_NEXT)
NOBODY = Told()

TOLD: Mapping[str, Told] = {
    # Filing and reception. What is filed at a counter is received, or given back, at once.
    "submit": Told("submit", officials=_NEXT),
    "file_at_counter": NOBODY,
    "receive": Told("receive", officials=_NEXT),
    "refuse": Told("refuse"),
    "correct_reception": Told(
        "correct_reception", officials={Audience.SPECIALIST: "reception_corrected_desk"}
    ),
    "hand_over": Told(officials={Audience.PAPERS_TO: "papers_to_take"}),
    "acknowledge_hand_over": Told(officials={Audience.PAPERS_FROM: "papers_taken"}),
    # Supplement.
    "propose_supplement": Told(officials={Audience.NEXT_DESKS: "supplement_to_send"}),
    "request_supplement": Told("request_supplement"),
    "send_supplement_request": Told("request_supplement"),
    "supplement": Told(
        "supplement",
        officials={
            Audience.SPECIALIST: "supplement_came",
            Audience.RECEIVING: "supplement_came",
        },
    ),
    "close_unanswered": Told("close_unanswered", officials=_ENDED),
    # From desk to desk.
    "assign": _ONWARD,
    "propose": _ONWARD,
    "approve": _ONWARD,
    "give_opinion": _ONWARD,
    "sign": _ONWARD,
    # The same desk releases what it has numbered.
    "number": NOBODY,
    "return_to_previous": Told(officials=_SENT_BACK),
    "reassign": Told(
        officials={Audience.SPECIALIST: "reassigned_to", Audience.RELIEVED: "taken_away"}
    ),
    "take_back": Told(officials={Audience.RELIEVED: "taken_away", **_SENT_BACK}),
    "pull_back": Told(officials={Audience.RELIEVED: "taken_away"}),
    # What the agency gathers.
    "ask_opinion": Told(officials={Audience.NEXT_DESKS: "opinion_asked"}),
    "answer_opinion": Told(officials={Audience.ASKED_OPINION: "opinion_came"}),
    "report_late_opinion": Told(officials={Audience.ONE_STOP_HEAD: "opinion_late"}),
    "record_inspection": NOBODY,
    "migrate_process": Told(
        officials={Audience.NEXT_DESKS: "desk", Audience.RELIEVED: "taken_away"}
    ),
    # Dates.
    "propose_extension": Told(officials={Audience.NEXT_DESKS: "extension_to_send"}),
    "apologise_and_extend": Told("apologise_and_extend", officials=_DUE_MOVED),
    "recalculate_due": Told("recalculate_due", officials=_DUE_MOVED),
    "move_to_version": Told("move_to_version", officials=_DUE_MOVED),
    # Money.
    "require_payment": Told("require_payment"),
    "record_payment": Told("record_payment", officials=_PAID),
    "waive_payment": Told("waive_payment", officials=_PAID),
    "refund": Told("refund"),
    # An end without a result.
    "ask_withdrawal": Told(
        "ask_withdrawal", officials={Audience.NEXT_DESKS: "withdrawal_to_decide"}
    ),
    "accept_withdrawal": Told("accept_withdrawal", officials=_ENDED),
    "decline_withdrawal": Told(
        "decline_withdrawal", officials={Audience.SPECIALIST: "withdrawal_over"}
    ),
    "stop": Told("stop", officials=_ENDED),
    "decide_by_silence": Told("decide_by_silence", officials=_ENDED),
    "pass_by_silence": _ONWARD,
    # The result.
    "release": Told("release", officials=_NEXT),
    "return_result": Told("return_result"),
    "mark_uncollected": Told("mark_uncollected"),
    "correct_result": Told("correct_result"),
    "reissue_result": Told("reissue_result"),
    "revoke_result": Told("revoke_result"),
    # Beside the work: what is written to each other, and the rating asked for afterwards.
    "write_to_one_stop": Told(officials={Audience.CLERKS: "message_to_one_stop"}),
    "write_to_applicant": Told("message_to_applicant"),
    "invite_rating": Told("invite_rating"),
}
