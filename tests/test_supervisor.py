import sys
from pathlib import Path

import pytest

from motcua.supervisor import Program, Supervisor, last_line


class Enough(Exception):
    pass


def test_quick_deaths_are_waited_out_longer_each_time(tmp_path: Path) -> None:
    delays: list[float] = []

    def died(program: Program, status: int, delay: float) -> None:
        assert (program.name, status) == ("short", 3)
        delays.append(delay)
        if len(delays) == 3:
            raise Enough

    command = [sys.executable, "-S", "-c", "print('last words'); raise SystemExit(3)"]
    program = Program("short", command, {}, tmp_path / "log" / "short")
    with Supervisor(died) as supervisor:
        supervisor.start(program)
        with pytest.raises(Enough):
            supervisor.watch()

    assert delays == [0.5, 1.0, 2.0]
    assert last_line(program.log) == "last words"
