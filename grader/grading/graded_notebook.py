"""The graded notebook that is written: each cell with what it shows, as pages may show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.sanitise import SanitisedCell
from grader.grading.untrusted import plain_markdown

Json = Any
#: Characters of code in the graded copy: Pygments takes the square of some texts' length to colour them.
LONG_CODE = 10_000


def _shown_source(cell: SanitisedCell) -> str:
    """A learner's text as pages show it: nothing in it runs, and colouring it does not take minutes."""
    if cell.cell_type == "markdown":
        return plain_markdown(cell.source, cell.attachments)
    return cell.source if len(cell.source) <= LONG_CODE else f"{cell.source[:LONG_CODE]}\n# (dipotong)"


def written(cell: SanitisedCell, number: int, outputs: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """A cell as it goes into the graded copy, its nbgrader marks written anew."""
    metadata: dict[str, Json] = {"tags": cell.tags} if cell.tags else {}
    ours = cell.ref is not None and (cell.ref.locked or cell.source == cell.ref.source)
    if cell.ref is not None:
        metadata["nbgrader"] = cell.ref.metadata()
    written: dict[str, Json] = {
        "cell_type": cell.cell_type,
        "id": f"sel-{number}",
        "metadata": metadata,
        "source": cell.source if ours else _shown_source(cell),
    }
    if cell.cell_type == "code":
        written |= {"execution_count": number + 1, "outputs": list(outputs)}
    elif cell.attachments:
        written["attachments"] = cell.attachments
    return written


def notebook_of(
    exercise: CompiledExercise, cells: list[dict[str, Json]], ended: str, notes: list[str]
) -> dict[str, Json]:
    """The graded copy: how the run ``ended``, and sentences about what was mended."""
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "sinau_penilaian": {
                "exercise": exercise.assignment,
                "ended": ended,
                "notes": notes,
                "tidak_kebal": {name: mode.reason for name, mode in exercise.modes.items() if mode.reason},
            },
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
