"""`sinau grade`: from what was handed in to the gradebook. Idempotent and resumable; one writer."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import grader
from grader.classroom.folder import (
    MAX_EXTRA,
    CourseFolder,
    Submission,
    extra_files,
    grading_lock,
    other_notebooks,
    read_stamps,
    share_with_group,
    stamp_of,
    too_large,
    without_exercises,
    write_graded,
    write_stamp,
)
from grader.classroom.gradebook import (
    Row,
    Writer,
    enrolled_students,
    graded_notebooks,
    languages,
    open_gradebook,
    reference_cells,
)
from grader.classroom.late import apply_late_penalties
from grader.classroom.release import release_course
from grader.common.errors import SinauError
from grader.common.names import printable
from grader.curriculum.release import language, shadowed_names
from grader.grading import worker
from grader.grading.executors import Workers, dask_workers, local_workers
from grader.grading.exercise import Exercise
from grader.grading.reference_cache import Reference, cached
from grader.grading.untrusted import is_page
from grader.notebooks.normal_form import read_notebook
from grader.sandbox.limits import Limits
from grader.sandbox.warm import libraries_of

#: Results are written together: at most this many, or what came in this many seconds.
CHUNK, CHUNK_SECONDS = 64, 5.0
#: Characters of a learner's code in nbgrader's gradebook; PostgreSQL refuses more.
MAX_STUDENT = 128
TOO_LARGE = (
    f"Tidak ikut dijalankan, karena bersama-sama lebih dari {MAX_EXTRA >> 20} MB: {{}}; kecilkan dulu."
)
NO_CELLS: Mapping[str, Any] = {"cells": []}


@dataclass(frozen=True)
class Options:
    """How to grade: on the cluster of ``scheduler``, else in ``workers`` processes (None: all processors)."""

    force: bool = False
    workers: int | None = None
    wall: bool = True
    scheduler: str | None = None
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.workers is not None and not 1 <= self.workers <= 256:
            raise SinauError(f"--workers harus antara 1 dan 256, bukan {self.workers}.")


@dataclass
class Summary:
    """What a run did: notebooks graded and unchanged, how runs ended, seconds by stage, and what was left.

    ``left_out`` names steps of the course's own that nbgrader would have run.
    """

    graded: int = 0
    unchanged: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Task:
    """One submission to grade; its bytes are read when its turn comes, so that memory stays small."""

    submission: Submission
    exercise: Exercise
    exercise_bytes: bytes
    stamp: str


Progress = Callable[[int, int], None]


def grade_course(course: Path, assignment: str | None, options: Options, progress: Progress) -> Summary:
    """Grade what is new or changed in a course folder (with ``force`` all of it).

    ``progress(done, total)`` is called after each submission. An author's error in one assignment
    leaves the others untouched and comes back in ``problems``. Raises SinauError where nothing can be graded
    at all.
    """
    started = time.perf_counter()
    with ExitStack() as stack:
        # First of all, for they start while this process still imports nbgrader and its database.
        workers = stack.enter_context(_workers(options))
        folder = CourseFolder(course)
        if not folder.assignments():
            raise without_exercises(course)
        # An assignment that nobody handed in need not be prepared.
        wanted = [assignment] if assignment else folder.handed_in()
        summary = Summary(left_out=folder.left_out())
        stack.enter_context(grading_lock(folder.path))
        workers.prepare(worker.warm_up, options.wall, _libraries(folder, wanted))
        gradebook = stack.enter_context(open_gradebook(folder.db_url, folder.course_id))
        reference = cached(folder.path, partial(_reference, workers), options.scheduler or "")
        exercises: dict[str, list[Exercise]] = {}
        for name in wanted:
            try:
                exercises[name] = load_exercises(folder, gradebook, name, options, reference)
            except SinauError as problem:
                if assignment:
                    raise
                summary.problems.append(str(problem))
        tasks = [
            t
            for name, known in exercises.items()
            for t in _tasks(folder, gradebook, name, known, options, summary)
        ]
        _grade(folder, gradebook, tasks, workers, options, summary, progress)
    summary.seconds = time.perf_counter() - started
    return summary


def _libraries(folder: CourseFolder, assignments: Sequence[str]) -> frozenset[str]:
    """What the workers' sandboxes can import while the gradebook is being opened."""
    sources = (p for name in assignments for p in folder.folder("source", ".", name).glob("*.ipynb"))
    return libraries_of(path.read_text(encoding="utf-8", errors="replace") for path in sources)


def _workers(options: Options) -> AbstractContextManager[Workers]:
    if options.scheduler:
        return dask_workers(options.scheduler)
    if options.wall:
        from grader.sandbox import bubblewrap

        bubblewrap.find()
    return local_workers(options.workers, options.wall)


def _reference(workers: Workers, *given: Any) -> bytes:
    [(_, data)] = workers.run([given], lambda executor, given: executor.submit(worker.reference, *given))
    if data is None:
        raise SinauError("jawaban acuan tidak selesai dijalankan, pekerjanya mati berulang kali.")
    return data


def load_exercises(
    folder: CourseFolder, gradebook: Any, assignment: str, options: Options, reference: Reference
) -> list[Exercise]:
    """Everything needed to grade an assignment; releases it first where the gradebook does not know it yet.

    Raises SinauError for an unknown assignment and for an author's error.
    """
    order = folder.order(assignment)
    beside = folder.folder("source", ".", assignment)
    cells = reference_cells(gradebook, assignment, order)
    if not cells:
        folder.check_source(assignment)
        gradebook.db.commit()
        release_course(folder.path, assignment)
        gradebook.db.expire_all()
        cells = reference_cells(gradebook, assignment, order)
    spoken = languages(gradebook, assignment)
    known = {path.stem: read_notebook(path) for path in folder.reference_notebooks(assignment)}
    spoken |= {name: language(notebook) for name, notebook in known.items()}
    for notebook, name in spoken.items():
        if name != "python":
            raise SinauError(
                f"{assignment}/{notebook}.ipynb memakai bahasa {name}; sinau hanya menilai Python."
            )
    files = extra_files(beside, folder.nbgrader.ignore, ours=True)
    editable, limits = folder.editable(assignment), folder.limits(options.limits)
    exercises = [
        Exercise(
            assignment,
            notebook,
            refs,
            files=files,
            editable=editable,
            limits=limits,
            shadows=shadowed_names(known.get(notebook, NO_CELLS)),
        )
        for notebook, refs in cells.items()
    ]
    try:
        return [
            _with_questions(e, beside / f"{e.notebook}.ipynb", options.wall, reference) for e in exercises
        ]
    except SinauError as problem:
        if left := too_large(beside, folder.nbgrader.ignore, files):
            raise SinauError(f"{problem} {TOO_LARGE.format(', '.join(left))}") from None
        raise


def _with_questions(exercise: Exercise, source: Path, wall: bool, reference: Reference) -> Exercise:
    if source.is_file():
        try:
            notebooks = {path.name: path.read_bytes() for path in source.parent.glob("*.ipynb")}
            files = tuple(sorted({**notebooks, **exercise.files}.items()))
            given = reference(source.read_bytes(), files, exercise.limits, wall)
            questions, remarks = worker.read_reference(given)
        except SinauError as problem:
            raise SinauError(f"{source}: {problem}") from None
        exercise = replace(exercise, questions=questions, remarks=remarks)
    for ref in exercise.cells:
        if ref.asks_question and ref.grade_id not in exercise.questions:
            raise SinauError(
                f"{source}: soal {ref.grade_id} sudah dirilis tetapi tidak ada di sini; kembalikan, "
                f"atau rilis ulang dengan: sinau release {exercise.assignment}"
            )
    return exercise


def _tasks(
    folder: CourseFolder,
    gradebook: Any,
    assignment: str,
    exercises: Sequence[Exercise],
    options: Options,
    summary: Summary,
) -> Iterator[Task]:
    """The submissions that are new or changed since they were graded."""
    version = grader.__version__.encode() + bytes([options.wall])
    prepared = {e.notebook: (e, e.to_bytes()) for e in exercises}
    known = graded_notebooks(gradebook, assignment)
    enrolled = None if folder.config.Autograde.get("create_student", True) else enrolled_students(gradebook)
    for submission in folder.submissions(assignment, sorted(prepared)):
        shown = printable(submission.student)
        if not _fits_gradebook(submission.student):
            summary.problems.append(
                f"Nama folder kiriman {shown} tidak bisa dicatat di buku nilai; ganti dengan kode peserta."
            )
            continue
        if enrolled is not None and submission.student not in enrolled:
            summary.problems.append(f"{shown} tidak ada di daftar peserta (Autograde.create_student).")
            continue
        exercise, data = prepared[submission.notebook]
        own = {**_own_files(folder, submission), **other_notebooks(submission)}
        extra = b"".join(stamp_of(k.encode(), v).encode() for k, v in sorted(own.items()))
        when = str(submission.timestamp).encode()
        stamp = stamp_of(
            version, data, _read(submission.path) or b"", bytes([submission.path is None]), extra, when
        )
        there = (submission.target / f"{submission.notebook}.ipynb").is_file()
        noted = (submission.student, submission.notebook) in known
        done = there and noted and read_stamps(submission.target).get(submission.notebook) == stamp
        if done and not options.force:
            summary.unchanged += 1
        else:
            yield Task(submission, exercise, data, stamp)


def _fits_gradebook(student: str) -> bool:
    """Whether a folder's name can stand in the gradebook: bytes that are no UTF-8 (from old zips) cannot."""
    return len(student) <= MAX_STUDENT and not any("\ud800" <= char <= "\udfff" for char in student)


def _own_files(folder: CourseFolder, submission: Submission) -> dict[str, bytes]:
    """What a learner handed in beside the notebook."""
    return extra_files(
        folder.folder("submitted", submission.student, submission.assignment), folder.nbgrader.ignore
    )


def _read(path: Path | None) -> bytes | None:
    """The bytes of a submission, None where there is none; the grader says what is wrong with them."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return file.read(worker.MAX_READ)
    except OSError:
        return b""


def submit(folder: CourseFolder, wall: bool, executor: Executor, task: Task) -> Future[bytes]:
    """Hand a submission to a worker, with the files that lie beside it."""
    own = _own_files(folder, task.submission)
    data = (
        replace(task.exercise, files=task.exercise.files_for(own)).to_bytes() if own else task.exercise_bytes
    )
    others = tuple(other_notebooks(task.submission).items())
    return executor.submit(worker.grade_submission, data, _read(task.submission.path), wall, others)


def _grade(
    folder: CourseFolder,
    gradebook: Any,
    tasks: Sequence[Task],
    workers: Workers,
    options: Options,
    summary: Summary,
    progress: Progress,
) -> None:
    writer = Writer(gradebook)
    chunk: list[tuple[Task, worker.Result]] = []
    since = time.monotonic()
    for done, (task, data) in enumerate(workers.run(tasks, partial(submit, folder, options.wall)), 1):
        if data is None:
            summary.lost.append(f"{printable(task.submission.student)}/{task.submission.assignment}")
        else:
            result = worker.Result.from_bytes(data)
            summary.graded += 1
            summary.ended[result.ended] += 1
            summary.stages.update(result.stages)
            chunk.append((task, result))
        if len(chunk) >= CHUNK or time.monotonic() - since > CHUNK_SECONDS:
            _write(folder, gradebook, writer, chunk, summary)
            chunk, since = [], time.monotonic()
        progress(done, len(tasks))
    _write(folder, gradebook, writer, chunk, summary)


def _write(
    folder: CourseFolder,
    gradebook: Any,
    writer: Writer,
    chunk: list[tuple[Task, worker.Result]],
    summary: Summary,
) -> None:
    """Files, then one transaction, then the stamps: killed in between, the next run does the chunk again."""
    if not chunk:
        return
    started = time.perf_counter()
    try:
        for task, result in chunk:
            own = _own_files(folder, task.submission)
            beside = task.exercise.files_for({n: data for n, data in own.items() if not is_page(n)})
            write_graded(task.submission.target, task.submission.notebook, result.notebook, beside)
        files = time.perf_counter()
        rows = [
            Row(s.student, s.assignment, s.notebook, s.timestamp, s.path is not None, r)
            for s, r in ((task.submission, result) for task, result in chunk)
        ]
        writer.write(rows)
        apply_late_penalties(folder, gradebook, rows)
        database = time.perf_counter()
        for task, _ in chunk:
            write_stamp(task.submission.target, task.submission.notebook, task.stamp)
            share_with_group(folder, task.submission.target)
    except OSError as error:
        raise SinauError(
            f"Hasil penilaian tidak bisa ditulis ke {folder.path} ({error.strerror}); kosongkan ruang atau "
            "perbaiki izin, lalu jalankan lagi. Nilai yang sudah tersimpan utuh."
        ) from None
    summary.stages.update(
        {"files": files - started, "gradebook": database - files, "stamps": time.perf_counter() - database}
    )
