"""The scores, read from nbgrader's gradebook into plain rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from grader.classroom.configuration import database_file
from grader.classroom.gradebook import of_submitted, open_gradebook
from grader.common.errors import SinauError


@dataclass(frozen=True, slots=True)
class CellGrade:
    """One graded cell of one submission; `score` follows nbgrader's rule (manual before automatic)."""

    score: float
    max_score: float
    by_hand: bool
    """A trainer has given or changed this score."""
    waiting: bool
    """A trainer has still to mark it."""


@dataclass(slots=True)
class Marks:
    """What the gradebook holds about one trainee's exercise. Keys are (notebook name, grade id)."""

    timestamp: datetime | None
    """When it was handed in: UTC without zone, as nbgrader stores it."""
    late_penalty: float = 0.0
    grades: dict[tuple[str, str], CellGrade] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Points so far: a mark that waits to be looked at again does not count yet."""
        return max(0.0, sum(g.score for g in self.grades.values() if not g.waiting) - self.late_penalty)

    @property
    def max_score(self) -> float:
        return sum(grade.max_score for grade in self.grades.values())

    @property
    def marked_max(self) -> float:
        """`max_score` without what a trainer has still to mark."""
        return sum(grade.max_score for grade in self.grades.values() if not grade.waiting)

    @property
    def waiting(self) -> int:
        """How many answers a trainer has still to mark."""
        return sum(grade.waiting for grade in self.grades.values())


@dataclass(frozen=True, slots=True)
class GradebookView:
    marks: dict[tuple[str, str], Marks]
    """By (trainee, exercise)."""
    names: dict[str, str]
    """Trainee's code to the name in the gradebook, where there is one."""


class GradebookReader:
    """Reads all scores and comments of a course, in a handful of queries whatever its size.

    Read again after some were marked, what is told of all others are the same objects as before.
    """

    def __init__(self, db_url: str, course_id: str) -> None:
        self._db_url, self._course_id = db_url, course_id
        self._rows = _Rows({}, [], [], set())
        self._marks: dict[tuple[str, str], Marks] = {}

    def read(self) -> GradebookView:
        """The gradebook as it stands. Raises SinauError when there is none yet, or it cannot be opened."""
        database = database_file(self._db_url)
        # Opening one that is not there would make an empty one.
        if database is not None and not database.is_file():
            raise SinauError(
                f"Buku nilai {database} belum ada; jalankan `sinau grade` dulu di folder kelas itu."
            )
        with open_gradebook(self._db_url, self._course_id) as gradebook:
            names = _names(gradebook.db)
            rows = _read_rows(gradebook.db)
        changed = _changed(self._rows, rows)
        before = {} if changed is None else self._marks
        self._marks = before | _marks(rows, changed)
        self._rows = rows
        return GradebookView(self._marks, names)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the gradebook's tables hold; "key" is that of a submitted notebook."""

    cells: dict[str, tuple[str, float]]
    """By the cell's own key: its grade id, and the most that it can be given."""
    notebooks: list[tuple[Any, ...]]
    """Key, name, late penalty, timestamp, exercise, trainee."""
    grades: list[tuple[Any, ...]]
    """Key, the cell's own key, score, manual score, whether it waits."""
    comments: set[tuple[str, str, str]]
    """Key, grade id, comment."""


def _read_rows(session: Any) -> _Rows:
    from nbgrader import api  # imported here: it takes a second
    from sqlalchemy import select

    notebooks = of_submitted(
        session,
        *(api.SubmittedNotebook.id, api.Notebook.name, api.SubmittedNotebook.late_submission_penalty),
        *(api.SubmittedAssignment.timestamp, api.Assignment.name, api.SubmittedAssignment.student_id),
    ).statement
    grade = api.Grade
    grades = select(
        grade.notebook_id, grade.cell_id, grade.score, grade.manual_score, grade.needs_manual_grade
    )
    comments = (
        select(api.Comment.notebook_id, api.BaseCell.name, api.Comment.manual_comment)
        .join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
        .where(api.Comment.manual_comment.is_not(None))
    )
    plainly = session.connection().execute  # the session's own would take twice as long for plain rows
    return _Rows(
        _cells(session),
        [tuple(row) for row in plainly(notebooks)],
        [tuple(row) for row in plainly(grades)],
        {(key, cell, comment) for key, cell, comment in plainly(comments)},
    )


def _cells(session: Any) -> dict[str, tuple[str, float]]:
    from nbgrader import api
    from sqlalchemy import select

    most = {
        cell_id: max_score
        for kind in (api.GradeCell, api.TaskCell)
        for cell_id, max_score in session.execute(select(kind.id, kind.max_score))
    }
    names = session.execute(select(api.BaseCell.id, api.BaseCell.name))
    return {cell_id: (name, most.get(cell_id, 0.0)) for cell_id, name in names}


def _names(session: Any) -> dict[str, str]:
    from nbgrader.api import Student
    from sqlalchemy import select

    students = session.execute(select(Student.id, Student.first_name, Student.last_name))
    named = {code: " ".join(part for part in (first, last) if part) for code, first, last in students}
    return {code: name for code, name in named.items() if name}


def _changed(before: _Rows, now: _Rows) -> set[str] | None:
    """The keys of the notebooks of which a row is another now; None where all must be read."""
    if before.cells != now.cells:
        return None
    changed = {key for key, *_ in before.comments ^ now.comments}
    for old, new in ((before.notebooks, now.notebooks), (before.grades, now.grades)):
        if len(old) != len(new):
            return None
        for was, row in zip(old, new, strict=True):
            if was != row:
                if was[0] != row[0]:
                    return None
                changed.add(row[0])
    return changed


def _marks(rows: _Rows, changed: set[str] | None) -> dict[tuple[str, str], Marks]:
    """The marks of the hand-ins with a ``changed`` notebook (None: of all), by (trainee, exercise)."""
    wanted = None if changed is None else {row[4:] for row in rows.notebooks if row[0] in changed}
    found: dict[tuple[str, str], Marks] = {}
    whose: dict[str, tuple[Marks, str]] = {}
    for key, notebook, penalty, timestamp, exercise, trainee in rows.notebooks:
        if wanted is None or (exercise, trainee) in wanted:
            marks = found.setdefault((trainee, exercise), Marks(timestamp))
            marks.late_penalty += penalty or 0.0
            whose[key] = marks, notebook
    kinds: dict[tuple[object, ...], CellGrade] = {}  # a class has few different ones
    for key, cell, score, manual, waiting in rows.grades:
        if key in whose:
            marks, notebook = whose[key]
            name, most = rows.cells[cell]
            kind = score, manual is not None, waiting, most
            if kind not in kinds:
                kinds[kind] = CellGrade(score or 0.0, most, kind[1], waiting)
            marks.grades[notebook, name] = kinds[kind]
    for key, cell, comment in rows.comments:
        if key in whose and comment.strip():
            whose[key][0].comments[whose[key][1], cell] = comment
    return found
