"""Marks and comments that a person gives, as formgrader writes them: the same columns, the same gradebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.classroom.gradebook import of_submitted
from grader.common.errors import SinauError


@dataclass(frozen=True, order=True)
class Cell:
    """A cell of an exercise that a person marks."""

    exercise: str
    notebook: str
    grade_id: str


@dataclass(frozen=True)
class Given:
    """What a person has given one answer; ``waiting``: it asks to be marked (again)."""

    score: float | None
    comment: str
    waiting: bool


@dataclass(frozen=True)
class Stand:
    """How far the marking of a cell is: answers that wait, and those that a person has marked."""

    max_score: float
    waiting: int
    marked: int


class ManualMarks:
    """The marks of people in an open gradebook."""

    def __init__(self, gradebook: Any) -> None:
        self._db = gradebook.db

    def cells(self) -> dict[Cell, Stand]:
        """The cells that are marked by people (or wait to be), in the order of their names."""
        return dict(sorted(self._stands().items()))

    def stand(self, cell: Cell) -> Stand | None:
        """The same of one cell; None where it is none of them."""
        from nbgrader import api

        return self._stands(
            api.BaseCell.name == cell.grade_id,
            api.Notebook.name == cell.notebook,
            api.Assignment.name == cell.exercise,
        ).get(cell)

    def _stands(self, *only: Any) -> dict[Cell, Stand]:
        from nbgrader import api

        points = {
            key: (float(most), kind is api.TaskCell)
            for kind in (api.GradeCell, api.TaskCell)
            for key, most in self._db.query(kind.id, kind.max_score)
        }
        answers = set(self._db.query(api.SolutionCell.notebook_id, api.SolutionCell.name).all())
        found: dict[Cell, Stand] = {}
        for key, name, notebook_id, notebook, exercise, waiting, marked in self._counts().filter(*only):
            most, task = points[key]
            if waiting or marked or task or (notebook_id, name) in answers:
                found[Cell(exercise, notebook, name)] = Stand(most, waiting, marked)
        return found

    def _counts(self) -> Any:
        from nbgrader import api
        from sqlalchemy import and_, case, func

        waits = case((api.Grade.needs_manual_grade, 1), else_=0)
        done = case((and_(api.Grade.manual_score.is_not(None), ~api.Grade.needs_manual_grade), 1), else_=0)
        return (
            self._db.query(
                api.BaseCell.id,
                api.BaseCell.name,
                api.Notebook.id,
                api.Notebook.name,
                api.Assignment.name,
                func.sum(waits),
                func.sum(done),
            )
            .select_from(api.Grade)
            .join(api.BaseCell, api.Grade.cell_id == api.BaseCell.id)
            .join(api.Notebook, api.BaseCell.notebook_id == api.Notebook.id)
            .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
            .group_by(
                api.BaseCell.id, api.BaseCell.name, api.Notebook.id, api.Notebook.name, api.Assignment.name
            )
        )

    def given(self, cell: Cell) -> dict[str, Given]:
        """Learner → what their answer has been given; all who have a row in the gradebook."""
        from nbgrader.api import Comment, Grade

        comments = {student: comment.manual_comment or "" for student, comment in self._of(Comment, cell)}
        return {
            student: Given(grade.manual_score, comments.get(student, ""), bool(grade.needs_manual_grade))
            for student, grade in self._of(Grade, cell)
        }

    def give(self, student: str, cell: Cell, new: Given, seen: Given) -> None:
        """Write a mark and a comment. Raises SinauError where the answer no longer has what was ``seen``
        (somebody else marked it meanwhile), or the mark cannot be one.
        """
        from nbgrader.api import Comment, Grade

        rows = dict(self._of(Grade, cell, student))
        if student not in rows:
            raise SinauError(f"Jawaban {student} tidak ada di buku nilai; jalankan penilaian dulu.")
        stand = self.stand(cell)
        if stand is None:
            raise SinauError("Soal ini dinilai mesin, bukan orang; pilih soal dari daftar Periksa tulisan.")
        if new.score is not None and not 0 <= new.score <= stand.max_score:
            raise SinauError(f"Nilai {new.score:g} di luar 0 sampai {stand.max_score:g}.")
        comments = dict(self._of(Comment, cell, student))
        grade, comment = rows[student], comments.get(student)
        said = (comment.manual_comment or "") if comment is not None else ""
        if Given(grade.manual_score, said, bool(grade.needs_manual_grade)) != seen:
            raise SinauError(
                "Jawaban ini sudah dinilai di jendela lain; nilaimu belum dicatat. "
                "Lihat dulu nilainya sekarang."
            )
        grade.manual_score, grade.needs_manual_grade = new.score, new.waiting
        if comment is not None:
            comment.manual_comment = new.comment or None
        self._db.commit()

    def comments_of(self, exercise: str) -> Mapping[str, list[str]]:
        """Grade id → the comments that people gave to answers of an exercise."""
        from nbgrader import api

        found: dict[str, list[str]] = {}
        rows = (
            self._db.query(api.BaseCell.name, api.Comment.manual_comment)
            .select_from(api.Comment)
            .join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
            .join(api.Notebook, api.BaseCell.notebook_id == api.Notebook.id)
            .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
            .filter(api.Assignment.name == exercise, api.Comment.manual_comment.is_not(None))
        )
        for name, comment in rows:
            found.setdefault(name, []).append(comment)
        return found

    def _of(self, kind: Any, cell: Cell, student: str | None = None) -> Any:
        """(Learner, row) of a kind of row that belongs to a cell."""
        from nbgrader import api

        rows = (
            of_submitted(self._db, api.SubmittedAssignment.student_id, kind)
            .join(kind, kind.notebook_id == api.SubmittedNotebook.id)
            .join(api.BaseCell, kind.cell_id == api.BaseCell.id)
            .filter(
                api.BaseCell.name == cell.grade_id,
                api.Notebook.name == cell.notebook,
                api.Assignment.name == cell.exercise,
            )
        )
        return rows if student is None else rows.filter(api.SubmittedAssignment.student_id == student)
