"""What a second Dask worker brings."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from grader.bench.grading import CLASS, DRAWING, new_course, submit
from grader.bench.machine import machine
from grader.common.errors import SinauError
from grader.grading.executors import default_workers
from grader.grading.options import GradingOptions
from grader.grading.pipeline import grade_class

WAIT_SECONDS = 120
#: Cores that two workers, the scheduler and the coordinator need not to slow each other down.
ALONE = 4


def bench_cluster(say: Callable[[str], None]) -> None:
    """Grade a class with one single-threaded worker and with two; raises SinauError without the extra."""
    if importlib.util.find_spec("distributed") is None:
        raise SinauError("Untuk mengukur Dask pasang dulu: pip install 'sinau-desa[cluster]'.")
    say(machine())
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        course, note = Path(folder) / "kelas", Path(folder) / "penjadwal.json"
        notebooks = new_course(course, DRAWING)
        stack.enter_context(
            _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(note))
        )
        address = _address(note)
        took = []
        for workers in (1, 2):
            stack.enter_context(_dask("worker", address, "--nthreads", "1", "--no-nanny"))
            _wait_for(address, workers)
            submit(course, DRAWING, notebooks, 8)
            _grade(course, address)  # each worker's sandbox is warm after this
            submit(course, DRAWING, notebooks, CLASS)
            took.append(_grade(course, address))
    one, two = took
    say(f"\n{DRAWING}: {CLASS} kiriman lewat Dask, 1 pekerja {one:.2f} detik, 2 pekerja {two:.2f} detik")
    say(f"  → {one / two:.2f} kali (batas 1,8)")
    if default_workers() < ALONE:
        say("    Di mesin ini penjadwal, koordinator, dan pekerja berebut inti; terpisah hasilnya lebih.")


@contextmanager
def _dask(*arguments: str) -> Iterator[None]:
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.kill()


def _address(note: Path) -> str:
    end = time.monotonic() + WAIT_SECONDS
    while not note.is_file() or not note.read_text(encoding="utf-8"):
        if time.monotonic() > end:
            raise SinauError("Penjadwal Dask tidak mau menyala.")
        time.sleep(0.05)
    return str(json.loads(note.read_text(encoding="utf-8"))["address"])


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout="60s", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=WAIT_SECONDS)


def _grade(course: Path, address: str) -> float:
    started = time.perf_counter()
    grade_class(course, None, GradingOptions(force=True, scheduler=address), lambda done, total: None)
    return time.perf_counter() - started
