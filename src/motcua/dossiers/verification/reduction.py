"""What the events of a dossier, one after the other, make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from motcua.dossiers.models import Event, State

_IN_HAND = (State.RECEIVED, State.PROCESSING)


@dataclass
class Recorded:
    """The code, the promise and the state, as the events so far have them."""

    code: Any = None
    appointment: Any = None
    due: Any = None
    state: State = State.REGISTERED
    # Where it stood when its withdrawal was asked for.
    before_withdrawal: State = State.REGISTERED

    def take(self, event: Event) -> None:
        """Go on by one event."""
        detail = event.detail if isinstance(event.detail, dict) else {}
        self.code = detail.get("code", self.code)
        self.appointment = detail.get("appointment", self.appointment)
        # A promise made is what is owed, until a later event says otherwise.
        self.due = detail.get("due", detail.get("appointment", self.due))
        if event.act == "ask_withdrawal":
            self.before_withdrawal = self.state
        if move := _MOVES.get(event.act):
            self.state = move(self, detail)
        elif detail.get("step_key") and self.state == State.RECEIVED:
            self.state = State.PROCESSING


Move = Callable[[Recorded, dict[str, Any]], State]


def _always(state: State) -> Move:
    return lambda recorded, detail: state


def _supplemented(recorded: Recorded, detail: dict[str, Any]) -> State:
    return State.PROCESSING if recorded.code else State.REGISTERED


def _asked_to_withdraw(recorded: Recorded, detail: dict[str, Any]) -> State:
    return State.WITHDRAWING if recorded.code else State.STOPPED


def _asked_to_pay(recorded: Recorded, detail: dict[str, Any]) -> State:
    waits = detail.get("waits") and recorded.state in _IN_HAND
    return State.PAYMENT if waits else recorded.state


def _settled(recorded: Recorded, detail: dict[str, Any]) -> State:
    return State.PROCESSING if recorded.state == State.PAYMENT else recorded.state


_MOVES: dict[str, Move] = {
    "receive": _always(State.RECEIVED),
    "refuse": _always(State.NOT_RECEIVED),
    "request_supplement": _always(State.SUPPLEMENT),
    "send_supplement_request": _always(State.SUPPLEMENT),
    "supplement": _supplemented,
    "require_payment": _asked_to_pay,
    "record_payment": _settled,
    "waive_payment": _settled,
    "ask_withdrawal": _asked_to_withdraw,
    "decline_withdrawal": lambda recorded, detail: recorded.before_withdrawal,
    "accept_withdrawal": _always(State.STOPPED),
    "stop": _always(State.STOPPED),
    "close_unanswered": _always(State.STOPPED),
    "release": _always(State.FINISHED),
    "return_result": _always(State.RETURNED),
    "decide_by_silence": _always(State.RETURNED),
}
