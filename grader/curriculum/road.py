"""The road of a workspace: its pages in order, and the links from each to its neighbours."""

from __future__ import annotations

import json
import os.path
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from grader.common.layout import KEYS
from grader.curriculum.model import TEST_IDS, Course, Exercise, Lesson, paths_of
from grader.learner.road import Road, Step, neighbours
from grader.notebooks.cells import is_answer, marks

#: Cells of ours in a notebook of a workspace.
ABOVE, BELOW = "jalan-atas", "jalan-bawah"


def road_of(course: Course, files: Mapping[str, bytes]) -> Road:
    """The pages among the laid-out `files` (workspace path → content): each lesson before its exercise, the
    first test before them all and the last one after.
    """
    first, last = TEST_IDS
    order: list[Lesson | Exercise | None] = [course.exercise(first)]
    for lesson in course.lessons:
        order += [lesson, course.exercise(lesson.id)]
    order.append(course.exercise(last))
    steps = (_step(notebook, files) for notebook in order if notebook is not None)
    return tuple(step for step in steps if step.path in files)


def _step(notebook: Lesson | Exercise, files: Mapping[str, bytes]) -> Step:
    is_lesson = isinstance(notebook, Lesson)
    folder = (
        PurePosixPath("pelajaran", notebook.meta.module)
        if is_lesson
        else PurePosixPath("latihan", notebook.id)
    )
    keys = files.get(f"{folder / KEYS / notebook.id}.json")
    minutes = notebook.meta.minutes
    return Step(
        kind=notebook.meta.kind,
        id=notebook.id,
        title=notebook.meta.title,
        module=notebook.meta.module,
        minutes=minutes if isinstance(minutes, int) else minutes.total,
        path=f"{folder / notebook.id}.ipynb",
        paths=paths_of(notebook.id),
        points=0.0
        if is_lesson
        else sum(float(marks(cell).get("points") or 0) for cell in notebook.raw["cells"]),
        questions=tuple(sorted(json.loads(keys)["checks"])) if keys else (),
    )


def with_links(notebook: dict[str, Any], path: str, road: Road) -> dict[str, Any]:
    """A notebook for a workspace: its text cannot be turned into source by a stray click, and at both ends
    stand the links to the pages before and after it.
    """
    cells = [_kept_still(cell) for cell in notebook["cells"]]
    links = _links(path, road)
    if links and cells:
        cells = [cells[0], _text(ABOVE, links), *cells[1:], _text(BELOW, links)]
    return notebook | {"cells": cells}


def _kept_still(cell: dict[str, Any]) -> dict[str, Any]:
    if cell["cell_type"] != "markdown" or is_answer(cell):
        return cell
    return cell | {"metadata": {**cell["metadata"], "deletable": False, "editable": False}}


def _text(cell_id: str, source: str) -> dict[str, Any]:
    return _kept_still({"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source})


def _links(path: str, road: Road) -> str:
    back = [_link("‹ Sebelumnya", *found, path) for found in neighbours(road, path, -1)]
    on = [_link("Berikutnya ›", *found, path) for found in neighbours(road, path, 1)]
    return " · ".join([*back, *on])


def _link(word: str, learning_path: str, step: Step, path: str) -> str:
    where = f" (jalur {learning_path})" if learning_path else ""
    address = os.path.relpath(step.path, os.path.dirname(path)).replace(os.sep, "/")  # noqa: PTH120
    return f"[{word}{where}: {step.name}]({address})"
