"""Late penalties, by nbgrader's own plugin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from grader.common.errors import SinauError

if TYPE_CHECKING:
    from grader.classroom.entries import Entry
    from grader.classroom.folder import ClassFolder


def apply_late_penalties(folder: ClassFolder, gradebook: Any, entries: Sequence[Entry]) -> None:
    """Set each notebook's late penalty as ``AssignLatePenalties`` does; none is set yet.

    Assignments without a due date (nearly all) cost one query.
    """
    from sqlalchemy.exc import SQLAlchemyError

    due = {
        name
        for name in {e.assignment for e in entries}
        if gradebook.find_assignment(name).duedate is not None
    }
    if not due:
        return
    try:
        _assign(folder, gradebook, [e for e in entries if e.assignment in due and e.handed_in])
    except SQLAlchemyError:
        raise
    except Exception as error:  # a plugin is the course's own code
        gradebook.db.rollback()
        raise SinauError(
            f"Potongan keterlambatan tidak bisa dihitung ({type(error).__name__}: {error}); perbaiki "
            "AssignLatePenalties atau LateSubmissionPlugin di nbgrader_config.py, lalu jalankan lagi."
        ) from None
    gradebook.db.commit()


def _assign(folder: ClassFolder, gradebook: Any, entries: Sequence[Entry]) -> None:
    from nbgrader.preprocessors import AssignLatePenalties

    judge = AssignLatePenalties(config=folder.config)
    judge.init_plugin()
    # As in nbgrader a notebook that is missing is not late.
    for entry in entries:
        submission = gradebook.find_submission(entry.assignment, entry.student)
        notebook = gradebook.find_submission_notebook(entry.notebook, entry.assignment, entry.student)
        late = submission.total_seconds_late
        penalty = (
            judge.plugin_inst.late_submission_penalty(entry.student, notebook.score, late)
            if late > 0
            else None
        )
        if penalty is not None:
            notebook.late_submission_penalty = judge._check_late_penalty(notebook, penalty)
