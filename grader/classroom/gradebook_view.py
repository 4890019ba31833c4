"""The scores, read once from nbgrader's gradebook into plain rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.classroom.gradebook import open_gradebook
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


def load_gradebook(db_url: str, course_id: str) -> GradebookView:
    """All scores and comments of a course, in a handful of queries whatever its size.

    Raises SinauError when there is no gradebook yet, or it cannot be opened.
    """
    database = Path(db_url.removeprefix("sqlite:///"))
    if db_url.startswith("sqlite:///") and not database.is_file():  # opening it would make an empty one
        raise SinauError(f"Buku nilai {database} belum ada; jalankan `sinau grade` dulu di folder kelas itu.")

    with open_gradebook(db_url, course_id) as gradebook:
        view = GradebookView({}, _names(gradebook.db))
        notebooks = _notebooks(gradebook.db, view.marks)
        _read_grades(gradebook.db, notebooks)
        _read_comments(gradebook.db, notebooks)
    return view


def _names(session: Any) -> dict[str, str]:
    from nbgrader.api import Student  # imported here: it takes a second
    from sqlalchemy import select

    students = session.execute(select(Student.id, Student.first_name, Student.last_name))
    named = {code: " ".join(part for part in (first, last) if part) for code, first, last in students}
    return {code: name for code, name in named.items() if name}


def _notebooks(session: Any, marks: dict[tuple[str, str], Marks]) -> dict[str, tuple[Marks, str]]:
    """The gradebook's key of each submitted notebook → its marks (new in ``marks``) and its name."""
    from nbgrader import api
    from sqlalchemy import select

    found = {}
    for key, notebook, penalty, timestamp, exercise, trainee in session.execute(
        select(
            api.SubmittedNotebook.id,
            api.Notebook.name,
            api.SubmittedNotebook.late_submission_penalty,
            api.SubmittedAssignment.timestamp,
            api.Assignment.name,
            api.SubmittedAssignment.student_id,
        )
        .join(api.Notebook, api.SubmittedNotebook.notebook_id == api.Notebook.id)
        .join(api.SubmittedAssignment, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .join(api.Assignment, api.SubmittedAssignment.assignment_id == api.Assignment.id)
    ):
        of_trainee = marks.setdefault((trainee, exercise), Marks(timestamp))
        of_trainee.late_penalty += penalty or 0.0
        found[key] = (of_trainee, notebook)
    return found


def _read_grades(session: Any, notebooks: Mapping[str, tuple[Marks, str]]) -> None:
    from nbgrader import api
    from sqlalchemy import select

    max_scores = {
        cell_id: max_score
        for kind in (api.GradeCell, api.TaskCell)
        for cell_id, max_score in session.execute(select(kind.id, kind.max_score))
    }
    names = dict(session.execute(select(api.BaseCell.id, api.BaseCell.name)).all())
    kinds: dict[tuple[object, ...], CellGrade] = {}  # a class has few different ones
    for notebook_id, cell_id, *told in session.execute(
        select(
            api.Grade.notebook_id,
            api.Grade.cell_id,
            api.Grade.score,
            api.Grade.manual_score,
            api.Grade.needs_manual_grade,
        )
    ).all():
        marks, notebook = notebooks[notebook_id]
        score, manual, waiting = told
        kind = score, manual is not None, waiting, max_scores.get(cell_id, 0.0)
        grade = kinds.get(kind)
        if grade is None:
            grade = kinds[kind] = CellGrade(score or 0.0, kind[3], kind[1], waiting)
        marks.grades[notebook, names[cell_id]] = grade


def _read_comments(session: Any, notebooks: Mapping[str, tuple[Marks, str]]) -> None:
    from nbgrader import api
    from sqlalchemy import select

    for notebook_id, cell, comment in session.execute(
        select(api.Comment.notebook_id, api.BaseCell.name, api.Comment.manual_comment)
        .join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
        .where(api.Comment.manual_comment.is_not(None))
    ):
        marks, notebook = notebooks[notebook_id]
        if comment.strip():
            marks.comments[notebook, cell] = comment
