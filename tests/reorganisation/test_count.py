"""`motcua count`: the dossiers of each agency on a day, and a total that both trees share."""

import pytest
from click.testing import CliRunner

from motcua.cli import main
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def count(*options: str) -> list[list[str]]:
    told = CliRunner().invoke(main, ["count", *options])
    assert told.exit_code == 0, told.output
    return [line.split() for line in told.output.splitlines()]


def test_received_and_open_are_counted_by_agency_and_add_up() -> None:
    people.carry_to(people.received(), "return")
    people.received()
    for tree in ("then", "now"):
        agency, total = count("--tree", tree)
        assert agency[:3] == [people.commune().code, "2", "1"]
        assert total[:4] == ["Tổng", "số", "2", "1"]


def test_a_day_before_anything_has_nothing() -> None:
    people.received()
    assert count("--on", "2020-01-01") == [
        ["Tổng", "số", "0", "0", "đã", "tiếp", "nhận,", "chưa", "xong"]
    ]


def test_a_day_that_is_none_is_refused() -> None:
    told = CliRunner().invoke(main, ["count", "--on", "hôm nay"])
    assert told.exit_code == 2
