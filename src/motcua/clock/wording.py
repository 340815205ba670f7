"""Moments and time left, in the words an official uses."""

from datetime import date, datetime

from motcua.clock.arithmetic import working_days_between, working_time
from motcua.clock.calendar import WorkingCalendar
from motcua.clock.moments import local

_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PHRASES = {
    "vi": {
        "left": "còn {}",
        "over": "quá hạn {}",
        "today": "đến hạn hôm nay",
        "just over": "vừa quá hạn",
    },
    "en": {
        "left": "{} left",
        "over": "{} overdue",
        "today": "due today",
        "just over": "just overdue",
    },
}
_UNITS = {
    "vi": {"day": "ngày làm việc", "hour": "giờ làm việc", "minute": "phút làm việc"},
    "en": {"day": "working day", "hour": "working hour", "minute": "working minute"},
}


def weekday_name(day: date, language: str = "vi") -> str:
    """The name of a day's weekday: "Thứ Năm", "Thursday"."""
    return _WEEKDAYS[language][day.weekday()]


def long_date(moment: datetime, language: str = "vi") -> str:
    """A moment as papers print it: "Thứ Năm, 15/01/2026, 17:30"."""
    here = local(moment)
    day = f"{here:%d/%m/%Y}"
    if language == "en":
        day = f"{here.day} {_MONTHS[here.month - 1]} {here.year}"
    return f"{weekday_name(here, language)}, {day}, {here:%H:%M}"


def time_left(due: datetime, now: datetime, calendar: WorkingCalendar, language: str = "vi") -> str:
    """As an official says it: "còn 2 ngày làm việc", "quá hạn 3 giờ làm việc".

    Whole days, or else whole hours, or else minutes of working time, never more than there are: a
    day is told only when a full one is left. At today's close means "đến hạn hôm nay", due today.
    """
    phrases = _PHRASES[language]
    due, now = local(due), local(now)
    if now <= due and now.date() == due.date() and _ends_the_day(due, calendar):
        return phrases["today"]
    amount = in_working_time(min(now, due), max(now, due), calendar, language)
    if now <= due:
        return phrases["left"].format(amount) if amount else phrases["today"]
    return phrases["over"].format(amount) if amount else phrases["just over"]


def _ends_the_day(due: datetime, calendar: WorkingCalendar) -> bool:
    number, minute = calendar.position(due)
    return calendar.worked_before(number, minute) == calendar.minutes_before[number + 1]


def in_working_time(
    start: datetime, end: datetime, calendar: WorkingCalendar, language: str
) -> str:
    """The largest unit of which a whole one fits, or nothing when no office time passes."""
    days = int(working_days_between(start, end, calendar))
    minutes = working_time(start, end, calendar)
    for count, unit in ((days, "day"), (minutes // 60, "hour"), (minutes, "minute")):
        if count:
            plural = "s" if language == "en" and count > 1 else ""
            return f"{count} {_UNITS[language][unit]}{plural}"
    return ""
