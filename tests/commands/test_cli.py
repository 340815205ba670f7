"""The command line as a whole: what it offers and how it refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.running import environment, motcua

EVERY = ["demo", "serve", "worker", "migrate", "seed", "import", "verify", "due", "calendar"]


def test_help_lists_every_command_and_loads_no_django(tmp_path: Path) -> None:
    script = (
        "import sys; from click.testing import CliRunner; from motcua.cli import main\n"
        "print(CliRunner().invoke(main, ['--help']).output); print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    *listed, loaded = done.stdout.split("\n")[:-1]
    assert loaded == "False"
    for command in EVERY:
        assert any(line.strip().startswith(f"{command} ") for line in listed), command


@pytest.mark.parametrize("command", EVERY)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = motcua(tmp_path, command, "--help")
    assert done.returncode == 0
    assert "Usage: " in done.stdout


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "seed"])
def test_production_without_a_secret_key_is_refused(tmp_path: Path, command: str) -> None:
    done = motcua(tmp_path, command)
    assert done.returncode == 1
    assert "Cấu hình chưa đủ: SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["worker", "migrate", "seed"])
def test_unreachable_database_is_named_without_its_password(tmp_path: Path, command: str) -> None:
    done = motcua(
        tmp_path, command, SECRET_KEY="x", DATABASE_URL="postgresql://a:hidden@127.0.0.1:9/b"
    )
    assert done.returncode == 1
    assert "127.0.0.1:9/b" in done.stderr
    assert "hidden" not in done.stderr
    assert "Traceback" not in done.stderr
