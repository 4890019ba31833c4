"""The names that the lesson of an exercise has and the exercise itself has not: copied lines know them."""

from __future__ import annotations

import json
from pathlib import Path

from grader.notebooks.cells import source_text
from grader.notebooks.names import assigned_names

#: Where lessons lie: in a workspace, in a checkout.
FOLDERS = ("pelajaran", "lessons")


def names_of_the_lesson_alone(exercise: Path | None) -> frozenset[str]:
    """None where the lesson is not at hand, or the notebook is no exercise. Reads files, raises nothing."""
    if exercise is None or len(exercise.parents) < 3:
        return frozenset()
    home, ident = exercise.parents[2], exercise.parent.name
    lessons = [path for folder in FOLDERS for path in (home / folder).glob(f"*/{ident}.ipynb")]
    return _names_in(lessons[0]) - _names_in(exercise) if len(lessons) == 1 else frozenset()


def _names_in(notebook: Path) -> frozenset[str]:
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        sources = [source_text(cell) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()
    return frozenset(name for source in sources for name in assigned_names(source))
