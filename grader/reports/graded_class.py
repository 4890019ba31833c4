"""What stands in a class folder: exercises, trainees, and what of each has been handed in and graded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook_view import Marks, load_gradebook
from grader.classroom.roster import Participant, Roster
from grader.common.errors import SinauError
from grader.curriculum.model import LESSON_IDS, PATHS, TEST_IDS, paths_of
from grader.reports.autograded import given_sources, notebook_title, parse_questions, read_json
from grader.reports.untrusted import one_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClassExercise:
    id: str
    title: str
    given: frozenset[str]
    """The sources of its own cells."""
    texts: dict[str, list[str]]
    """By question, in order: its markdown cells as the author wrote them."""

    def is_for(self, trainee: Participant) -> bool:
        """Whether it lies on the trainee's path; an exercise outside the curriculum is for everybody."""
        if self.id not in LESSON_IDS or trainee.track not in PATHS:
            return True
        return trainee.track in paths_of(self.id)

    @property
    def short(self) -> str:
        """The part of the id that fits a narrow column: `2-02` for `2-02-harga`."""
        found = re.match(r"\d+-\d+(?=-)", self.id)
        return found[0] if found else self.id


@dataclass(frozen=True, slots=True)
class GradedHandIn:
    """A graded hand-in. `notebooks` may be empty: a file that nobody could read leaves none."""

    trainee: Participant
    exercise: ClassExercise
    notebooks: list[Path]
    marks: Marks


@dataclass(frozen=True, slots=True)
class GradedClass:
    folder: ClassFolder
    exercises: list[ClassExercise]
    """In course order."""
    trainees: list[Participant]
    """By name."""
    hand_ins: dict[tuple[str, str], GradedHandIn]
    """What has been graded, by (trainee's code, exercise id)."""
    ungraded: set[tuple[str, str]]
    """What has been handed in but not graded."""

    def has_handed_in(self, trainee: Participant, exercise: ClassExercise) -> bool:
        key = (trainee.code, exercise.id)
        return key in self.hand_ins or key in self.ungraded


def load_class(course: Path) -> GradedClass:
    """Read the folder's listing, roster and gradebook; the tests before and after have a report of their own.

    Raises SinauError when nothing has been graded yet.
    """
    folder = ClassFolder(course)
    autograded = _without_tests(folder.notebooks("autograded"))
    if not autograded:
        raise SinauError(
            f"Belum ada hasil penilaian di {folder.step('autograded')}; jalankan `sinau grade` dulu."
        )
    gradebook = load_gradebook(folder.db_url, folder.course_id)
    # A submission in the gradebook without a notebook counts as graded only when it has scores to show.
    graded = {
        key
        for key, entry in _without_tests(gradebook.marks).items()
        if key in autograded or _is_marked(entry)
    }
    submitted = set(_without_tests(folder.notebooks("submitted"))) | set(autograded)

    exercises = {
        exercise_id: _exercise(exercise_id, folder.source(exercise_id))
        for exercise_id in sorted(
            {*folder.sources(), *(exercise_id for _, exercise_id in graded | submitted)} - set(TEST_IDS)
        )
    }
    trainees = {trainee.code: trainee for trainee in _trainees(folder.roster())}
    for code in {code for code, _ in graded | submitted} - trainees.keys():
        trainees[code] = Participant(code, one_line(gradebook.names.get(code, "")) or one_line(code), "", "")
    hand_ins = {
        (code, exercise_id): GradedHandIn(
            trainees[code],
            exercises[exercise_id],
            autograded.get((code, exercise_id), []),
            gradebook.marks[code, exercise_id],
        )
        for code, exercise_id in sorted(graded)
    }
    by_name = sorted(trainees.values(), key=lambda trainee: (trainee.name.casefold(), trainee.code))
    return GradedClass(folder, list(exercises.values()), by_name, hand_ins, submitted - hand_ins.keys())


def _without_tests(by_hand_in: Mapping[tuple[str, str], T]) -> dict[tuple[str, str], T]:
    return {key: value for key, value in by_hand_in.items() if key[1] not in TEST_IDS}


def _is_marked(marks: Marks) -> bool:
    return any(not grade.waiting for grade in marks.grades.values())


def _trainees(roster: Roster | None) -> list[Participant]:
    return [
        Participant(entry.code, one_line(entry.name), one_line(entry.village), one_line(entry.track))
        for entry in roster or ()
    ]


def _exercise(ident: str, folder: Path) -> ClassExercise:
    title, given = "", set[str]()
    texts: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            notebook = read_json(path)
        except ValueError as error:
            raise SinauError(
                f"Soal {path} tidak terbaca sebagai notebook; salin ulang dari sumbernya."
            ) from error
        title = title or notebook_title(notebook)
        given |= given_sources(notebook)
        texts |= {question.key: question.text for question in parse_questions(notebook, path.stem, given)}
    return ClassExercise(ident, title or one_line(ident), frozenset(given), texts)
