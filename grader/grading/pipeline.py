"""`sinau grade`: from what was handed in to the gradebook. Idempotent and resumable.

The steps of a run, and the value that each hands on:

1. ``executors``  processes, or a Dask cluster, with a warm sandbox each              → Workers
2. ``classroom``  where everything stands, by nbgrader's configuration; locked        → ClassFolder
3. ``exercises``  cells from nbgrader's gradebook, keys from the author's solution    → CompiledExercise
4. ``plan``       what was handed in, new or changed; its bytes are read here, once   → Task
5. ``worker``     bytes → sanitise → run behind the wall → judge → bytes              → Result
6. ``record``     copies, one transaction in nbgrader's gradebook: the one writer     → Entry
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from grader.classroom import configuration
from grader.classroom.backup import back_up
from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook, waiting_marks
from grader.classroom.lock import grading_lock
from grader.classroom.modes import read_modes
from grader.common.errors import SinauError
from grader.common.names import printable
from grader.grading import worker
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.executors import Workers, dask_workers, local_workers
from grader.grading.exercises import compile_exercises
from grader.grading.options import GradingOptions
from grader.grading.plan import Plan, Task
from grader.grading.record import Recorder
from grader.grading.reference_cache import cached
from grader.grading.summary import Summary
from grader.sandbox import bubblewrap
from grader.sandbox.warm import libraries_of

Progress = Callable[[int, int], None]


def grade_class(
    course: Path,
    assignment: str | None,
    options: GradingOptions,
    progress: Progress,
    before: Callable[[ClassFolder], object] = lambda folder: None,
) -> Summary:
    """Grade what is new or changed in a class folder (with ``force`` all of it).

    ``before`` is called before anything changes, ``progress(done, total)`` after each hand-in that is graded.
    An author's error in one assignment leaves the others untouched and comes back in ``problems``. Raises
    SinauError where nothing can be graded at all.
    """
    started = time.perf_counter()
    with ExitStack() as stack:
        # First of all, for they start while this process still imports nbgrader and its database.
        workers = stack.enter_context(_workers(options))
        folder = ClassFolder(course)
        if options.wall:
            bubblewrap.refuse_shown(*folder.places())
        if not folder.assignments():
            raise folder.without_exercises()
        # An assignment that nobody handed in need not be prepared.
        wanted = [assignment] if assignment else folder.handed_in()
        stack.enter_context(grading_lock(folder.path))
        before(folder)
        back_up(folder, "nilai", datetime.now())
        workers.prepare(worker.warm_up, options.wall, _libraries(folder, wanted), _isolates(folder, wanted))
        gradebook = stack.enter_context(open_gradebook(folder.db_url, folder.course_id))
        summary = Summary(left_out=configuration.left_out(folder.config))
        compiled = _compile(folder, gradebook, wanted, workers, options, summary)
        if assignment and summary.problems:
            raise SinauError(summary.problems[0])
        plan = Plan(folder, gradebook, compiled, options, summary)
        _grade(plan, workers, options.wall, Recorder(folder, gradebook, summary), summary, progress)
        summary.waiting, summary.second_look = waiting_marks(gradebook, plan.handed_in)
    summary.seconds = time.perf_counter() - started
    return summary


def _workers(options: GradingOptions) -> AbstractContextManager[Workers]:
    if options.scheduler:
        return dask_workers(options.scheduler, options.keys)
    if options.wall:
        bubblewrap.find()
    return local_workers(options.workers, options.wall)


def _libraries(folder: ClassFolder, assignments: Sequence[str]) -> frozenset[str]:
    """What the workers' sandboxes can import while the gradebook is being opened."""
    sources = (path for name in assignments for path in folder.source(name).glob("*.ipynb"))
    return libraries_of(path.read_text(encoding="utf-8", errors="replace") for path in sources)


def _isolates(folder: ClassFolder, assignments: Sequence[str]) -> bool:
    """Whether a release has decided that some test runs in a process of its own."""
    sources = (path for name in assignments for path in folder.source(name).glob("*.ipynb"))
    return any('"isolated": {' in read_modes(folder.path, path.read_bytes()) for path in sources)


def _compile(
    folder: ClassFolder,
    gradebook: Any,
    assignments: Sequence[str],
    workers: Workers,
    options: GradingOptions,
    summary: Summary,
) -> dict[str, list[CompiledExercise]]:
    """Assignment → its exercises; what is wrong with one of them goes to the problems."""
    reference = cached(folder.path, partial(_reference, workers), options.scheduler or "")
    compiled: dict[str, list[CompiledExercise]] = {}
    for name in assignments:
        try:
            compiled[name] = compile_exercises(folder, gradebook, name, options, reference)
        except SinauError as problem:
            summary.problems.append(str(problem))
    return compiled


def _reference(workers: Workers, *given: Any) -> bytes:
    [(_, data)] = workers.run([given], lambda executor, given: executor.submit(worker.reference, *given))
    if data is None:
        raise SinauError("jawaban acuan tidak selesai dijalankan, pekerjanya mati berulang kali.")
    return data


def _grade(
    plan: Plan, workers: Workers, wall: bool, recorder: Recorder, summary: Summary, progress: Progress
) -> None:
    def submit(executor: Executor, task: Task) -> Future[bytes]:
        return executor.submit(worker.grade_submission, *task.arguments(wall))

    for done, (task, data) in enumerate(workers.run(plan.tasks(), submit), 1):
        if data is None:
            summary.lost.append(f"{printable(task.hand_in.student)}/{task.hand_in.assignment}")
        else:
            result = worker.Result.from_bytes(data)
            summary.count(result.ended, result.stages)
            recorder.add(task, result)
        progress(done + plan.passed, plan.total)
    recorder.flush()
