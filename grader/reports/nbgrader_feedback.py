"""nbgrader's "Generate Feedback" (the command and formgrader's button) writes our page, not its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter

from grader.common.errors import SinauError
from grader.reports.feedback import exercise_page
from grader.reports.graded_class import GradedClass, load_class


class FeedbackPage(HTMLExporter):
    """Gives the page that `sinau feedback` writes; nbgrader's own where we have none for that learner."""

    _graded: GradedClass | None = None

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> Any:
        page = self._page(resources["nbgrader"]["student"], resources["nbgrader"]["assignment"])
        if page is None:
            return super().from_filename(filename, resources=resources, **kw)
        resources["output_extension"] = self.file_extension
        return page, resources

    def _page(self, student: str, assignment: str) -> str | None:
        if self._graded is None:
            converter: Any = self.parent
            try:
                self._graded = load_class(Path(converter.coursedir.root))
            except SinauError:
                return None
        return exercise_page(self._graded, student, assignment)
