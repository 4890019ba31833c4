"""What the cells of a hand-in tell of its answers, beside values: crashes, gaps, slips of writing. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from grader.checks.spec import Cell
from grader.grading import reasons
from grader.grading.sanitise import SanitisedCell
from grader.notebooks.names import (
    asked_names,
    assigned_names,
    compared_names,
    names_before,
    noted_names,
    unfinished_names,
)
from grader.notebooks.typed import typed_names
from grader.notebooks.written import written_in
from grader.sandbox.job import StepResult


def told_by_cells(
    cells: Sequence[SanitisedCell], results: Mapping[str, StepResult], ended: str
) -> dict[str, Cell]:
    """For each name what the last cell tells that ran and assigned it, or compared it after that."""
    found: dict[str, Cell] = {}
    known: set[str] = set()
    for cell, result in _that_ran(cells, results):
        names = assigned_names(cell.source)
        if result.status == "ok":
            known |= names
            found |= dict.fromkeys(names, Cell(written=written_in(cell.source)))
        else:
            said = reasons.of_step(result, ended, cell.source, known)
            before = names_before(cell.source, reasons.line_of(result))
            written = written_in(cell.source)
            found |= {name: Cell(said, stands=name in before, written=written) for name in names}
        for name in unfinished_names(cell.source):
            found[name] = replace(found.get(name, Cell()), unfinished=True)
        for name in asked_names(cell.source):
            found[name] = replace(found.get(name, Cell()), asked=True, crash=None)
        for name in compared_names(cell.source):
            found[name] = replace(found.get(name, Cell()), compared=True)
        for name in noted_names(cell.source):
            found[name] = replace(found.get(name, Cell()), noted=True)
        for name, typed in typed_names(cell.source).items():
            found[name] = replace(found[name], typed=typed.told)
    return found


def _that_ran(
    cells: Sequence[SanitisedCell], results: Mapping[str, StepResult]
) -> Iterator[tuple[SanitisedCell, StepResult]]:
    """The learner's cells that ran; a test's own names are none of the learner's."""
    for number, cell in enumerate(cells):
        result, test = results.get(f"{number}"), cell.ref is not None and cell.ref.is_test
        ran = result is not None and result.status != "not_reached"
        if result is not None and ran and cell.cell_type == "code" and not test:
            yield cell, result
