"""The gradebook in PostgreSQL, by nbgrader's own ``CourseDirectory.db_url``, on a real server."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import create_engine, text

from grader.classroom.gradebook import Writer
from grader.common.errors import SinauError
from tests.nbgrader_course import answer, answered, check, grade, gradebook_rows, markdown, notebook, write

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("postgres")]

SOURCE = notebook(
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 2),
    check("tes-2", "x / 9", 3),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of an empty database on a server that listens on a unix socket alone."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert found, "PostgreSQL belum terpasang: sudo apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="sinau-pg-"))  # the server's user may not enter pytest's folder
    as_user: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "nobody")
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups", "--"]
    data, programs = folder / "data", found[-1]
    init = [
        *as_user,
        programs / "initdb",
        "-D",
        data,
        "-U",
        "sinau",
        "-A",
        "trust",
        "--no-sync",
        "--no-locale",
        "-E",
        "UTF8",
    ]
    subprocess.run(init, check=True, capture_output=True, cwd=folder)
    sockets = shlex.quote(f'unix_socket_directories="{folder}"')
    options = f"-c listen_addresses= -c {sockets} -c fsync=off"
    control = [*as_user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], check=True, capture_output=True, cwd=folder)
    try:
        yield f"postgresql+psycopg2://sinau@/postgres?host={quote(str(folder))}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=folder)
        shutil.rmtree(folder)


@pytest.fixture
def url(server: str) -> str:
    """The server, its database emptied."""
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


def make_course(course: Path, db_url: str | None) -> Path:
    setting = f"c.CourseDirectory.db_url = {db_url!r}" if db_url else ""
    write(course / "nbgrader_config.py", f"c = get_config()\n{setting}\n")
    write(course / "source/ps/ps.ipynb", SOURCE)
    for number in range(5):
        done = answered(SOURCE, {"jawab": f"x = {number}", "tulis": f"Jawab é {number} 'kutip'."})
        write(course / f"submitted/p{number}/ps/ps.ipynb", done)
        write(course / f"submitted/p{number}/ps/timestamp.txt", f"2026-11-2{number} 10:00:00 +0700")
    return course


def test_the_same_results_as_sqlite(url: str, tmp_path: Path) -> None:
    small, large = make_course(tmp_path / "sqlite", None), make_course(tmp_path / "postgres", url)
    assert grade(small).graded == grade(large).graded == 5
    assert gradebook_rows(large) == gradebook_rows(small)
    assert not (large / "gradebook.db").exists()
    assert grade(large).unchanged == 5
    grade(large, force=True)
    assert gradebook_rows(large) == gradebook_rows(small)


def test_a_connection_that_is_cut_and_a_server_that_is_gone(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = make_course(tmp_path / "sqlite", None), make_course(tmp_path / "postgres", url)
    grade(small)
    write_one, written = Writer._write, []

    def cut(self: Writer, row: object, made: dict[Any, Any]) -> None:
        written.append(row)
        write_one(self, row, made)
        if len(written) == 3:
            with create_engine(url, isolation_level="AUTOCOMMIT").connect() as other:
                end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                other.execute(text(end))

    monkeypatch.setattr(Writer, "_write", cut)
    with pytest.raises(SinauError, match=r"^Buku nilai tidak bisa ditulis \(.*jalankan lagi\.$"):
        grade(large)
    assert [key for key in gradebook_rows(large) if key.startswith("p")] == []  # all of a chunk or none of it
    assert grade(large).graded == 5
    assert gradebook_rows(large) == gradebook_rows(small)
    nowhere = make_course(tmp_path / "tanpa", f"postgresql+psycopg2://sinau@/postgres?host={tmp_path}")
    with pytest.raises(
        SinauError, match=r"^Buku nilai tidak bisa dibuka \(.*db_url di nbgrader_config\.py\.$"
    ):
        grade(nowhere)
