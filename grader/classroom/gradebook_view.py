"""The scores, read once from nbgrader's gradebook into plain rows."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

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
class Submission:
    """What the gradebook holds about one trainee's exercise. Keys are (notebook name, grade id)."""

    timestamp: datetime | None
    """When it was handed in: UTC without zone, as nbgrader stores it."""
    late_penalty: float = 0.0
    grades: dict[tuple[str, str], CellGrade] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return max(0.0, sum(grade.score for grade in self.grades.values()) - self.late_penalty)

    @property
    def max_score(self) -> float:
        return sum(grade.max_score for grade in self.grades.values())

    @property
    def waiting(self) -> int:
        """How many answers a trainer has still to mark."""
        return sum(grade.waiting for grade in self.grades.values())


@dataclass(frozen=True, slots=True)
class GradebookView:
    submissions: dict[tuple[str, str], Submission]
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

    view = GradebookView({}, {})
    with open_gradebook(db_url, course_id) as gradebook:
        from nbgrader import api  # imported here: it takes a second
        from sqlalchemy import select

        session = gradebook.db
        max_scores = {
            cell_id: max_score
            for kind in (api.GradeCell, api.TaskCell)
            for cell_id, max_score in session.execute(select(kind.id, kind.max_score))
        }
        for code, first, last in session.execute(
            select(api.Student.id, api.Student.first_name, api.Student.last_name)
        ):
            if name := " ".join(part for part in (first, last) if part):
                view.names[code] = name

        notebooks: dict[str, tuple[Submission, str]] = {}
        for notebook_id, notebook, penalty, timestamp, exercise, trainee in session.execute(
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
            submission = view.submissions.setdefault((trainee, exercise), Submission(timestamp))
            submission.late_penalty += penalty or 0.0
            notebooks[notebook_id] = (submission, notebook)

        for notebook_id, cell_id, cell, score, manual, waiting in session.execute(
            select(
                api.Grade.notebook_id,
                api.Grade.cell_id,
                api.BaseCell.name,
                api.Grade.score,
                api.Grade.manual_score,
                api.Grade.needs_manual_grade,
            ).join(api.BaseCell, api.Grade.cell_id == api.BaseCell.id)
        ):
            submission, notebook = notebooks[notebook_id]
            submission.grades[notebook, cell] = CellGrade(
                score=score or 0.0,
                max_score=max_scores.get(cell_id, 0.0),
                by_hand=manual is not None,
                waiting=waiting,
            )

        for notebook_id, cell, comment in session.execute(
            select(api.Comment.notebook_id, api.BaseCell.name, api.Comment.manual_comment)
            .join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
            .where(api.Comment.manual_comment.is_not(None))
        ):
            submission, notebook = notebooks[notebook_id]
            if comment.strip():
                submission.comments[notebook, cell] = comment
    return view
