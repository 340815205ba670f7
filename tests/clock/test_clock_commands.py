"""`motcua due` and `motcua calendar` as typed in a terminal."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from motcua.cli import main


def motcua(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        ("2026-01-09T09:00 5wd", "2026-01-15T17:30:00+07:00"),
        ("2026-01-09T09:00+07:00 5wd", "2026-01-15T17:30:00+07:00"),
        ("2026-01-09T02:00Z 12wh", "2026-01-10T15:00:00+07:00"),
        ("2026-01-09T09:00 90wm", "2026-01-09T10:30:00+07:00"),
        ("2026-01-09T09:00 0.5wd", "2026-01-10T11:30:00+07:00"),
        ("2026-01-09T09:00 30d", "2026-02-09T17:30:00+07:00"),
        ("2026-01-09T09:00 2w", "2026-01-23T17:30:00+07:00"),
        ("2026-01-09T09:00 2m", "2026-03-09T17:30:00+07:00"),
        ("2026-01-09T15:30 inday", "2026-01-10T17:30:00+07:00"),
        ("2026-01-09T15:30 inday --cutoff 16:00", "2026-01-09T17:30:00+07:00"),
        ("2026-01-09T15:30 5wd --cutoff 15:00", "2026-01-16T17:30:00+07:00"),
        ("2026-01-09T16:30 5wd --last-hour", "2026-01-16T17:30:00+07:00"),
        ("2026-01-12T09:00 1wd --hours 08:00-12:00", "2026-01-13T12:00:00+07:00"),
        ("2026-01-16T09:00 1wd --saturday 07:30-11:30", "2026-01-17T11:30:00+07:00"),
        ("2026-01-09 5wd", "2026-01-15T17:30:00+07:00"),
        ("2099-12-01T09:00 5wd", "2099-12-08T17:30:00+07:00"),
        ("1995-12-01T09:00 5wd", "1995-12-08T17:30:00+07:00"),
    ],
)
def test_due_prints_the_moment_with_its_offset(arguments, due):
    result = motcua("due", *arguments.split())
    assert (result.output, result.exit_code) == (f"{due}\n", 0)


@pytest.mark.parametrize(
    "arguments",
    [
        "due",
        "due 2026-01-09T09:00",
        "due yesterday 5wd",
        "due 2026-13-01 5wd",
        "due 2026-01-09 soon",
        "due 2026-01-09 0wd",
        "due 2026-01-09 -5wd",
        "due 2026-01-09 999999wd",
        "due 2026-01-09 5wd --cutoff noon",
        "due 2026-01-09 5wd --hours 17:30-07:30",
        "due 2026-01-09 5wd --saturday morning",
        "due 2026-01-09 5wd --unit H26.01 --hours 07:30-11:30",
        "due 2026-01-09 5wd --foo",
        "due 2026-01-09 5wd extra",
        "due 2200-01-09 5wd",
        "due 0001-01-01 5wd",
        "calendar",
        "calendar tet",
        "calendar 1800",
        "calendar 2026 --hours tet",
    ],
)
def test_nonsense_gets_one_sentence_and_exit_code_2(arguments):
    result = motcua(*arguments.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.endswith(".\n")


def test_due_as_json():
    result = motcua("due", "2026-01-09T18:00", "1wd", "--json", "--explain")
    answer = json.loads(result.output)
    days = answer.pop("days")
    assert answer == {
        "filed": "2026-01-09T18:00:00+07:00",
        "received": "2026-01-10T07:30:00+07:00",
        "limit": "1wd",
        "limit_in_words": "01 ngày làm việc",
        "due": "2026-01-12T17:30:00+07:00",
        "due_in_words": "Thứ Hai, 12/01/2026, 17:30",
    }
    assert [(day["date"], day["counted"]) for day in days] == [
        ("2026-01-09", 0),
        ("2026-01-10", 0),
        ("2026-01-11", 0),
        ("2026-01-12", 1),
    ]


def test_due_explains_day_by_day():
    lines = motcua("due", "2026-01-09T09:00", "1wd", "--explain").output.splitlines()
    assert lines == [
        "2026-01-10T17:30:00+07:00",
        "Thứ Sáu   09/01/2026           0  nộp lúc 09:00; ngày đầu tiên không tính",
        "Thứ Bảy   10/01/2026    +1     1  tính; làm bù cho ngày 02/01/2026"
        " (12729/VPCP-KGVX, 25/12/2025); hết hạn lúc 17:30",
    ]
    english = motcua("due", "2026-01-09T09:00", "1wd", "--explain", "--english").output
    assert "filed at 09:00; the first day is not counted" in english


def test_calendar_prints_the_year_with_its_swaps_and_their_source():
    lines = motcua("calendar", "2026").output.splitlines()
    assert lines[0] == "Năm 2026: 249 ngày làm việc"
    assert "Tháng 01   NN--·····B-·····--·····--·····-" in lines
    assert (
        "  Thứ Bảy   10/01/2026  làm bù cho ngày 02/01/2026 [07:30-11:30, 13:30-17:30]"
        " (12729/VPCP-KGVX, 25/12/2025)"
    ) in lines
    assert not any("dự kiến" in line for line in lines)


def test_calendar_says_when_a_year_is_a_forecast():
    assert "Chưa có thông báo chính thức" in motcua("calendar", "2027").output
    assert json.loads(motcua("calendar", "2027", "--json").output)["announced"] is False


def test_calendar_as_json():
    answer = json.loads(motcua("calendar", "2026", "--json").output)
    assert (answer["year"], answer["working_days"]) == (2026, 249)
    made_up = next(day for day in answer["special_days"] if day["date"] == "2026-01-10")
    assert made_up["hours"] == ["07:30-11:30", "13:30-17:30"]
    assert made_up["source"] == "12729/VPCP-KGVX, 25/12/2025"


def test_calendar_of_an_office_of_its_own_hours():
    lines = motcua("calendar", "2026", "--hours", "08:00-12:00").output.splitlines()
    assert "  Thứ Hai   08:00-12:00" in lines


def test_a_unit_is_not_looked_up_without_a_database():
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://x@127.0.0.1:1/x"}
    environment |= {"DJANGO_SETTINGS_MODULE": "motcua.settings.test"}
    asked = subprocess.run(
        [sys.executable, "-m", "motcua", "due", "2026-01-09T09:00", "5wd", "--unit", "H26.01"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert "127.0.0.1:1" in asked.stderr
    assert "Traceback" not in asked.stderr


@pytest.mark.django_db
def test_an_unknown_unit_gets_one_sentence():
    result = motcua("due", "2026-01-09T09:00", "5wd", "--unit", "NOWHERE")
    assert result.exit_code == 2
    assert "NOWHERE" in result.stderr
