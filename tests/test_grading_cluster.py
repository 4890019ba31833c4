"""`sinau grade --scheduler` on a real Dask cluster: a scheduler and two worker processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.common.errors import SinauError
from grader.grading.cluster_keys import CERTIFICATE, KEY, make_keys, security
from grader.grading.options import GradingOptions
from grader.grading.pipeline import grade_class
from grader.grading.summary import Summary
from tests.nbgrader_course import answer, answered, check, grade, gradebook_rows, notebook, write

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kluster")]

REFUSED = "(?i)timed out|certificate|handshake|reset|closed"
ALONE = ("--nthreads", "1", "--no-nanny")
HERE = str(Path(__file__).parent.parent)
SOURCE = notebook(
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"), check("tes", "assert x == 3", 2)
)


class Cluster:
    """A scheduler and its workers; use it as a context manager."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self._tls = flags[2:]
        self._file = folder / "penjadwal.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            *("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self._file), *flags)
        )
        end = time.monotonic() + 120
        while not self._file.is_file() or not self._file.read_text():
            assert time.monotonic() < end, "no scheduler"
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]

    def add_worker(self) -> None:
        self.workers.append(self._start("worker", self.address, *ALONE, *self._tls))

    def wait_for(self, count: int, guard: Any = None, patience: str = "60s") -> None:
        from distributed import Client

        with Client(self.address, timeout=patience, set_as_default=False, security=guard) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(count, timeout=120)

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": HERE}, stdout=quiet, stderr=quiet)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        yield made
    finally:
        made.close()


def make_course(course: Path, count: int, seconds: float = 0) -> Path:
    write(course / "source/ps/ps.ipynb", SOURCE)
    for number in range(count):
        text = f"import time\ntime.sleep({seconds})\nx = {number % 5}"
        write(course / f"submitted/p{number:03}/ps/ps.ipynb", answered(SOURCE, {"jawab": text}))
    return course


def graded_by(cluster: Cluster, course: Path, at: int = 0) -> Summary:
    """Grade on the cluster; its first worker is killed once ``at`` submissions are done."""

    def progress(done: int, total: int) -> None:
        if done == at:
            cluster.workers[0].kill()

    return grade_class(course, None, GradingOptions(scheduler=cluster.address), progress)


def test_a_cluster_gives_the_same_gradebook_and_loses_nothing_with_a_worker(
    cluster: Cluster, tmp_path: Path
) -> None:
    here, there = make_course(tmp_path / "sini", 24, 0.02), make_course(tmp_path / "sana", 24, 0.02)
    grade(here)
    with pytest.raises(SinauError, match=r"belum punya pekerja; jalankan: dask worker tcp://127"):
        graded_by(cluster, there)
    cluster.add_worker()
    cluster.add_worker()
    cluster.wait_for(2)
    summary = graded_by(cluster, there, at=6)
    assert (summary.graded, summary.lost, summary.problems) == (24, [], [])
    assert gradebook_rows(there) == gradebook_rows(here)
    cluster.workers[0].wait()
    # All workers go away and the scheduler stays: a sentence, and what was graded stays.
    deserted = make_course(tmp_path / "sepi", 24, 0.1)

    def leave(done: int, total: int) -> None:
        if done == 3:
            cluster.workers[1].kill()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.grading.executors.ASK_SECONDS", 0.2)
        patch.setattr("grader.grading.executors.PATIENCE_SECONDS", 1.0)
        with pytest.raises(SinauError, match="Semua pekerja Dask hilang"):
            grade_class(deserted, None, GradingOptions(scheduler=cluster.address), leave)
    cluster.add_worker()
    cluster.wait_for(1)
    # The scheduler goes away in the middle: a sentence, and what was graded stays.
    again = make_course(tmp_path / "lagi", 24, 0.1)

    def progress(done: int, total: int) -> None:
        if done == 3:
            cluster.scheduler.kill()

    with pytest.raises(SinauError, match="Hubungan dengan penjadwal Dask terputus"):
        grade_class(again, None, GradingOptions(scheduler=cluster.address), progress)
    grade(again)
    assert gradebook_rows(again) == gradebook_rows(here)


def test_a_scheduler_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.grading.executors.CONNECT_SECONDS", 1)
    with pytest.raises(SinauError, match=r"Penjadwal Dask di tcp://127\.0\.0\.1:9 tidak bisa dihubungi"):
        grade_class(
            make_course(tmp_path, 1),
            None,
            GradingOptions(scheduler="tcp://127.0.0.1:9"),
            lambda done, total: None,
        )
    odd = (
        "tcp://127.0.0.1:8786/../10.0.0.5",
        "tcp://localhost/@10.0.0.5:1",
        "tcp://127.0.0.1#.desa:1",
        "tcp://127.0.0.1.desa:1",
    )
    for address in ("ngawur", "tcp://10.0.0.5:8786", "10.0.0.5:8786", "ws://10.0.0.5:8786", *odd):
        with pytest.raises(SinauError, match=r"tanpa TLS bisa dipakai siapa saja.*sinau cluster FOLDER"):
            grade_class(tmp_path, None, GradingOptions(scheduler=address), lambda done, total: None)
    with pytest.raises(SinauError, match="butuh --keys FOLDER"):
        grade_class(tmp_path, None, GradingOptions(scheduler="tls://10.0.0.5:1"), lambda done, total: None)


def test_only_who_has_the_keys_can_use_the_scheduler(tmp_path: Path) -> None:
    keys = tmp_path / "kunci"
    assert "--protocol tls" in make_keys(keys)[0]
    assert (keys / KEY).stat().st_mode & 0o077 == 0
    with pytest.raises(SinauError, match="sudah ada"):
        make_keys(keys)
    flags = ("--tls-ca-file", str(keys / CERTIFICATE), "--tls-cert", str(keys / CERTIFICATE))
    made = Cluster(tmp_path, "--protocol", "tls", *flags, "--tls-key", str(keys / KEY))
    try:
        assert made.address.startswith("tls://")
        made.add_worker()
        made.wait_for(1, security(made.address, keys))
        course = make_course(tmp_path / "kelas", 3)
        options = GradingOptions(scheduler=made.address, keys=keys)
        assert grade_class(course, None, options, lambda done, total: None).graded == 3
        make_keys(tmp_path / "lain")
        with pytest.raises(OSError, match=REFUSED):
            made.wait_for(1, security(made.address, tmp_path / "lain"), "5s")  # a certificate of its own
        made.address = made.address.replace("tls://", "tcp://")
        with pytest.raises(OSError, match=REFUSED):
            made.wait_for(1, None, "5s")  # none at all
    finally:
        made.close()
