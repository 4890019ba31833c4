"""The worker's side: bytes in, bytes out, one warm sandbox a process. Runs locally or on a cluster alike."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from multiprocessing import connection, parent_process
from typing import Any, cast

from grader.checks.observation import Observation
from grader.classroom.entries import Score
from grader.common.errors import SinauError
from grader.curriculum.choices import as_shown
from grader.curriculum.declared import Declared, declared, has_to_run
from grader.curriculum.isolation import Mode
from grader.curriculum.release import (
    CompiledQuestion,
    check_reference,
    compile_checks,
    decide_modes,
    reference_steps,
)
from grader.grading.answer_digest import answer_digests
from grader.grading.carry import carried, solution_steps
from grader.grading.compiled_exercise import (
    CompiledExercise,
    from_bytes,
    question_from_json,
    question_to_json,
)
from grader.grading.deadline import OUR_SECONDS, TooSlow, within
from grader.grading.sanitise import MAX_BYTES, Sanitised, sanitise, unreadable
from grader.grading.score import Carried, Graded, grade, is_credit, steps
from grader.notebooks.cells import is_test
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, JobResult, Step
from grader.sandbox.limits import Limits

Json = Any
#: One byte more than what is accepted, so that a larger file is recognised without reading it whole.
MAX_READ = MAX_BYTES + 1
#: A larger notebook does not lie beside its own cells.
MAX_BESIDE = 2 * 2**20


@dataclass(frozen=True)
class Result:
    """What comes back for one submission: the graded notebook as text, and what goes into the gradebook.

    ``ended`` tells how the run ended; ``stages`` are seconds; ``digests`` are those of ``answer_digests``.
    """

    notebook: str
    scores: tuple[Score, ...]
    no_response: tuple[str, ...]
    ended: str
    stages: dict[str, float]
    digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_bytes(cls, data: bytes) -> Result:
        """Read ``Result.to_bytes``."""
        raw = json.loads(data)
        scores = tuple(Score(**score) for score in raw["scores"])
        return cls(**{**raw, "scores": scores, "no_response": tuple(raw["no_response"])})

    def to_bytes(self) -> bytes:
        data = {**vars(self), "scores": [vars(score) for score in self.scores]}
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


_local = threading.local()


def sandbox(wall: bool) -> Sandbox:
    """This thread's warm sandbox (a Dask worker may have several threads); SinauError where there is none."""
    boxes: dict[bool, Sandbox] = _local.__dict__.setdefault("boxes", {})
    if wall not in boxes:
        boxes[wall] = Sandbox(wall=wall)
        atexit.register(boxes[wall].close)
    return boxes[wall]


def serve_parent(wall: bool) -> None:
    """Start a process of a local pool: warm up the sandbox, and end when the coordinator has gone."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    warm_up(wall, frozenset())


def warm_up(wall: bool, libraries: frozenset[str], isolates: bool = False) -> None:
    """Start this thread's sandbox, with these `warm.LIBRARIES`, before there is a job; ``isolates`` where
    tests will need their own.
    """
    with contextlib.suppress(SinauError):  # the first job says it again, to somebody who listens
        sandbox(wall).start(libraries, isolates=isolates)


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def grade_submission(
    exercise: bytes, submission: bytes | None, wall: bool, others: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """Grade one submitted notebook: ``CompiledExercise.to_bytes`` and its bytes in, ``Result.to_bytes`` out.

    ``submission`` is None where the notebook was not handed in; ``others`` are the notebooks that came with
    it.
    """
    started = time.perf_counter()
    known = from_bytes(exercise)
    clean = _sanitised(submission, known)
    sanitised = time.perf_counter()
    there = {**dict(others), f"{known.notebook}.ipynb": submission or b""}
    run = _run(known, clean.unreadable is None, steps(clean.cells, known), there, wall)
    ran = time.perf_counter()
    found = _carried(known, clean, run, there, wall)
    carried = time.perf_counter()
    graded, text = _judged(known, clean, run, found)
    ended = time.perf_counter()
    stages = {
        "sanitise": sanitised - started,
        "sandbox": ran - sanitised,
        "carry": carried - ran,
        "evaluate": ended - carried,
        "cpu": run.cpu,
    }
    digests = answer_digests(clean.cells, graded.scores)
    return Result(text, graded.scores, graded.no_response, graded.ended, stages, digests).to_bytes()


@lru_cache(maxsize=32)
def reference(
    notebook: bytes, files: tuple[tuple[str, bytes], ...], limits: Limits, wall: bool, modes: str = ""
) -> bytes:
    """Run an exercise's own solution, with the files beside it, and compile its questions.

    Returns JSON: ``questions`` by grade id, the ``remarks``, ``modes`` (as decided before, where it is given)
    and ``solution`` of a ``CompiledExercise``, or ``{"error": sentence}`` where the author made an error.
    """
    source = as_shown(json.loads(notebook))
    try:
        checks = declared(source)
        run = _reference_run(source, checks, dict(files), limits, wall)
        compiled = compile_checks(source, checks, run)
    except SinauError as problem:
        return json.dumps({"error": str(problem)}).encode()
    questions = {question.cell_id: question_to_json(question) for question in compiled}
    decided = json.loads(modes) if modes else _modes(source, checks, dict(files), limits, wall, run)
    solution = _solution(source, checks) if any(q.check.builds_on for q in compiled) else ()
    found = {
        "questions": questions,
        "remarks": _remarks(source, run),
        "modes": decided,
        "solution": solution,
    }
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")


def _modes(
    source: dict[str, Json],
    checks: list[Declared],
    files: dict[str, bytes],
    limits: Limits,
    wall: bool,
    run: JobResult | None,
) -> dict[str, Json]:
    if run is None:
        return {}
    box = sandbox(wall)
    notebooks = frozenset(name for name in files if name.endswith(".ipynb"))  # a learner brings their own

    def isolated(job: Job) -> JobResult:
        return box.run(replace(job, files=files, limits=limits, brought=notebooks))

    decided = decide_modes(source, checks, isolated, run)
    return {name: mode.to_json() for name, mode in decided.items()}


def _solution(source: dict[str, Json], checks: list[Declared]) -> list[tuple[str, str]]:
    asked = {f"{found.index}": found.cell_id for found in checks}
    steps = reference_steps(source, checks)
    return [(asked.get(s.id, ""), s.source) for s in steps if s.kind == "cell" or s.id in asked]


def _remarks(source: dict[str, Json], run: JobResult | None) -> dict[str, Json]:
    values = {step.id: step.value for step in run.steps} if run else {}
    return {
        str(cell["metadata"]["nbgrader"].get("grade_id")): value
        for index, cell in enumerate(source["cells"])
        if is_test(cell)
        and isinstance(value := values.get(f"{index}"), (str, int, float))
        and not is_credit(value)
    }


@dataclass(frozen=True)
class FromReference:
    """The parts of a `CompiledExercise` that its own solution decides."""

    questions: dict[str, CompiledQuestion]
    remarks: dict[str, Json]
    modes: dict[str, Mode]
    solution: tuple[tuple[str, str], ...]


def read_reference(data: bytes) -> FromReference:
    """What ``reference`` found; raises SinauError with the author's error."""
    raw = json.loads(data)
    if "error" in raw:
        raise SinauError(raw["error"])
    return FromReference(
        {name: question_from_json(q) for name, q in raw["questions"].items()},
        raw["remarks"],
        {name: Mode.from_json(mode) for name, mode in raw["modes"].items()},
        tuple((check, text) for check, text in raw["solution"]),
    )


def _sanitised(submission: bytes | None, known: CompiledExercise) -> Sanitised:
    try:
        with within(OUR_SECONDS):
            return sanitise(submission, known)
    except Exception as error:
        return unreadable(known, _not_read(error))


def _carried(
    known: CompiledExercise, clean: Sanitised, run: JobResult, notebooks: Mapping[str, bytes], wall: bool
) -> Carried:
    """What `carry.carried` finds; nothing where the run did not end well, or the learner's work breaks us."""
    if clean.unreadable is not None or run.ended != "ok" or not known.solution:
        return Carried()

    def again(planned: tuple[Step, ...]) -> JobResult:
        return _again(known, planned, notebooks, wall)

    def expected(given: Mapping[str, Json], names: tuple[str, ...]) -> Mapping[str, Observation]:
        return _expected(known, given, names, wall)

    try:
        return carried(known, clean, run, again, expected)
    except Exception:
        return Carried()


def _expected(
    known: CompiledExercise, given: Mapping[str, Json], names: tuple[str, ...], wall: bool
) -> Mapping[str, Observation]:
    """What the solution gives for these questions with earlier answers of a learner's; remembered, because
    many make the same mistakes.
    """
    planned = solution_steps(known, given, names)
    files = {file: data for file, data in known.files.items() if file not in known.brought}
    run = _remembering(planned, files, lambda: sandbox(wall).run(Job(planned, files, known.limits)))
    values = {name: run.step(name).value for name in names}
    return {n: cast(Observation, v) for n, v in values.items() if isinstance(v, dict)}


def _again(
    known: CompiledExercise, planned: tuple[Step, ...], notebooks: Mapping[str, bytes], wall: bool
) -> JobResult:
    """A learner's cells once more; remembered too, because many write the same short answers."""
    return _remembering(planned, known.files, lambda: _run(known, True, planned, notebooks, wall))


def _remembering(
    planned: tuple[Step, ...], files: Mapping[str, bytes], run: Callable[[], JobResult]
) -> JobResult:
    """What these steps gave before, without outputs; runs them where that is not known."""
    parts = [repr(planned), *(f"{file} {hashlib.sha256(data).hexdigest()}" for file, data in files.items())]
    key = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).digest()
    if key in _remembered:
        return _remembered[key]
    given = run()
    bare = replace(given, steps=tuple(replace(step, outputs=()) for step in given.steps), seconds=0.0)
    if given.ended == "ok" and len(repr(bare)) <= LARGEST_REMEMBERED:
        if len(_remembered) >= MOST_REMEMBERED:
            _remembered.clear()
        _remembered[key] = bare
    return given


_remembered: dict[bytes, JobResult] = {}
#: Runs, and characters of one.
MOST_REMEMBERED, LARGEST_REMEMBERED = 1000, 100_000


def _judged(known: CompiledExercise, clean: Sanitised, run: JobResult, found: Carried) -> tuple[Graded, str]:
    """The graded notebook, also as text. Whatever a learner made that breaks us costs that learner alone."""
    try:
        with within(OUR_SECONDS):
            graded = grade(known, clean, run, found)
            return graded, _text(graded)
    except Exception as error:
        why = _not_read(error)
        graded = grade(known, unreadable(known, why), JobResult("protocol", why, ()))
        return graded, _text(graded)


def _not_read(error: Exception) -> str:
    if isinstance(error, TooSlow):
        return f"Membaca notebook ini makan waktu lebih dari {OUR_SECONDS:g} detik, jadi penilai berhenti."
    return f"Penilai tidak bisa membaca notebook ini ({type(error).__name__})."


def _text(graded: Graded) -> str:
    # Without `indent` json writes in C, ten times as fast.
    return json.dumps(graded.notebook, ensure_ascii=False, sort_keys=True) + "\n"


def _run(
    exercise: CompiledExercise,
    readable: bool,
    planned: tuple[Any, ...],
    notebooks: Mapping[str, bytes],
    wall: bool,
) -> JobResult:
    """Run the cells; as in nbgrader the notebooks lie there too, for `%run` and for tests that read them."""
    if not readable:
        return JobResult("ok", "", ())
    small = {name: data for name, data in notebooks.items() if len(data) <= MAX_BESIDE}
    there = {**small, **exercise.files}
    brought = frozenset(there.keys() - exercise.files.keys()) | frozenset(exercise.brought)
    return sandbox(wall).run(Job(planned, there, exercise.limits, brought))


def _reference_run(
    source: dict[str, Json], checks: list[Declared], files: dict[str, bytes], limits: Limits, wall: bool
) -> JobResult | None:
    if not has_to_run(source, checks):
        return None
    run = sandbox(wall).run(Job(reference_steps(source, checks), files, limits))
    check_reference(source, run)
    return run
