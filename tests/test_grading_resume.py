"""Killed anywhere and run again: the same gradebook and graded notebooks as in a run nobody disturbed."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from grader.classroom import gradebook, graded_copy
from grader.classroom.lock import grading_lock
from grader.classroom.release import release_course
from grader.common import process_pool
from grader.common.errors import SinauError
from grader.curriculum.lint.running import lint_runs
from grader.grading import executors, record, worker
from grader.grading.executors import Workers
from tests.nbgrader_course import (
    answer,
    answered,
    check,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    write,
)

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("lanjut")]

SOURCE = notebook(
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 2),
    check("tes-2", "x / 2", 3),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
)
SEEDS, KILLS = range(5), 20  # a hundred points together; shared out, they are tested side by side


def make(folder: Path) -> None:
    """`before`: a released course with hand-ins. `after`: graded in one go."""
    course = folder / "before"
    for name in ("ps1", "ps2"):
        write(course / "source" / name / f"{name}.ipynb", SOURCE)
        release_course(course, name)
        for number in range(4):
            done = answered(SOURCE, {"jawab": f"x = {number}", "tulis": f"Jawab {number}."})
            write(course / f"submitted/p{number}/{name}/{name}.ipynb", done)
            write(course / f"submitted/p{number}/{name}/timestamp.txt", f"2026-11-2{number} 10:00:00 UTC")
    shutil.copytree(course, folder / "after")
    grade(folder / "after")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resume")
    make(folder)
    return folder


def files(course: Path) -> dict[str, bytes]:
    found = (p for p in (course / "autograded").rglob("*") if p.is_file())
    return {p.relative_to(course).as_posix(): p.read_bytes() for p in found}


def assert_as_if_undisturbed(course: Path, graded: Path) -> None:
    assert gradebook_rows(course) == gradebook_rows(graded / "after")
    assert files(course) == files(graded / "after")


# In the process that is killed: every step that writes counts down, and at zero the process kills itself.
STEPS: list[tuple[Any, str]] = [
    (graded_copy, "write_atomic"),
    (record, "write_graded"),
    (record, "write_stamp"),
    (record, "apply_late_penalties"),
    (gradebook.Writer, "write"),
    (gradebook.Writer, "_write"),
    (os, "replace"),
    (os, "fsync"),
]


def _graded_until_killed(course: Path, countdown: int, chunk: int) -> None:
    """Run by a forked child: grade, and die by SIGKILL before or after the ``countdown``-th write."""
    left = [countdown]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            _tick(left)
            result = function(*args, **kwargs)
            _tick(left)
            return result

        return step

    for owner, name in STEPS:
        setattr(owner, name, counted(getattr(owner, name)))
    _count_database_steps(left)
    record.CHUNK = chunk
    grade(course)
    os._exit(0)


def _count_database_steps(left: list[int]) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, lambda *_: _tick(left))


def _tick(left: list[int]) -> None:
    left[0] -= 1
    if left[0] <= 0:
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _remembered_results(count: int | None, wall: bool, libraries: frozenset[str]) -> Iterator[Workers]:
    """A worker whose results are known beforehand: what is tested here is the coordinator."""
    with ThreadPoolExecutor(1) as pool:
        yield Workers(lambda: pool, 8)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grade each submission once a test process; the children that are forked inherit the results."""
    known: dict[Any, bytes] = {}
    real = worker.grade_submission

    def remembered(*args: Any) -> bytes:
        if args not in known:
            known[args] = real(*args)
        return known[args]

    monkeypatch.setattr(worker, "grade_submission", remembered)


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_at_a_hundred_points_and_run_again(
    graded: Path, tmp_path: Path, quick: None, seed: int
) -> None:
    course = tmp_path / "kelas"
    shutil.copytree(graded / "before", course)
    grade(course)  # fills what `quick` remembers
    rng = random.Random(seed)
    fork = multiprocessing.get_context("fork")
    killed = 0
    while killed < KILLS:
        shutil.rmtree(course)
        shutil.copytree(graded / "before", course)
        # One course is killed again and again, later and later, until a run gets through.
        for chunk in iter(lambda: rng.choice([1, 3, 64]), None):
            child = fork.Process(target=_graded_until_killed, args=(course, rng.randrange(1, 400), chunk))
            child.start()
            child.join()
            if child.exitcode == 0:
                break
            assert child.exitcode == -signal.SIGKILL
            killed += 1
        assert_as_if_undisturbed(course, graded)


def test_a_holder_of_the_lock_is_named_and_a_dead_one_is_not_waited_for(
    graded: Path, tmp_path: Path, quick: None
) -> None:
    course = tmp_path / "kelas"
    shutil.copytree(graded / "before", course)
    fork = multiprocessing.get_context("fork")
    holding = fork.Event()

    def hold() -> None:
        with grading_lock(course):
            holding.set()
            time.sleep(60)

    holder = fork.Process(target=hold)
    holder.start()
    assert holding.wait(30)
    with pytest.raises(
        SinauError, match=rf"sedang dinilai oleh proses {holder.pid} di .* sejak pukul \d\d\.\d\d; tunggu"
    ):
        grade(course)
    holder.kill()
    holder.join()
    assert grade(course).graded == 8
    assert_as_if_undisturbed(course, graded)


def test_two_at_once(graded: Path, tmp_path: Path, quick: None) -> None:
    course = tmp_path / "kelas"
    shutil.copytree(graded / "before", course)
    grade(course)
    shutil.rmtree(course)
    shutil.copytree(graded / "before", course)
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    both = [fork.Process(target=_tell, args=(course, answers)) for _ in range(2)]
    for one in both:
        one.start()
    told = sorted(answers.get(timeout=120) for _ in both)
    for one in both:
        one.join()
    # Either one was turned away, or it came when the other had done everything.
    assert told[0] == "dinilai 8" or "sedang dinilai oleh" in told[0]
    assert "Traceback" not in "".join(told)
    assert grade(course).graded == 0
    assert_as_if_undisturbed(course, graded)


def _tell(course: Path, answers: Any, limit: int | None = None) -> None:
    """Run by a forked child: grade (with no file larger than ``limit`` bytes) and say how it went."""
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        answers.put(f"dinilai {grade(course).graded}")
    except SinauError as problem:
        answers.put(str(problem))


@pytest.mark.parametrize(
    ("limit", "copied", "sentence"),
    [
        (1_500, False, "Cadangan tidak bisa dibuat di"),
        (1_500, True, "Hasil penilaian tidak bisa ditulis ke"),
        (40_000, True, "Buku nilai tidak bisa ditulis"),
    ],
    ids=["no room for a backup", "no room for a notebook", "no room for the gradebook"],
)
def test_a_full_disk(
    graded: Path,
    tmp_path: Path,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    copied: bool,
    sentence: str,
) -> None:
    course = tmp_path / "kelas"
    if copied:
        monkeypatch.setattr("grader.grading.pipeline.back_up", lambda *_: None)
    shutil.copytree(graded / "before", course)
    before = gradebook_rows(course)
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=_tell, args=(course, answers, limit))
    child.start()
    told = answers.get(timeout=120)
    child.join()
    assert told.startswith(sentence)
    assert "jalankan lagi" in told
    assert gradebook_rows(course) == before
    grade(course)
    assert_as_if_undisturbed(course, graded)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    course = tmp_path / "kelas"
    course.mkdir()
    course.chmod(0o555)
    for folder in tmp_path.parents[:3]:
        folder.chmod(folder.stat().st_mode | 0o011)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)  # root may write everywhere
    try:
        with (
            pytest.raises(
                SinauError, match=r"kelas tidak bisa ditulisi \(Permission denied\); perbaiki izinnya"
            ),
            grading_lock(course),
        ):
            pass
    finally:
        os.seteuid(mine)


def _square(number: int) -> bytes:
    """Run by a worker: 13 kills it."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return str(number * number).encode()


def test_a_worker_that_dies_takes_nobody_along() -> None:
    from concurrent.futures import ProcessPoolExecutor

    fork = multiprocessing.get_context("fork")
    workers = Workers(lambda: ProcessPoolExecutor(2, mp_context=fork), 8)
    try:
        results = dict(workers.run([*range(10), 13, *range(20, 30)], lambda pool, n: pool.submit(_square, n)))
    finally:
        workers.close()
    assert results == {n: str(n * n).encode() for n in [*range(10), *range(20, 30)]} | {13: None}


def test_workers_that_died_before_they_were_prepared_are_replaced() -> None:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pools: list[ProcessPoolExecutor] = []

    def make() -> ProcessPoolExecutor:
        pools.append(ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")))
        return pools[-1]

    workers = Workers(make, 8)
    try:
        with pytest.raises(BrokenProcessPool):
            pools[0].submit(_square, 13).result()
        workers.prepare(_square, 1)
        assert dict(workers.run([1, 2], lambda pool, n: pool.submit(_square, n))) == {1: b"1", 2: b"4"}
        assert len(pools) == 2
    finally:
        workers.close()


def test_what_another_error_of_a_task_says_is_not_swallowed() -> None:
    def broken(pool: Any, task: int) -> Future[bytes]:
        failed: Future[bytes] = Future()
        failed.set_exception(SinauError("Kotak pasir tidak dapat dimulai."))
        return failed

    with ThreadPoolExecutor(1) as pool, pytest.raises(SinauError, match="Kotak pasir"):
        list(Workers(lambda: pool, 2).run([1], broken))


COORDINATOR = """
import sys, time
from grader.grading.executors import local_workers
def child(number):
    import os
    return str(os.getpid()).encode()
if __name__ == "__main__":
    from grader.grading.worker import sandbox
    with local_workers(1, True) as workers:
        [(_, pid)] = workers.run([1], lambda pool, n: pool.submit(__import__("os").getpid))
        print(pid, flush=True)
        time.sleep(600)
"""


def test_nothing_is_left_of_a_killed_coordinator(tmp_path: Path) -> None:
    import psutil

    script = tmp_path / "koordinator.py"
    script.write_text(COORDINATOR)
    here = str(Path(__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": here},
    ) as coordinator:
        assert coordinator.stdout is not None
        pool = psutil.Process(int(coordinator.stdout.readline()))
        family = [pool, *pool.children(recursive=True)]
        assert any("bwrap" in p.name() or "python" in p.name() for p in family[1:])
        coordinator.kill()
    _, alive = psutil.wait_procs(family, timeout=60)
    for left in alive:
        with suppress(psutil.Error):
            left.kill()
    assert not alive


def test_a_container_without_shared_memory_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(process_pool, "ProcessPoolExecutor", refuse)
    with (
        pytest.raises(SinauError, match=r"Memori bersama /dev/shm .*sudo mount"),
        executors.local_workers(1, True),
    ):
        pass
    with pytest.raises(SinauError, match=r"Memori bersama /dev/shm .*sudo mount"):
        lint_runs([])
