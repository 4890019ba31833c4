"""What stands in a class folder: exercises, trainees, and what of each has been handed in and graded."""

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook_view import GradebookReader, GradebookView, Marks
from grader.classroom.roster import Participant, Roster
from grader.common.errors import SinauError
from grader.curriculum.choices import as_shown
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
    def slug(self) -> str:
        """The id as an anchor in a page."""
        return "l-" + re.sub(r"\W+", "-", self.id)

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
    left: list[Participant]
    """Who has left the class (by the roster): neither they nor their hand-ins stand above."""

    def has_handed_in(self, trainee: Participant, exercise: ClassExercise) -> bool:
        key = (trainee.code, exercise.id)
        return key in self.hand_ins or key in self.ungraded


@dataclass(frozen=True, slots=True)
class Listing:
    """Which notebooks stand in a class folder, by (trainee's code, exercise id)."""

    autograded: dict[tuple[str, str], list[Path]]
    submitted: Set[tuple[str, str]]
    unfinished: bool
    """There are folders that wait for a notebook."""


def list_class(folder: ClassFolder) -> Listing:
    """List what has been handed in and graded; the tests before and after have a report of their own."""
    steps = [_without_tests(folder.listed(step)) for step in ("autograded", "submitted")]
    autograded, submitted = ({key: paths for key, paths in step.items() if paths} for step in steps)
    unfinished = len(autograded) + len(submitted) < sum(map(len, steps))
    return Listing(autograded, submitted.keys(), unfinished)


def load_class(course: Path) -> GradedClass:
    """Read the folder's listing, roster and gradebook. Raises SinauError when nothing has been graded yet."""
    folder = ClassFolder(course)
    return loaded_class(folder, list_class(folder), GradebookReader(folder.db_url, folder.course_id).read)


def loaded_class(
    folder: ClassFolder, listing: Listing, read_gradebook: Callable[[], GradebookView]
) -> GradedClass:
    """The same of a folder that has been listed."""
    autograded = listing.autograded
    if not autograded:
        raise SinauError(
            f"Belum ada hasil penilaian di {folder.step('autograded')}; jalankan `sinau grade` dulu."
        )
    gradebook = read_gradebook()
    graded = _graded(gradebook, autograded.keys())
    there = listing.submitted | autograded.keys() | graded
    exercises = _exercises(folder, {exercise_id for _, exercise_id in there})
    people = _People(_trainees(folder.roster()), gradebook.names, {code for code, _ in there})
    hand_ins = {
        (person.code, exercise_id): GradedHandIn(
            person,
            exercises[exercise_id],
            autograded.get((code, exercise_id), []),
            gradebook.marks[code, exercise_id],
        )
        for code, exercise_id in people.latest(graded, gradebook.marks)
        if not (person := people.of(code)).left
    }
    ungraded = {(person.code, e) for code, e in there if not (person := people.of(code)).left}
    return GradedClass(
        folder,
        list(exercises.values()),
        people.here,
        dict(sorted(hand_ins.items())),
        ungraded - hand_ins.keys(),
        people.left,
    )


def _graded(gradebook: GradebookView, autograded: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What counts as graded; of a submission without a notebook only one that has scores to show."""
    marked = _without_tests(gradebook.marks).items()
    return {key for key, marks in marked if key in autograded or _is_marked(marks)}


def _exercises(folder: ClassFolder, met: Set[str]) -> dict[str, ClassExercise]:
    """Those that the class has or that were ``met`` in it, in course order."""
    names = sorted({*folder.sources(), *met} - set(TEST_IDS))
    return {name: read_exercise(name, folder.source(name)) for name in names}


class _People:
    """Whose a code is: the roster's people, with the codes that they had before, and whoever else sent."""

    def __init__(self, roster: list[Participant], names: Mapping[str, str], codes: Set[str]) -> None:
        self._by_code = {person.code: person for person in roster}
        for person in roster:
            for old in person.old_codes:
                self._by_code.setdefault(old, person)
        for code in codes - self._by_code.keys():
            name = one_line(names.get(code, "")) or one_line(code)
            self._by_code[code] = Participant(code, name, "", "")
        found = {person.code: person for person in self._by_code.values()}.values()
        by_name = sorted(found, key=lambda person: (person.name.casefold(), person.code))
        self.here = [person for person in by_name if not person.left]
        self.left = [person for person in by_name if person.left]

    def of(self, code: str) -> Participant:
        return self._by_code[code]

    def latest(
        self, keys: Iterable[tuple[str, str]], marks: Mapping[tuple[str, str], Marks]
    ) -> Iterable[tuple[str, str]]:
        """Of what one person handed in under an old and the new code only the latest."""

        def when(key: tuple[str, str]) -> tuple[datetime, bool]:
            return marks[key].timestamp or datetime.min, self.of(key[0]).code == key[0]

        found = {(self.of(key[0]).code, key[1]): key for key in sorted(keys, key=when)}
        return found.values()


def _without_tests(by_hand_in: Mapping[tuple[str, str], T]) -> dict[tuple[str, str], T]:
    return {key: value for key, value in by_hand_in.items() if key[1] not in TEST_IDS}


def _is_marked(marks: Marks) -> bool:
    return any(not grade.waiting for grade in marks.grades.values())


def _trainees(roster: Roster | None) -> list[Participant]:
    return [
        replace(
            entry, name=one_line(entry.name), village=one_line(entry.village), track=one_line(entry.track)
        )
        for entry in roster or ()
    ]


def read_exercise(ident: str, folder: Path) -> ClassExercise:
    """An exercise as its author wrote it. Raises SinauError where its source cannot be read."""
    paths = sorted(folder.glob("*.ipynb"))
    return _read_exercise(ident, tuple((path, path.stat().st_mtime_ns) for path in paths if path.is_file()))


@lru_cache(maxsize=256)
def _read_exercise(ident: str, files: tuple[tuple[Path, int], ...]) -> ClassExercise:
    """An exercise from its files, each with the time of its last change."""
    title, given = "", set[str]()
    texts: dict[str, list[str]] = {}
    for path, _ in files:
        try:
            notebook = as_shown(read_json(path))
        except ValueError as error:
            raise SinauError(
                f"Soal {path} tidak terbaca sebagai notebook; salin ulang dari sumbernya."
            ) from error
        title = title or notebook_title(notebook)
        given |= given_sources(notebook)
        texts |= {question.key: question.text for question in parse_questions(notebook, path.stem, given)}
    return ClassExercise(ident, title or one_line(ident), frozenset(given), texts)
