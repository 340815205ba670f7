"""`motcua demo` from outside: it starts, repairs itself, stops and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import Demonstration, answers, motcua, processes_of, wait_until

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "home"


@pytest.fixture(scope="module")
def demonstration(home: Path, port: int) -> Iterator[Demonstration]:
    """Started, killed, and started again while the parts of the first were still ending."""
    first = Demonstration(home, port)
    first.process.kill()
    first.process.wait()
    second = Demonstration(home, port)
    yield second
    second.process.terminate()
    second.process.wait()


def test_after_a_kill_it_finds_its_way_by_itself(demonstration: Demonstration) -> None:
    assert answers(demonstration.port)
    commands = processes_of(demonstration.home).values()
    assert len([line for line in commands if "bin/postgres" in line]) == 1


def test_it_prints_where_to_go_and_who_to_be(demonstration: Demonstration) -> None:
    assert f"http://127.0.0.1:{demonstration.port}/" in demonstration.words
    assert "motcua-demo" in demonstration.words
    assert "mc.thanhpho" in demonstration.words


def test_a_second_one_in_the_same_home_is_told_where_the_first_is(
    demonstration: Demonstration,
) -> None:
    second = motcua(demonstration.home, "demo", "--port", "0")
    assert second.returncode == 1
    where = f"{demonstration.home}: http://127.0.0.1:{demonstration.port}/"
    assert f"Một bản chạy thử khác đang dùng {where}" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize(
    ("name", "command"),
    [("web", "granian"), ("worker", "procrastinate"), ("database", "bin/postgres")],
)
def test_a_part_that_dies_is_started_again(
    demonstration: Demonstration, name: str, command: str
) -> None:
    (victim,) = demonstration.children(command)

    os.kill(victim, signal.SIGKILL)

    wait_until(lambda: f"{name}: dừng đột ngột (signal 9)" in demonstration.words, "its death")
    wait_until(lambda: demonstration.children(command) not in ([], [victim]), "its successor")
    wait_until(lambda: answers(demonstration.port), "an answer")


def test_asked_to_stop_it_leaves_nothing_behind(demonstration: Demonstration) -> None:
    """The last to use the demonstration."""
    demonstration.process.terminate()
    assert demonstration.process.wait(60) == 0
    assert "Stopped." in demonstration.words
    # What had to be killed is gone when the kernel says so, a moment later.
    wait_until(lambda: processes_of(demonstration.home) == {}, "nothing runs any more")


def test_no_to_fresh_keeps_the_data(home: Path) -> None:
    before = sorted((home / "database").iterdir())
    done = motcua(home, "demo", "--fresh")
    assert done.returncode == 1
    assert sorted((home / "database").iterdir()) == before


def test_port_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        done = motcua(tmp_path, "demo", "--port", str(taken))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Cổng {taken} đang có chương trình khác dùng. Hãy chọn cổng khác: --port",
        f"Port {taken} is in use by another program. Choose another one: --port",
    ]


def test_home_that_cannot_be_written() -> None:
    done = motcua(Path("/dev/null/home"), "demo", "--port", "0")
    assert done.returncode == 1
    assert "Không ghi được vào /dev/null/home." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="a small disk can only be made by root")
def test_disk_nearly_full(tmp_path: Path) -> None:
    script = f"mount -t tmpfs -o size=20m none {tmp_path} && exec motcua demo --port 0"
    command = ["unshare", "--mount", "sh", "-c", script]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    surroundings = os.environ | {"MOTCUA_HOME": str(tmp_path), "PATH": path}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this machine does not let root mount")
    assert done.returncode == 1
    assert f"Ổ đĩa chứa {tmp_path} sắp đầy" in done.stderr


def test_database_that_cannot_be_reached(tmp_path: Path) -> None:
    url = "postgresql://someone:secret@127.0.0.1:9/nowhere"
    done = motcua(tmp_path, "demo", "--port", "0", DATABASE_URL=url)
    assert done.returncode == 1
    assert "Không kết nối được cơ sở dữ liệu 127.0.0.1:9/nowhere (DATABASE_URL)" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_fresh_never_empties_a_real_database(tmp_path: Path) -> None:
    done = motcua(tmp_path, "demo", "--port", "0", "--fresh", DATABASE_URL="postgresql://x/y")
    assert done.returncode == 1
    assert "--fresh" in done.stderr
