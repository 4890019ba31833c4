"""Our sandbox inside nbgrader: `nbgrader autograde` and formgrader's Autograde button take the same way.

A course's ``nbgrader_config.py`` calls ``configure(c)``. Classes are given by name, so that reading the
configuration imports none of them: `sinau grade` needs its paths alone, and nbconvert takes a second.
"""

from __future__ import annotations

from typing import Any

from grader.classroom.configuration import AUTOGRADE_STEPS
from grader.curriculum.release import CODE_STUB


def configure(config: Any) -> None:
    """Set up a course: released as ours, graded behind the wall, its feedback the page that ours is."""
    config.GenerateAssignment.preprocessors.insert(0, "grader.curriculum.nbgrader_release.CompileChecks")
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.Autograde.exporter_class = "grader.grading.nbgrader_sandbox.AnyNotebook"
    config.Autograde.sanitize_preprocessors = []
    config.Autograde.autograde_preprocessors = list(AUTOGRADE_STEPS)
    config.GenerateFeedback.preprocessors.insert(0, "nbgrader.preprocessors.ClearHiddenTests")
    config.GenerateFeedback.exporter_class = "grader.reports.nbgrader_feedback.FeedbackPage"
