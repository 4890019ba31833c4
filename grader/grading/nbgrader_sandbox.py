"""What nbgrader's Autograde runs in a course of ours: a preprocessor in the place of its ``Execute``."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import from_dict
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.hand_ins import hand_in, read
from grader.grading import worker
from grader.grading.exercises import compile_exercises
from grader.grading.options import GradingOptions
from grader.grading.plan import Task
from grader.grading.reference_cache import cached
from grader.grading.untrusted import is_page
from grader.grading.worker import Result
from grader.sandbox import bubblewrap


class AnyNotebook(NotebookExporter):
    """Reads no submission: it may be no notebook at all, and ``SandboxExecute`` reads it itself."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        return self.from_notebook_node(new_notebook(), resources=resources, **kw)  # type: ignore[no-untyped-call]


class SandboxExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Sanitise, run behind the wall and evaluate one submitted notebook; the outputs carry the scores."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        told = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir  # of the converter that runs this, however it was started
        folder, options = ClassFolder(Path(coursedir.root), coursedir), GradingOptions()
        bubblewrap.refuse_shown(*folder.places())
        with open_gradebook(folder.db_url, folder.course_id) as gradebook:
            reference = cached(folder.path, worker.reference, "")
            known = compile_exercises(folder, gradebook, told["assignment"], options, reference)
        exercise = next(e for e in known if e.notebook == told["notebook"])
        names = [e.notebook for e in known]
        submitted = hand_in(folder, told["student"], told["assignment"], told["notebook"], names)
        contents = read(submitted, coursedir.ignore, worker.MAX_READ)
        task = Task(submitted, exercise, exercise.to_bytes(), contents, "")
        data = worker.grade_submission(*task.arguments(options.wall))
        _remove_pages(submitted.target, exercise.files)
        graded: NotebookNode = from_dict(json.loads(Result.from_bytes(data).notebook))  # type: ignore[no-untyped-call]
        return graded, resources


def _remove_pages(target: Path, ours: Collection[str]) -> None:
    """Delete what nbgrader has copied and formgrader would serve as a page, but for the exercise's own."""
    for top, _, names in os.walk(target):
        for path in (Path(top, name) for name in names if is_page(name)):
            if path.relative_to(target).as_posix() not in ours:
                path.unlink()
