"""What docs/clock.md shows a reader is what the clock answers."""

import re
from pathlib import Path

from click.testing import CliRunner

from motcua.cli import main
from tests.clock.offices import due_at

DOCUMENT = (Path(__file__).parents[2] / "docs" / "clock.md").read_text("utf-8")


def test_each_command_shown_prints_what_is_shown():
    shown = re.findall(r"^\$ motcua (.+)\n((?:(?!```).*\n)+)", DOCUMENT, re.MULTILINE)
    assert shown
    for command, output in shown:
        assert CliRunner().invoke(main, command.split()).output == output


def test_the_drawings_show_true_dates():
    assert due_at("2026-01-09 09:00", "5wd") == "2026-01-15 17:30"
    assert due_at("2026-02-10 09:00", "7d") == "2026-02-23 17:30"
    assert due_at("2026-11-05 09:00", "12wh") == "2026-11-06 15:00"
