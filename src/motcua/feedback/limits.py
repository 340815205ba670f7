"""The limits of each answer to a feedback (QĐ 766/QĐ-TTg, index 5.2), in working days."""

from datetime import datetime
from decimal import Decimal

from motcua.calendars.service import calendar_of
from motcua.clock import Limit, LimitUnit, due
from motcua.feedback.models import Feedback

# Counted from the moment it was sent or passed on; publishing from the answer.
WORKING_DAYS = {"refuse": 2, "ask_more": 5, "answer": 15, "publish": 2}


def due_of(feedback: Feedback, act: str) -> datetime:
    """The moment by which the act is in time. Raises KeyError for an act without limit."""
    start = feedback.counted_from
    if act == "publish" and feedback.answered_at:
        start = feedback.answered_at
    one_stop = feedback.agency.one_stop
    if one_stop is None:
        raise LookupError(f"{feedback.agency} has no one-stop, so no calendar.")
    limit = Limit(Decimal(WORKING_DAYS[act]), LimitUnit.WORKING_DAYS)
    return due(start, limit, calendar_of(one_stop))


def next_due(feedback: Feedback) -> datetime | None:
    """By when the agency owes its next act; none while the sender is waited for, or at the end."""
    acts = {Feedback.State.NEW: "answer", Feedback.State.ANSWERED: "publish"}
    act = acts.get(Feedback.State(feedback.state))
    return due_of(feedback, act) if act else None
