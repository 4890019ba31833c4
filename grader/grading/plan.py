"""Which hand-ins are to be graded: those that are new or changed since. Their bytes are read here, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import grader
from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import enrolled_students, graded_notebooks
from grader.classroom.graded_copy import read_stamps, stamp_of
from grader.classroom.hand_ins import Contents, HandIn, hand_ins, read
from grader.common.names import printable
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.options import GradingOptions
from grader.grading.summary import Summary
from grader.grading.worker import MAX_READ

#: Characters of a learner's code in nbgrader's gradebook; PostgreSQL refuses more.
MAX_STUDENT = 128


@dataclass(frozen=True)
class Task:
    """One hand-in to grade, and what it holds. ``stamp`` is a digest of all that its grade depends on."""

    hand_in: HandIn
    exercise: CompiledExercise = field(repr=False)
    exercise_bytes: bytes = field(repr=False)
    contents: Contents = field(repr=False)
    stamp: str

    def arguments(self, wall: bool) -> tuple[bytes, bytes | None, bool, tuple[tuple[str, bytes], ...]]:
        """What `worker.grade_submission` is given."""
        exercise = self.exercise_bytes
        if self.contents.beside:
            files = self.exercise.files_for(self.contents.beside)
            brought = tuple(sorted(n for n, d in files.items() if self.exercise.files.get(n) is not d))
            exercise = replace(self.exercise, files=files, brought=brought).to_bytes()
        return exercise, self.contents.notebook, wall, tuple(self.contents.others.items())


class Plan:
    """The hand-ins of some assignments, and how many have ``passed`` because they need no grading."""

    def __init__(
        self,
        folder: ClassFolder,
        gradebook: Any,
        exercises: Mapping[str, Sequence[CompiledExercise]],
        options: GradingOptions,
        summary: Summary,
    ) -> None:
        self.passed = 0
        self._folder = folder
        self._options = options
        self._summary = summary
        self._compiled = {
            (assignment, e.notebook): (e, e.to_bytes())
            for assignment, known in exercises.items()
            for e in known
        }
        self._hand_ins = [
            hand_in
            for name, known in exercises.items()
            for hand_in in hand_ins(folder, name, sorted(e.notebook for e in known))
        ]
        self._noted = {name: graded_notebooks(gradebook, name) for name in exercises}
        anybody = folder.config.Autograde.get("create_student", True)
        self._enrolled = None if anybody else enrolled_students(gradebook)

    @property
    def total(self) -> int:
        return len(self._hand_ins)

    @property
    def handed_in(self) -> set[tuple[str, str, str]]:
        """(student, assignment, notebook) of all that these assignments have."""
        return {(each.student, each.assignment, each.notebook) for each in self._hand_ins}

    def tasks(self) -> Iterator[Task]:
        """One after the other, each read when its turn comes, so that memory stays small."""
        for hand_in in self._hand_ins:
            if problem := self._problem(hand_in):
                self._summary.problems.append(problem)
            else:
                task = self._task(hand_in)
                if self._options.force or not self._is_done(task):
                    yield task
                    continue
                self._summary.unchanged += 1
            self.passed += 1

    def _problem(self, hand_in: HandIn) -> str | None:
        """Why a hand-in cannot be noted in the gradebook."""
        shown = printable(hand_in.student)
        if not _fits_gradebook(hand_in.student):
            return f"Nama folder kiriman {shown} tidak bisa dicatat di buku nilai; ganti dengan kode peserta."
        if self._enrolled is not None and hand_in.student not in self._enrolled:
            return f"{shown} tidak ada di daftar peserta (Autograde.create_student)."
        return None

    def _task(self, hand_in: HandIn) -> Task:
        exercise, data = self._compiled[hand_in.assignment, hand_in.notebook]
        contents = read(hand_in, self._folder.nbgrader.ignore, MAX_READ)
        own = {**contents.beside, **contents.others}
        stamp = stamp_of(
            grader.__version__.encode() + bytes([self._options.wall]),
            data,
            contents.notebook or b"",
            bytes([contents.notebook is None]),
            b"".join(stamp_of(name.encode(), file).encode() for name, file in sorted(own.items())),
            str(hand_in.timestamp).encode(),
        )
        return Task(hand_in, exercise, data, contents, stamp)

    def _is_done(self, task: Task) -> bool:
        """Whether this very hand-in has been graded, its copy is there and the gradebook holds it."""
        hand_in = task.hand_in
        there = (hand_in.target / f"{hand_in.notebook}.ipynb").is_file()
        noted = (hand_in.student, hand_in.notebook) in self._noted[hand_in.assignment]
        return there and noted and read_stamps(hand_in.target).get(hand_in.notebook) == task.stamp


def _fits_gradebook(student: str) -> bool:
    """Whether a folder's name can stand in the gradebook: bytes that are no UTF-8 (from old zips) cannot."""
    return len(student) <= MAX_STUDENT and not any("\ud800" <= char <= "\udfff" for char in student)
