"""The rules a procedure puts around its time limit, as data that can be stored and dated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import time
from enum import StrEnum
from typing import Any

from motcua.clock.errors import ClockError
from motcua.clock.limits import Limit


class SupplementRule(StrEnum):
    """What a complete supplement does to the count.

    RESTART: the limit counts again from zero (Decree 61/2018 Article 19.4). PAUSE: the waiting is
    left out and the rest of the limit runs on.
    """

    RESTART = "restart"
    PAUSE = "pause"


class SilenceRule(StrEnum):
    """What the applicant may take the agency's silence for once the limit has expired."""

    NONE = "none"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True)
class Policy:
    """One version of a procedure's rules. A dossier keeps the version it was received under.

    cutoff: filed later than this, a dossier is received at the next working day's opening.
    in_day_cutoff: the same for limits "in the day", when `cutoff` says nothing.
    last_hour: filed within the last office hour, likewise.
    close_after: working days after a supplement request at which a dossier closes by itself.
    """

    cutoff: time | None = None
    in_day_cutoff: time | None = time(15, 0)
    last_hour: bool = False
    supplement: SupplementRule = SupplementRule.RESTART
    payment_pauses: bool = True
    extensions_max: int = 1
    online_limit: Limit | None = None
    close_after: int | None = None
    silence: SilenceRule = SilenceRule.NONE

    def __post_init__(self) -> None:
        for cutoff in (self.cutoff, self.in_day_cutoff):
            if cutoff is not None and cutoff.tzinfo is not None:
                raise ClockError("A cut-off is an hour on the office clock, without a zone.")
        if self.extensions_max < 0:
            raise ClockError("A limit cannot be extended fewer than 0 times.")
        if self.close_after is not None and self.close_after < 1:
            raise ClockError("A dossier cannot close by itself before one working day.")

    def limit_for(self, limit: Limit, *, online: bool) -> Limit:
        """The limit of a dossier: the online channel may have a shorter one of its own."""
        return self.online_limit if online and self.online_limit else limit

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; `from_dict` reads them back."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Policy":
        """Read what `to_dict` wrote; what is missing has its default. Raises ClockError."""
        unknown = sorted(set(data) - {each.name for each in fields(cls)})
        if unknown:
            raise ClockError(f'A policy has no "{unknown[0]}".')
        try:
            return cls(**{name: _read(name, value) for name, value in data.items()})
        except ValueError as error:
            raise ClockError(f"This is not a policy: {error}") from error


# How each value is stored in JSON, and what makes the rule of it.
_READERS: dict[str, tuple[type, Callable[[Any], Any]]] = {
    "cutoff": (str, time.fromisoformat),
    "in_day_cutoff": (str, time.fromisoformat),
    "last_hour": (bool, bool),
    "supplement": (str, SupplementRule),
    "payment_pauses": (bool, bool),
    "extensions_max": (int, int),
    "online_limit": (str, Limit.parse),
    "close_after": (int, int),
    "silence": (str, SilenceRule),
}
_MAY_BE_LEFT_EMPTY = frozenset({"cutoff", "in_day_cutoff", "online_limit", "close_after"})


def _read(name: str, value: Any) -> Any:
    if value is None and name in _MAY_BE_LEFT_EMPTY:
        return None
    stored_as, read = _READERS[name]
    # bool is an int to isinstance, but "true" is no number of days.
    if type(value) is not stored_as:
        raise ClockError(f"{name} cannot be {value!r}.")
    return read(value)


def _plain(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value) if isinstance(value, Limit | StrEnum) else value


DEFAULT_POLICY = Policy()
