"""Moments are aware, and are read on the office clock of Viet Nam."""

from datetime import datetime
from zoneinfo import ZoneInfo

from motcua.clock.errors import ClockError

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment on the clock of Viet Nam. Raises ClockError for a naive one."""
    if moment.tzinfo is ZONE:
        return moment
    if moment.tzinfo is None:
        raise ClockError(f"{moment.isoformat()} names no time zone.")
    return moment.astimezone(ZONE)
