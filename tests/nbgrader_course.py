"""Ordinary nbgrader courses, made for tests: cells, notebooks, and what the gradebook holds afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.classroom.configuration import course_directory, load_config
from grader.classroom.gradebook import read_schema_here
from grader.grading import pipeline
from grader.grading.executors import Workers
from grader.grading.options import GradingOptions
from grader.grading.pipeline import grade_class
from grader.grading.summary import Summary
from grader.notebooks import build
from grader.notebooks.build import code_cell, markdown_cell

Json = dict[str, Any]
Change = Callable[[Json], None]


def markdown(source: str, **nbgrader: Any) -> Json:
    return markdown_cell(source, **_metadata(nbgrader))


def code(source: str, **nbgrader: Any) -> Json:
    return code_cell(source, **_metadata(nbgrader))


def answer(grade_id: str, source: str) -> Json:
    """A solution cell without points."""
    return code(source, grade_id=grade_id, solution=True, grade=False, locked=False)


def check(grade_id: str, source: str, points: float) -> Json:
    """A locked cell of ordinary Python with points."""
    return code(source, grade_id=grade_id, solution=False, grade=True, locked=True, points=points)


def _metadata(nbgrader: Mapping[str, Any]) -> Json:
    return {"nbgrader": {"schema_version": 3, "task": False, **nbgrader}} if nbgrader else {}


def notebook(*cells: Json, minor: int = 5) -> Json:
    """A notebook of nbformat 4; from minor 5 on its cells have ids."""
    return build.notebook(cells, minor)


def cell(nb: Json, grade_id: str) -> Json:
    """The first cell with that grade id, to be changed in place."""
    found: Json = next(
        c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found


def write(path: Path, content: Json | str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1) if isinstance(content, dict) else content
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def read(path: Path) -> Json:
    made: Json = json.loads(path.read_text(encoding="utf-8"))
    return made


def answered(released: Json, answers: Mapping[str, str]) -> Json:
    """A released notebook with other sources in the named cells."""
    made: Json = json.loads(json.dumps(released))
    for grade_id, source in answers.items():
        cell(made, grade_id)["source"] = source
    return made


def grade(course: Path, assignment: str | None = None, **options: Any) -> Summary:
    """`sinau grade`, all done by this process and its one warm sandbox: starting a pool takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "local_workers", _in_this_process)
        return grade_class(course, assignment, GradingOptions(**options), lambda done, total: None)


class Here(Executor):
    """Runs what it is given at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def _in_this_process(count: int | None, wall: bool) -> Iterator[Workers]:
    yield Workers(Here, 1)


def stock_api(course: Path) -> Any:
    """nbgrader's own API as the formgrader server makes it, in a course with its configuration."""
    read_schema_here()
    config = load_config(course)
    from nbgrader.apps.api import NbGraderAPI

    return NbGraderAPI(course_directory(course), config=config)


def gradebook_rows(course: Path) -> Json:
    """All that grading writes into a gradebook, as plain values; "student/assignment/notebook/cell" → row."""
    from nbgrader.api import Gradebook

    rows: Json = {}
    with Gradebook(course_directory(course).db_url) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                when = submission.timestamp and submission.timestamp.isoformat()
                rows[f"{submission.student_id}/{assignment.name}"] = when
                for nb in submission.notebooks:
                    at = f"{submission.student_id}/{assignment.name}/{nb.name}"
                    rows[at] = {"penalty": nb.late_submission_penalty, "score": nb.score}
                    for g in nb.grades:
                        row = {"auto": g.auto_score, "manual": g.manual_score, "needs": g.needs_manual_grade}
                        rows[f"{at}/{g.cell.name}"] = row | {"max": g.cell.max_score, "extra": g.extra_credit}
                    for c in nb.comments:
                        rows[f"{at}/{c.cell.name}/comment"] = (c.auto_comment, c.manual_comment)
    return rows
