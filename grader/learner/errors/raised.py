"""The scene of an error that was raised here: in which cell, at which expression, with which names."""

from __future__ import annotations

import itertools
import linecache
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from grader.learner.errors.scene import Scene, Span
from grader.notebooks.names import assigned_names

IPYTHONS_OWN = frozenset({"In", "Out", "exit", "quit", "get_ipython", "open", "__builtins__"})
#: Stands for what an earlier line of a cell that was never run would have made.
_NOT_MADE_YET = object()


def scene_of(error: BaseException, source: str, namespace: Mapping[str, Any]) -> Scene:
    """Where an error came up that a cell with this source raised: in the cell itself, or in a function that
    another cell made.
    """
    steps = _steps(error, namespace)
    known = {name: value for name, value in namespace.items() if name not in IPYTHONS_OWN}
    if not steps:  # a cell that Python could not read has not run
        line = getattr(error, "lineno", None)
        above = "\n".join(source.splitlines()[: (line or 1) - 1])
        made = dict.fromkeys(assigned_names(above), _NOT_MADE_YET)
        return Scene(source, line, {**made, **known}, _files_near(error))
    own = steps[0].tb_frame.f_code.co_filename
    place, step = "", steps[-1]
    if (elsewhere := step.tb_frame.f_code).co_filename != own:
        lines = linecache.getlines(elsewhere.co_filename)
        if lines:
            source, place = "".join(lines), _made_there(elsewhere.co_name)
        else:
            step = [s for s in steps if s.tb_frame.f_code.co_filename == own][-1]
    frame = step.tb_frame
    if frame.f_locals is not frame.f_globals:
        known.update({name: value for name, value in frame.f_locals.items() if name.isidentifier()})
    return Scene(source, step.tb_lineno, known, _files_near(error), _span(step), place)


def line_in_cell(error: BaseException, namespace: Mapping[str, Any]) -> int | None:
    """The line of the cell that was run, not of a function that it called, at which the error came up."""
    steps = _steps(error, namespace)
    return steps[0].tb_lineno if steps else None


def _steps(error: BaseException, namespace: Mapping[str, Any]) -> list[TracebackType]:
    """The steps of the traceback that are code of cells, from the outermost."""
    steps: list[TracebackType] = []
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals is namespace:
            steps.append(step)
        step = step.tb_next
    return steps


def _span(step: TracebackType) -> Span | None:
    """Which expression ran in a step; None where the interpreter was told to forget."""
    positions = step.tb_frame.f_code.co_positions()
    first, last, begin, end = next(
        itertools.islice(positions, step.tb_lasti // 2, None), (None, None, None, None)
    )
    if first is None or last is None or begin is None or end is None:
        return None
    return first, last, begin, end


def _made_there(name: str) -> str:
    """Which cell a function is of; `<lambda>` and `<listcomp>` are Python's own words."""
    return " di sel lain" if name.startswith("<") else f" di sel yang membuat `{name}`"


def _files_near(error: BaseException) -> list[str]:
    path = getattr(error, "filename", None)
    if not isinstance(error, FileNotFoundError) or not isinstance(path, str):
        return []
    try:
        return sorted(file.name for file in Path(path).parent.iterdir())
    except OSError:
        return []
