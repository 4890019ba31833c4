"""Notebooks and their cells as plain JSON of nbformat 4: for skeletons, benches and tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.notebooks.normal_form import KERNELSPEC

Json = dict[str, Any]


def markdown_cell(source: str, cell_id: str = "", tags: Sequence[str] = (), **metadata: Any) -> Json:
    """A text; without an id it is a cell of nbformat 4.4 and older."""
    return _cell("markdown", source, cell_id, tags, metadata)


def code_cell(
    source: str, cell_id: str = "", tags: Sequence[str] = (), outputs: Sequence[Json] = (), **metadata: Any
) -> Json:
    """A cell that has not been run, or that was run and showed `outputs`."""
    cell = _cell("code", source, cell_id, tags, metadata)
    return cell | {"execution_count": 1 if outputs else None, "outputs": list(outputs)}


def marks_of(
    grade_id: str, *, points: float | None = None, solution: bool = False, locked: bool | None = None
) -> Json:
    """nbgrader's marks: an answer (`solution`), a check (`points`), both (a person marks it), or neither
    (a locked cell that is given).
    """
    given: Json = {} if points is None else {"points": points}
    return {
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not solution if locked is None else locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        **given,
    }


def notebook(cells: Sequence[Json], minor: int = 5, **metadata: Any) -> Json:
    """A notebook of our kernel; from minor version 5 on, a cell without an id gets one."""
    numbered = [{"id": f"sel-{n}", **cell} if minor >= 5 else dict(cell) for n, cell in enumerate(cells)]
    return {
        "cells": numbered,
        "metadata": {"kernelspec": dict(KERNELSPEC), **metadata},
        "nbformat": 4,
        "nbformat_minor": minor,
    }


def _cell(kind: str, source: str, cell_id: str, tags: Sequence[str], metadata: Json) -> Json:
    tagged: Json = {"tags": list(tags)} if tags else {}
    own: Json = {"id": cell_id} if cell_id else {}
    return {"cell_type": kind, **own, "metadata": tagged | metadata, "source": source}
