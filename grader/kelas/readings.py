"""What has been read of every graded hand-in, kept in the class folder so that it is read once.

`.sinau/dibaca/<exercise>.json` may be thrown away at any time: what is missing, older than a hand-in or of
another version is read anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from grader.classroom.gradebook_view import Marks
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.reports.counted import Counted, count_hand_in
from grader.reports.graded_class import ClassExercise, GradedHandIn
from grader.reports.similar import Match, Told, compare, digest

FOLDER = Path(".sinau") / "dibaca"
#: Another number makes everything be read anew: raise it when what a hand-in is counted as changes.
VERSION = 2

Stamp = tuple[tuple[str, int, int], ...]


@dataclass
class _Entry:
    """One hand-in as it was read: of which files, with which marks."""

    files: Stamp
    marks: str
    counted: Counted
    seen: Marks | None = None
    """The marks that were last found to be those, which the gradebook's reader gives again unchanged."""


@dataclass
class _Shelf:
    """What is kept of one exercise."""

    exercise: ClassExercise
    mark: str
    entries: dict[str, _Entry] = field(default_factory=dict)
    told: str = ""
    matches: list[Match] = field(default_factory=list)
    changed: bool = False
    kept: Stamp = ()
    """The file as it was when it was read or written here."""


@dataclass(frozen=True)
class _Kept:
    """A shelf on disk; an entry is a hand-in's files, its marks and what it counts as."""

    mark: str
    told: str
    matches: list[Match]
    entries: dict[str, tuple[Stamp, str, Counted]]


_FORM = TypeAdapter(_Kept)


class Readings:
    """Counts and compares hand-ins; what it has met before it does not read again."""

    def __init__(self, course: Path) -> None:
        self._folder = course / FOLDER
        self._shelves: dict[str, _Shelf] = {}

    def refresh(self) -> None:
        """Forget what another process has kept anew meanwhile: a grading, or the first reading."""
        for ident, shelf in list(self._shelves.items()):
            if shelf.kept != stamp_of([self._file(ident)]):
                del self._shelves[ident]

    def known(self, hand_in: GradedHandIn) -> Counted | None:
        """The hand-in counted; None where it was never read, or has other files or marks now."""
        entry = self._shelf(hand_in.exercise).entries.get(hand_in.trainee.code)
        if entry is None or entry.files != stamp_of(hand_in.notebooks):
            return None
        if entry.seen is not hand_in.marks:
            if entry.marks != _digest(hand_in.marks):
                return None
            entry.seen = hand_in.marks
        return entry.counted

    def read(self, hand_in: GradedHandIn) -> Counted:
        """The hand-in read and counted."""
        shelf, files = self._shelf(hand_in.exercise), stamp_of(hand_in.notebooks)
        counted = count_hand_in(hand_in)
        entry = _Entry(files, _digest(hand_in.marks), counted, hand_in.marks)
        shelf.entries[hand_in.trainee.code], shelf.changed = entry, True
        return counted

    def compare(self, exercise: ClassExercise, told: Sequence[Told]) -> list[Match]:
        """The answers to an exercise compared."""
        shelf, now = self._shelf(exercise), digest(exercise, told)
        if shelf.told != now:
            shelf.told, shelf.matches, shelf.changed = now, compare(exercise, told), True
        return shelf.matches

    def save(self, there: Iterable[tuple[str, str]]) -> None:
        """Keep what is new on disk, and only of what is ``there`` (code, exercise). Raises SinauError."""
        codes: dict[str, set[str]] = {}
        for code, ident in there:
            codes.setdefault(ident, set()).add(code)
        for ident, shelf in self._shelves.items():
            for code in shelf.entries.keys() - codes.get(ident, set()):
                del shelf.entries[code]
                shelf.changed = True
            if shelf.changed:
                self._write(ident, shelf)

    def _write(self, ident: str, shelf: _Shelf) -> None:
        entries = {code: (entry.files, entry.marks, entry.counted) for code, entry in shelf.entries.items()}
        try:
            kept = _Kept(shelf.mark, shelf.told, shelf.matches, entries)
            write_atomic(self._file(ident), _FORM.dump_json(kept))
        except OSError as error:
            raise SinauError(
                f"Folder kelas tidak bisa ditulisi ({error.strerror}): kosongkan ruang atau perbaiki izinnya."
            ) from error
        shelf.changed, shelf.kept = False, stamp_of([self._file(ident)])

    def _shelf(self, exercise: ClassExercise) -> _Shelf:
        shelf = self._shelves.get(exercise.id)
        if shelf is None or (shelf.exercise is not exercise and shelf.exercise != exercise):
            shelf = self._shelves[exercise.id] = self._read(exercise)
        return shelf

    def _read(self, exercise: ClassExercise) -> _Shelf:
        mark, file = _mark(exercise), self._file(exercise.id)
        shelf, state = _Shelf(exercise, mark), stamp_of([file])
        try:
            kept = _FORM.validate_json(file.read_bytes())
            if kept.mark == mark:
                entries = {code: _Entry(*entry) for code, entry in kept.entries.items()}
                shelf = _Shelf(exercise, mark, entries, kept.told, kept.matches)
        except (OSError, ValueError):
            pass  # not kept, or damaged: read the hand-ins
        shelf.kept = state
        return shelf

    def _file(self, ident: str) -> Path:
        return self._folder / f"{ident}.json"


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """What changes when one of the files does; zeros for one that is not there. A name may be no UTF-8."""
    return tuple((ascii(path.name), *_state_of(path)) for path in paths)


def _state_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _digest(marks: Marks) -> str:
    grades = [(*key, g.score, g.max_score, g.by_hand, g.waiting) for key, g in marks.grades.items()]
    said = repr((marks.timestamp, marks.late_penalty, sorted(grades)))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _mark(exercise: ClassExercise) -> str:
    said = repr((VERSION, exercise.title, sorted(exercise.given), exercise.texts))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
