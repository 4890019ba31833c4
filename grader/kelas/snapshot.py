"""The class as it stands, kept in memory: read again only where something changed."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook_view import GradebookReader
from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.common.indonesian import whole
from grader.kelas import tomorrow
from grader.kelas.readings import Readings, Stamp, stamp_of
from grader.kelas.remembered import Remembered
from grader.kelas.tomorrow import Figures, HandedIn, Lesson, Question
from grader.reports.class_report import ClassReport, Tally, report_of, tally
from grader.reports.counted import Counted
from grader.reports.graded_class import (
    ClassExercise,
    GradedClass,
    GradedHandIn,
    Listing,
    list_class,
    loaded_class,
)

Key = tuple[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A class that has been read: its report, and by (trainee, exercise) what each hand-in counts as."""

    graded: GradedClass
    report: ClassReport
    counted: dict[Key, Counted]
    questions: list[Question]
    """In course order."""

    @cached_property
    def lessons(self) -> list[Lesson]:
        """What to teach tomorrow."""
        return tomorrow.lessons(self.questions, self.report.enough_answers)

    @cached_property
    def figures(self) -> list[Figures]:
        """How every question did, the hardest first."""
        return tomorrow.figures(self.questions, self.report.enough_answers)

    def prepare(self) -> None:
        """Work out what is worked out once."""
        _ = self.lessons, self.figures


class MuchToRead(SinauError):
    """So many hand-ins have never been read that no page should wait for them."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(
            f"Kelas ini sedang dibaca untuk pertama kali ({whole(done)} dari {whole(total)} kiriman). "
            "Muat ulang halaman ini sebentar lagi."
        )


class Reader:
    """Reads a class folder; of what it has read before only what changed."""

    def __init__(self, folder: ClassFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._state: Stamp | None = None
        self._latest: Snapshot | None = None
        self._readings = Readings(folder.path)
        self._gradebook = GradebookReader(folder.db_url, folder.course_id)
        self._tallies = Remembered[Tally]()
        self._questions = Remembered[list[Question]]()
        self._people: dict[str, Participant] = {}
        self._listed: tuple[Stamp, Listing] | None = None

    @property
    def latest(self) -> Snapshot | None:
        """The class as it was last read."""
        return self._latest

    def snapshot(
        self, at_most: int | None = None, progress: Callable[[int, int], object] = lambda done, total: None
    ) -> Snapshot | None:
        """The class as it stands now; None while nothing has been graded.

        Raises SinauError; MuchToRead where more than `at_most` hand-ins have never been read.
        """
        with self._lock, _without_collecting():
            state, first = self._stamp(), self._latest is None
            if state != self._state or state is None:
                self._latest = self._load(at_most, progress)
                if self._stamp() != state:  # the first opening of a gradebook may complete it
                    state = self._stamp()
                    self._latest = self._load(at_most, progress)
                if first:
                    gc.freeze()  # a large class is not gone over for circles while a page waits
                self._state = state
            return self._latest

    def _load(self, at_most: int | None, progress: Callable[[int, int], object]) -> Snapshot | None:
        graded = self._graded()
        if graded is None:
            return None
        self._readings.refresh()
        counted = self._counted(graded.hand_ins, at_most, progress)
        report = report_of(graded, counted, self._tally)
        with contextlib.suppress(SinauError) if at_most else contextlib.nullcontext():
            self._readings.save(graded.hand_ins)  # a page is shown even where nothing can be kept
        return Snapshot(graded, report, counted, self._all_questions(graded, counted))

    def _counted(
        self,
        hand_ins: Mapping[Key, GradedHandIn],
        at_most: int | None,
        progress: Callable[[int, int], object],
    ) -> dict[Key, Counted]:
        """Every hand-in counted, in the same order. Raises MuchToRead."""
        known = {key: self._readings.known(hand_in) for key, hand_in in hand_ins.items()}
        unread = sum(counted is None for counted in known.values())
        if at_most is not None and unread > at_most:
            raise MuchToRead(len(known) - unread, len(known))
        found: dict[Key, Counted] = {}
        for done, (key, counted) in enumerate(known.items(), 1):
            found[key] = counted or self._readings.read(hand_ins[key])
            if unread and done % 50 == 0:
                progress(done, len(known))
        return found

    def _tally(self, exercise: ClassExercise, hand_ins: Sequence[tuple[str, Counted]]) -> Tally:
        return self._tallies.get(
            exercise.id, (exercise, hand_ins), lambda: tally(exercise, hand_ins, self._readings.compare)
        )

    def _all_questions(self, graded: GradedClass, counted: Mapping[Key, Counted]) -> list[Question]:
        for person in graded.trainees:  # one object a person, so that they are quickly compared
            if self._people.get(person.code) != person:
                self._people[person.code] = person
        by_exercise: defaultdict[str, list[HandedIn]] = defaultdict(list)
        for (code, ident), one in counted.items():
            by_exercise[ident].append((self._people[code], one))
        found = []
        for exercise in graded.exercises:
            read = by_exercise[exercise.id]
            found += self._questions.get(
                exercise.id, (exercise, read), partial(tomorrow.questions, exercise, read)
            )
        return found

    def _graded(self) -> GradedClass | None:
        listing = self._listing()
        return loaded_class(self._folder, listing, self._gradebook.read) if listing.autograded else None

    def _listing(self) -> Listing:
        """Which notebooks there are; listed anew only where a folder got or lost something."""
        if not self._folder.has_step_folders:
            return list_class(self._folder)
        people = [path for step in ("submitted", "autograded") for path in _below(self._folder.step(step))]
        state = stamp_of(people)
        if self._listed is None or self._listed[0] != state:
            listing = list_class(self._folder)
            if listing.unfinished:
                return listing
            self._listed = state, listing
        return self._listed[1]

    def _stamp(self) -> Stamp | None:
        """What changes when a command, this room or formgrader writes; None where nobody can tell."""
        folder, database = self._folder, self._folder.gradebook_file
        if database is None or not folder.has_step_folders:
            return None
        told = [database, folder.roster_file, folder.path / "nbgrader_config.py"]
        return stamp_of([*told, *_below(folder.step("submitted"))])


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of small values are made, none of them in a circle: looking for circles all the
    while takes half of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _below(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def must_be_graded(snapshot: Snapshot | None) -> Snapshot:
    """The snapshot; raises SinauError where there is none yet."""
    if snapshot is None:
        raise SinauError("Belum ada yang dinilai: buka Masuk untuk mengunggah kiriman, lalu Nilai.")
    return snapshot
