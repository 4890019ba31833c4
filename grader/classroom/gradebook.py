"""The one writer of nbgrader's gradebook: SQLite or PostgreSQL, one engine, one transaction a chunk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from grader.classroom.configuration import database_file
from grader.classroom.entries import Entry, ReleasedCell
from grader.classroom.marked_answers import MarkedAnswers
from grader.common.errors import SinauError
from grader.curriculum.declared import language
from grader.notebooks.nbgrader_import import import_nbgrader

NO_RESPONSE = "No response."  # nbgrader's own words


@contextmanager
def open_gradebook(db_url: str, course_id: str = "") -> Iterator[Any]:
    """nbgrader's Gradebook, opened once; raises SinauError where the database cannot be reached."""
    read_schema_here()
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    file = database_file(db_url)
    try:
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)  # the database makes no folders
        gradebook = Gradebook(db_url, course_id) if course_id else Gradebook(db_url)
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        _refuse_known(reason)
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
        _refuse_known(reason)
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


def read_schema_here() -> None:
    """Have nbgrader read here which version its tables have: for each new gradebook it would ask a program of
    its own, which takes seconds.
    """
    import_nbgrader()
    from nbgrader import api

    api.get_alembic_version = _schema


@cache
def _schema() -> str:
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    config = Config()
    config.set_main_option("script_location", ALEMBIC_DIR.replace("%", "%%"))
    return str(ScriptDirectory.from_config(config).get_current_head())


def _refuse_known(reason: str) -> None:
    if "database is locked" in reason:
        raise SinauError(
            "Buku nilai sedang dipakai program lain; tutup Formgrader atau tunggu, lalu jalankan lagi."
        ) from None
    if "malformed" in reason or "not a database" in reason:
        raise SinauError(
            "Buku nilai rusak (biasanya disk penuh, atau laptop mati saat menulis); jangan dihapus. Buka "
            "`sinau kelas FOLDER`, lalu Cadangan, dan pulihkan salinan yang terakhir. Tanpa salinan: "
            "pindahkan gradebook.db ke tempat lain, rilis semua latihan lewat `sinau release`, lalu jalankan "
            "`sinau grade`; kiriman tetap utuh, nilai yang diberikan orang harus diisi lagi."
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
) -> dict[str, tuple[ReleasedCell, ...]]:
    """Notebook → its cells as released, in the order of ``order`` (notebook → grade ids) where it is known.

    Empty where the gradebook does not know the assignment.
    """
    from nbgrader.api import MissingEntry

    try:
        known = gradebook.find_assignment(assignment)
    except MissingEntry:
        return {}
    return {notebook.name: _cells(notebook, order.get(notebook.name, [])) for notebook in known.notebooks}


def _cells(notebook: Any, order: list[str]) -> tuple[ReleasedCell, ...]:
    grades = {c.name: c for c in notebook.grade_cells}
    tasks = {c.name: c for c in notebook.task_cells}
    solutions = {c.name for c in notebook.solution_cells}
    cells = [
        ReleasedCell(
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


def of_submitted(session: Any, *wanted: Any) -> Any:
    """A query over submitted notebooks, each beside its notebook, its submission and its assignment."""
    from nbgrader.api import Assignment, Notebook, SubmittedAssignment, SubmittedNotebook

    return (
        session.query(*wanted)
        .select_from(SubmittedNotebook)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    )


def graded_notebooks(gradebook: Any, assignment: str) -> set[tuple[str, str]]:
    """(student, notebook) of everything that the gradebook holds of an assignment."""
    from nbgrader.api import Assignment, Notebook, SubmittedAssignment

    rows = of_submitted(gradebook.db, SubmittedAssignment.student_id, Notebook.name)
    return {(student, notebook) for student, notebook in rows.filter(Assignment.name == assignment)}


def waiting_marks(gradebook: Any, handed_in: Collection[tuple[str, str, str]]) -> tuple[int, int]:
    """How many cells of (student, assignment, notebook) wait for a person; how many of them have a mark."""
    from nbgrader.api import Assignment, Grade, Notebook, SubmittedAssignment, SubmittedNotebook

    which = SubmittedAssignment.student_id, Assignment.name, Notebook.name
    rows = of_submitted(gradebook.db, *which, Grade.manual_score)
    waiting = rows.join(Grade, Grade.notebook_id == SubmittedNotebook.id).filter(Grade.needs_manual_grade)
    marked = [mark is not None for *key, mark in waiting if tuple(key) in handed_in]
    return len(marked), sum(marked)


def waiting_answers(gradebook: Any) -> int:
    """How many cells of the whole class wait for a person."""
    from nbgrader.api import Grade

    return int(gradebook.db.query(Grade).filter(Grade.needs_manual_grade).count())


def enrolled_students(gradebook: Any) -> set[str]:
    """The codes of the students that the gradebook knows."""
    from nbgrader.api import Student

    return {code for (code,) in gradebook.db.query(Student.id)}


class Writer:
    """Writes graded notebooks; learner and submission rows are those that nbgrader makes."""

    def __init__(self, gradebook: Any) -> None:
        self._gradebook = gradebook
        self._db = gradebook.db
        self._plans: dict[str, _Plan] = {}
        self._students = enrolled_students(gradebook)
        self._answers = MarkedAnswers(self._db)

    def write(self, entries: Iterable[Entry]) -> None:
        """Write entries in one transaction: all of them or, when it fails, none.

        A manual score stays. Where it was given for another text than this one, the cell asks to be looked
        at again (nbgrader asks always).
        """
        made: dict[tuple[str, str], _New] = {}
        with self._db.no_autoflush:
            for entry in entries:
                self._write(entry, made)
        self._insert(list(made.values()))
        self._db.commit()
        for new in made.values():
            new.plan.submissions[new.student] = new.id

    def _write(self, entry: Entry, made: dict[tuple[str, str], _New]) -> None:
        plan = self._plan(entry.assignment)
        if entry.student in plan.submissions:
            self._update(plan.submissions[entry.student], entry)
            return
        key = entry.assignment, entry.student
        if key not in made:
            made[key] = _New(plan, entry.student)
        _fill(made[key], entry)

    def _update(self, submission_id: str, entry: Entry) -> None:
        from nbgrader.api import SubmittedAssignment

        submission = self._db.get(SubmittedAssignment, submission_id)
        if entry.timestamp is not None:
            submission.timestamp = entry.timestamp
        # All rows are there: nbgrader lets nobody add cells to an assignment that has submissions.
        notebook = next(n for n in submission.notebooks if n.notebook.name == entry.notebook)
        notebook.late_submission_penalty = None
        grades = {grade.cell.name: grade for grade in notebook.grades}
        for score in entry.scores:
            grade = grades[score.grade_id]
            grade.auto_score = score.auto
            if grade.manual_score is None:
                grade.needs_manual_grade = score.needs_manual
        self._answers.renew(grades, entry.digests)
        no_response = set(entry.no_response)
        for comment in notebook.comments:
            comment.auto_comment = NO_RESPONSE if comment.cell.name in no_response else None

    def _insert(self, made: Sequence[_New]) -> None:
        """Insert new submissions table by table: a class of thousands is ten rows each."""
        from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook

        newcomers = {new.student for new in made} - self._students
        self._students |= newcomers
        notebooks = [notebook for new in made for notebook in new.notebooks.values()]
        for kind, rows in (
            (Student, [{"id": code} for code in sorted(newcomers)]),
            (SubmittedAssignment, [new.to_row() for new in made]),
            (SubmittedNotebook, [notebook.row for notebook in notebooks]),
            (Grade, [grade for notebook in notebooks for grade in notebook.grades.values()]),
            (Comment, [comment for notebook in notebooks for comment in notebook.comments.values()]),
        ):
            if rows:
                self._db.execute(kind.__table__.insert(), rows)
        self._answers.add({key: digest for notebook in notebooks for key, digest in notebook.digests.items()})

    def _plan(self, name: str) -> _Plan:
        """What every submission of an assignment consists of; read once."""
        if name not in self._plans:
            from nbgrader.api import SubmittedAssignment

            assignment = self._gradebook.find_assignment(name)
            notebooks = {
                n.name: _Wanted(
                    n.id,
                    {c.name: c.id for c in (*n.grade_cells, *n.task_cells)},
                    {c.name: c.id for c in (*n.solution_cells, *n.task_cells)},
                )
                for n in assignment.notebooks
            }
            there = self._db.query(SubmittedAssignment.student_id, SubmittedAssignment.id).filter_by(
                assignment_id=assignment.id
            )
            self._plans[name] = _Plan(assignment.id, notebooks, dict(map(tuple, there)))
        return self._plans[name]


@dataclass(frozen=True)
class _Wanted:
    """A released notebook: grade id → row of the cells that get a grade, and of those that get a comment."""

    id: str
    graded: Mapping[str, str]
    commented: Mapping[str, str]


@dataclass(frozen=True)
class _Plan:
    """An assignment; ``submissions`` holds the rows that are there by learner."""

    id: str
    notebooks: Mapping[str, _Wanted]
    submissions: dict[str, str]


class _New:
    """A submission that the gradebook does not know yet, as the rows it will be."""

    def __init__(self, plan: _Plan, student: str) -> None:
        self.plan = plan
        self.student = student
        self.id = _new_id()
        self.timestamp: datetime | None = None
        self.notebooks = {name: _NewNotebook(self.id, wanted) for name, wanted in plan.notebooks.items()}

    def to_row(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "assignment_id": self.plan.id,
            "student_id": self.student,
            "timestamp": self.timestamp,
        }


class _NewNotebook:
    """Its row, and by grade id the rows of its grades and comments; nothing is graded yet."""

    def __init__(self, submission_id: str, wanted: _Wanted) -> None:
        key = _new_id()
        self.row = {"id": key, "assignment_id": submission_id, "notebook_id": wanted.id}
        self.grades: dict[str, dict[str, Any]] = {
            name: {
                "id": _new_id(),
                "notebook_id": key,
                "cell_id": cell,
                "auto_score": None,
                "needs_manual_grade": True,
            }
            for name, cell in wanted.graded.items()
        }
        self.digests: dict[str, str] = {}
        self.comments: dict[str, dict[str, Any]] = {
            name: {"notebook_id": key, "cell_id": cell, "auto_comment": None}
            for name, cell in wanted.commented.items()
        }


def _fill(new: _New, entry: Entry) -> None:
    if entry.timestamp is not None:
        new.timestamp = entry.timestamp
    notebook = new.notebooks[entry.notebook]
    for score in entry.scores:
        grade = notebook.grades[score.grade_id]
        grade["auto_score"], grade["needs_manual_grade"] = score.auto, score.needs_manual
    notebook.digests = {notebook.grades[name]["id"]: digest for name, digest in entry.digests.items()}
    for name in notebook.comments.keys() & set(entry.no_response):
        notebook.comments[name]["auto_comment"] = NO_RESPONSE


def _new_id() -> str:
    from nbgrader.api import new_uuid

    made: str = new_uuid()
    return made
