"""Dates and times in the words of Vietnamese administrative papers."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def moment_words(moment: datetime) -> dict[str, str]:
    """The forms of one moment a template may print.

    ``date`` and ``moment`` in words; ``day`` and ``short`` in figures, for tables; ``stamp``.

    Decree 30/2020, Annex I: days below 10 and the months 1 and 2 take a leading zero. The stamp
    of a digital signature carries seconds and the offset (ISO 8601). Raises ``ValueError`` for a
    moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"A moment printed on a paper needs a time zone: {moment!r}")
    local = moment.astimezone(VIETNAM)
    month = f"{local.month:02}" if local.month <= 2 else str(local.month)
    date = f"ngày {local.day:02} tháng {month} năm {local.year}"
    return {
        "date": date,
        "moment": f"{local.hour:02} giờ {local.minute:02} phút, {date}",
        "day": f"{local:%d/%m/%Y}",
        "short": f"{local:%d/%m/%Y %H:%M}",
        "stamp": f"{local:%d/%m/%Y %H:%M:%S} +07:00",
    }
