"""Moving time: Django's clock, which every act asks for its moment."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from motcua.chain import VIETNAM
from motcua.dossiers import verification


class Clock:
    """The present moment of the tests, until it is told to pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
        self.now = now
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def set(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """Make it this moment on the office clock."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=VIETNAM)

    def to(self, moment: datetime) -> None:
        self.now = moment

    def passes(self, **delta: float) -> None:
        """As `timedelta` takes it: days, hours, minutes."""
        self.now += timedelta(**delta)


# A Monday morning far from any holiday.
MONDAY = datetime(2026, 12, 7, 9, tzinfo=VIETNAM)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time stands still on a Monday morning, and passes when the test says so."""
    return Clock(monkeypatch, MONDAY)


def disagreements() -> list[str]:
    """What verification finds; that messages wait, where no worker runs, is no disagreement."""
    return [str(row) for row in verification.everything() if "chờ gửi" not in row.why]
