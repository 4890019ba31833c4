"""The one writer of nbgrader's gradebook: SQLite or PostgreSQL, one engine, one transaction a chunk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.course.nbgrader_import import import_nbgrader
from grader.course.release import language
from grader.errors import SinauError
from grader.grading.exercise import RefCell
from grader.grading.worker import Result


@dataclass(frozen=True)
class Row:
    """One graded notebook on its way into the gradebook; ``timestamp`` is UTC without zone."""

    student: str
    assignment: str
    notebook: str
    timestamp: datetime | None
    handed_in: bool
    result: Result


@contextmanager
def open_gradebook(db_url: str, course_id: str = "") -> Iterator[Any]:
    """nbgrader's Gradebook, opened once; raises SinauError where the database cannot be reached."""
    import_nbgrader()
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    try:
        gradebook = Gradebook(db_url, course_id) if course_id else Gradebook(db_url)
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        _refuse_if_locked(reason)
        raise SinauError(
            f"Buku nilai tidak bisa dibuka ({reason}); periksa ruang simpan, izin folder kelas, "
            "dan db_url di nbgrader_config.py."
        ) from None
    try:
        _ensure_course(gradebook, course_id)
        yield gradebook
    except SQLAlchemyError as error:
        with suppress(SQLAlchemyError):
            gradebook.db.rollback()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0][:200]
        _refuse_if_locked(reason)
        if "no such column" in reason or "does not exist" in reason:
            raise SinauError(
                f"Buku nilai ini dari nbgrader yang lebih lama ({reason}); perbarui dengan menjalankan "
                "`nbgrader db upgrade` di folder kelas, lalu jalankan lagi."
            ) from None
        raise SinauError(
            f"Buku nilai tidak bisa ditulis ({reason}); nilai yang lama utuh, perbaiki lalu jalankan lagi."
        ) from None
    finally:
        with suppress(SQLAlchemyError):
            gradebook.close()


def _refuse_if_locked(reason: str) -> None:
    if "database is locked" in reason:
        raise SinauError(
            "Buku nilai sedang dipakai program lain; tutup Formgrader atau tunggu, lalu jalankan lagi."
        ) from None


def _ensure_course(gradebook: Any, course_id: str) -> None:
    """The row of a course without a name, which nbgrader refers to but makes only for a course that has one.

    SQLite does not mind; PostgreSQL then refuses every assignment.
    """
    from nbgrader.api import Course

    if not course_id and gradebook.db.get(Course, "") is None:
        gradebook.db.add(Course(id=""))
        gradebook.db.commit()


def reference_cells(
    gradebook: Any, assignment: str, order: Mapping[str, list[str]]
) -> dict[str, tuple[RefCell, ...]]:
    """Notebook → its cells as released, in the order of ``order`` (notebook → grade ids) where it is known.

    Empty where the gradebook does not know the assignment.
    """
    from nbgrader.api import MissingEntry

    try:
        known = gradebook.find_assignment(assignment)
    except MissingEntry:
        return {}
    return {notebook.name: _cells(notebook, order.get(notebook.name, [])) for notebook in known.notebooks}


def _cells(notebook: Any, order: list[str]) -> tuple[RefCell, ...]:
    grades = {c.name: c for c in notebook.grade_cells}
    tasks = {c.name: c for c in notebook.task_cells}
    solutions = {c.name for c in notebook.solution_cells}
    cells = [
        RefCell(
            grade_id=source.name,
            cell_type=source.cell_type,
            source=source.source or "",
            checksum=source.checksum,
            locked=bool(source.locked),
            grade=source.name in grades,
            solution=source.name in solutions,
            task=source.name in tasks,
            points=float((grades.get(source.name) or tasks[source.name]).max_score)
            if source.name in grades or source.name in tasks
            else 0.0,
        )
        for source in notebook.source_cells
    ]
    place = {name: number for number, name in enumerate(order)}
    return tuple(sorted(cells, key=lambda c: place.get(c.grade_id, len(place))))


def languages(gradebook: Any, assignment: str) -> dict[str, str]:
    """Notebook → the language of its kernel."""
    return {
        notebook.name: language({"metadata": {"kernelspec": json.loads(notebook.kernelspec or "{}")}})
        for notebook in gradebook.find_assignment(assignment).notebooks
    }


def graded_notebooks(gradebook: Any, assignment: str) -> set[tuple[str, str]]:
    """(student, notebook) of everything that the gradebook holds of an assignment."""
    from nbgrader.api import Assignment, Notebook, SubmittedAssignment, SubmittedNotebook

    rows = (
        gradebook.db.query(SubmittedAssignment.student_id, Notebook.name)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
    )
    return {(student, notebook) for student, notebook in rows}


def enrolled_students(gradebook: Any) -> set[str]:
    """The codes of the students that the gradebook knows."""
    from nbgrader.api import Student

    return {code for (code,) in gradebook.db.query(Student.id)}


class Writer:
    """Writes graded notebooks; learner and submission rows are made as nbgrader makes them."""

    def __init__(self, gradebook: Any) -> None:
        self._gradebook = gradebook
        self._db = gradebook.db
        self._plans: dict[str, _Plan] = {}
        self._students = enrolled_students(gradebook)

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows in one transaction: all of them or, when it fails, none.

        A manual score stays; as in nbgrader such a cell then asks to be looked at again.
        """
        with self._db.no_autoflush:
            for row in rows:
                self._write(row)
        self._db.commit()

    def _write(self, row: Row) -> None:
        submission = self._submission(row)
        # All rows are there: nbgrader lets nobody add cells to an assignment that has submissions.
        notebook = next(n for n in submission.notebooks if n.notebook.name == row.notebook)
        notebook.late_submission_penalty = None
        grades = {grade.cell.name: grade for grade in notebook.grades}
        for score in row.result.scores:
            grade = grades[score["grade_id"]]
            grade.auto_score = score["auto"]
            grade.needs_manual_grade = score["needs_manual"] or grade.manual_score is not None
        no_response = set(row.result.no_response)
        for comment in notebook.comments:
            comment.auto_comment = "No response." if comment.cell.name in no_response else None

    def _submission(self, row: Row) -> Any:
        """The learner's submission; a new one with all its rows: notebooks, grades and comments."""
        from nbgrader.api import Student, SubmittedAssignment

        plan = self._plan(row.assignment)
        if row.student not in self._students:
            self._db.add(Student(id=row.student))
            self._students.add(row.student)
        submission = plan.submissions.get(row.student)
        if submission is None:
            submission = SubmittedAssignment(assignment_id=plan.id, student_id=row.student)
            self._db.add(submission)
            for wanted in plan.notebooks:
                self._add_notebook(submission, wanted)
            plan.submissions[row.student] = submission
        if row.timestamp is not None:
            submission.timestamp = row.timestamp
        return submission

    def _add_notebook(self, submission: Any, wanted: _Wanted) -> None:
        from nbgrader.api import Comment, Grade, SubmittedNotebook

        submitted = SubmittedNotebook(notebook=wanted.notebook, assignment=submission)
        self._db.add(submitted)
        self._db.add_all(Grade(cell=cell, notebook=submitted) for cell in wanted.graded)
        self._db.add_all(Comment(cell=cell, notebook=submitted) for cell in wanted.commented)

    def _plan(self, name: str) -> _Plan:
        """What every submission of an assignment consists of; read once."""
        if name not in self._plans:
            from nbgrader.api import SubmittedAssignment

            assignment = self._gradebook.find_assignment(name)
            notebooks = [
                _Wanted(n, [*n.grade_cells, *n.task_cells], [*n.solution_cells, *n.task_cells])
                for n in assignment.notebooks
            ]
            there = self._db.query(SubmittedAssignment).filter_by(assignment_id=assignment.id)
            self._plans[name] = _Plan(assignment.id, notebooks, {s.student_id: s for s in there})
        return self._plans[name]


@dataclass(frozen=True)
class _Wanted:
    """A released notebook: which of its cells get a grade and which a comment."""

    notebook: Any
    graded: list[Any]
    commented: list[Any]


@dataclass(frozen=True)
class _Plan:
    id: str
    notebooks: list[_Wanted]
    submissions: dict[str, Any]
