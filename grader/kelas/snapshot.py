"""The class as it stands, kept in memory: read again only where something changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook_view import Marks
from grader.common.errors import SinauError
from grader.reports.class_report import ClassReport, report_of
from grader.reports.graded_class import ClassExercise, GradedClass, GradedHandIn, load_class
from grader.reports.judged import Judged, judge_hand_in

Stamp = tuple[tuple[str, int, int], ...]
Key = tuple[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A class that has been read: its report, and by (trainee, exercise) every answer without its outputs."""

    graded: GradedClass
    report: ClassReport
    judged: dict[Key, Judged]


class Reader:
    """Reads a class folder; of what it has read before only what changed."""

    def __init__(self, folder: ClassFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state: Stamp | None = None
        self._latest: Snapshot | None = None
        self._exercises: list[ClassExercise] = []
        self._read: dict[Key, tuple[Stamp, Marks, Judged]] = {}

    def snapshot(self) -> Snapshot | None:
        """The class as it stands now; None while nothing has been graded. Raises SinauError."""
        with self._lock:
            state = self._stamp()
            if state != self._state or state is None:
                self._latest = self._load()
                if self._stamp() != state:  # the first opening of a gradebook may complete it
                    state = self._stamp()
                    self._latest = self._load()
                self._state = state
            return self._latest

    def _load(self) -> Snapshot | None:
        place = self._folder.step("autograded")
        if not place.is_dir() or not any(place.iterdir()):
            return None
        graded = load_class(self._folder.path)
        if graded.exercises != self._exercises:
            self._read.clear()
            self._exercises = graded.exercises
        report = report_of(graded, self._judge)
        self._read = {key: self._read[key] for key in graded.hand_ins}
        return Snapshot(graded, report, {key: judged for key, (_, _, judged) in self._read.items()})

    def _judge(self, hand_in: GradedHandIn) -> Judged:
        key = hand_in.trainee.code, hand_in.exercise.id
        stamp, known = _stamp_of(hand_in.notebooks), self._read.get(key)
        if known and known[:2] == (stamp, hand_in.marks):
            judged = replace(known[2], hand_in=hand_in)
        else:
            judged = _without_outputs(judge_hand_in(hand_in))
        self._read[key] = stamp, hand_in.marks, judged
        return judged

    def _stamp(self) -> Stamp | None:
        """What changes when a command, this room or formgrader writes; None where nobody can tell."""
        if not self._folder.db_url.startswith("sqlite:///"):
            return None
        database = Path(self._folder.db_url.removeprefix("sqlite:///"))
        course, submitted = self._folder.path, self._folder.step("submitted")
        people = sorted(submitted.iterdir()) if submitted.is_dir() else []
        return _stamp_of([database, self._folder.roster_file, course / "nbgrader_config.py", *people])


def _stamp_of(paths: Iterable[Path]) -> Stamp:
    return tuple((str(path), *_state_of(path)) for path in paths)


def _state_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _without_outputs(judged: Judged) -> Judged:
    """Pictures and prints of thousands of answers would fill the memory; no page of the room shows them."""
    questions = [
        replace(
            question,
            answers=[replace(answer, outputs=[]) for answer in question.answers],
            extras=[],
            story=[],
        )
        for question in judged.questions
    ]
    return replace(judged, questions=questions)


def must_be_graded(snapshot: Snapshot | None) -> Snapshot:
    """The snapshot; raises SinauError where there is none yet."""
    if snapshot is None:
        raise SinauError("Belum ada yang dinilai: buka Masuk untuk mengunggah kiriman, lalu Nilai.")
    return snapshot
