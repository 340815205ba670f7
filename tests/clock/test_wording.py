"""Moments and time left, as an official says them."""

from datetime import UTC, date

import pytest
from hypothesis import given

from motcua.clock import wording
from tests.clock.clock_strategies import calendars, moments
from tests.clock.offices import OFFICIAL, at


def test_a_moment_is_written_as_papers_print_it():
    moment = at("2026-01-15 17:30")
    assert wording.long_date(moment) == "Thứ Năm, 15/01/2026, 17:30"
    assert wording.long_date(moment, "en") == "Thursday, 15 January 2026, 17:30"
    assert wording.long_date(at("2026-11-08 07:05")) == "Chủ Nhật, 08/11/2026, 07:05"


def test_a_moment_is_written_on_the_clock_of_viet_nam():
    moment = at("2026-01-15 06:30").astimezone(UTC)
    assert wording.long_date(moment) == "Thứ Năm, 15/01/2026, 06:30"


def test_the_name_of_a_weekday():
    assert wording.weekday_name(date(2026, 11, 7)) == "Thứ Bảy"
    assert wording.weekday_name(date(2026, 11, 7), "en") == "Saturday"


MONDAY_CLOSE, THURSDAY_MORNING = "2026-11-09 17:30", "2026-11-05 10:30"


@pytest.mark.parametrize(
    ("due", "now", "vi", "en"),
    [
        (MONDAY_CLOSE, "2026-11-05 09:00", "còn 2 ngày làm việc", "2 working days left"),
        (MONDAY_CLOSE, "2026-11-06 17:29", "còn 1 ngày làm việc", "1 working day left"),
        (MONDAY_CLOSE, "2026-11-08 10:00", "còn 1 ngày làm việc", "1 working day left"),
        (MONDAY_CLOSE, "2026-11-09 07:00", "đến hạn hôm nay", "due today"),
        (MONDAY_CLOSE, "2026-11-09 17:30", "đến hạn hôm nay", "due today"),
        (MONDAY_CLOSE, "2026-11-09 17:31", "vừa quá hạn", "just overdue"),
        (MONDAY_CLOSE, "2026-11-10 07:31", "quá hạn 1 phút làm việc", "1 working minute overdue"),
        (MONDAY_CLOSE, "2026-11-10 10:30", "quá hạn 3 giờ làm việc", "3 working hours overdue"),
        (MONDAY_CLOSE, "2026-11-10 18:00", "quá hạn 1 ngày làm việc", "1 working day overdue"),
        (MONDAY_CLOSE, "2026-11-12 09:00", "quá hạn 2 ngày làm việc", "2 working days overdue"),
        (THURSDAY_MORNING, "2026-11-03 16:00", "còn 1 ngày làm việc", "1 working day left"),
        (THURSDAY_MORNING, "2026-11-04 17:30", "còn 3 giờ làm việc", "3 working hours left"),
        (THURSDAY_MORNING, "2026-11-05 07:30", "còn 3 giờ làm việc", "3 working hours left"),
        (THURSDAY_MORNING, "2026-11-05 09:30", "còn 1 giờ làm việc", "1 working hour left"),
        (THURSDAY_MORNING, "2026-11-05 09:31", "còn 59 phút làm việc", "59 working minutes left"),
        (THURSDAY_MORNING, "2026-11-05 10:30", "đến hạn hôm nay", "due today"),
        (THURSDAY_MORNING, "2026-11-05 15:30", "quá hạn 3 giờ làm việc", "3 working hours overdue"),
        # Over a weekend no working time passes.
        ("2026-11-06 17:30", "2026-11-08 12:00", "vừa quá hạn", "just overdue"),
    ],
)
def test_time_left_as_an_official_says_it(due, now, vi, en):
    assert wording.time_left(at(due), at(now), OFFICIAL) == vi
    assert wording.time_left(at(due), at(now), OFFICIAL, "en") == en


@given(calendars, moments, moments)
def test_there_are_always_words_and_they_are_on_the_right_side(calendar, due, now):
    words = wording.time_left(due, now, calendar)
    assert words.startswith(("còn ", "đến hạn") if now <= due else ("quá hạn ", "vừa quá hạn"))
