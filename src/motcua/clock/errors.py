"""What the clock refuses, each with one sentence a person can act on."""


class ClockError(ValueError):
    """A question the clock cannot answer, or an act the rules do not allow."""


class OutsideCalendarError(ClockError):
    """The answer lies in a year for which the calendar has not been built."""
