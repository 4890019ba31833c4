"""The attack on a published table of counts: small cells left open, and hidden ones that totals give away.

A neighbour has no computer: every published row and column adds up to its total, so a hidden cell that stands
alone in its row or column is a subtraction away; what was found helps to find the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

Cell = tuple[str, str]

TOTAL = "jumlah"
_ENOUGH = 1e-6


@dataclass(frozen=True)
class Counts:
    """A table of counts: its row and column names, and the number of each cell, None where it is hidden.

    The row and the column called ``total`` hold the sums of the others; either may be absent.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Cell, float | None]
    total: str = TOTAL

    @property
    def inner(self) -> list[Cell]:
        """The cells that count people, without the totals."""
        return [(r, c) for r in self.rows for c in self.columns if self.total not in (r, c)]

    @property
    def hidden(self) -> list[Cell]:
        """Every cell without a number, totals too."""
        return [cell for cell, value in self.cells.items() if value is None]

    def small(self, limit: float) -> list[Cell]:
        """Cells left open that count somebody, but fewer than ``limit``."""
        return [cell for cell in self.inner if 0 < (self.cells[cell] or 0) < limit]


@dataclass(frozen=True)
class Found:
    """A hidden cell and its number. ``line`` is the row or column that gave it away, ``total`` its total,
    ``others`` the sum of its other cells; both None where several lines had to be combined.
    """

    cell: Cell
    value: float
    line: str = ""
    total: float | None = None
    others: float | None = None


@dataclass(frozen=True)
class _Line:
    """One row or column: cells that add up to a total."""

    name: str
    parts: tuple[Cell, ...]
    total: Cell


@dataclass
class _Knowledge:
    """What is known of a cell: it lies between ``low`` and ``high``."""

    low: dict[Cell, float] = field(default_factory=dict)
    high: dict[Cell, float] = field(default_factory=dict)

    def known(self, cell: Cell) -> bool:
        return self.high[cell] - self.low[cell] < _ENOUGH


def recoverable(table: Counts) -> list[Found]:
    """The hidden cells that can be worked out exactly, totals too, in the order in which they fall."""
    lines = list(_lines(table))
    know = _Knowledge()
    for cell, value in table.cells.items():
        know.low[cell], know.high[cell] = (0.0, inf) if value is None else (float(value), float(value))
    found: list[Found] = []
    while True:
        step = next((one for line in lines for one in _solved(line, know)), None)
        if step is None:
            break
        know.low[step.cell] = know.high[step.cell] = step.value
        found.append(step)
    told = {one.cell for one in found}
    return found + [one for one in _combined(table, lines, know) if one.cell not in told]


def _lines(table: Counts) -> Iterator[_Line]:
    total = table.total
    if total in table.columns:
        for row in table.rows:
            parts = tuple((row, c) for c in table.columns if c != total)
            yield _Line(f"baris {row}", parts, (row, total))
    if total in table.rows:
        for column in table.columns:
            parts = tuple((r, column) for r in table.rows if r != total)
            yield _Line(f"kolom {column}", parts, (total, column))


def _solved(line: _Line, know: _Knowledge) -> Iterator[Found]:
    """The one unknown of a line, or all its unknown parts where nothing is left for them."""
    unknown = [cell for cell in (*line.parts, line.total) if not know.known(cell)]
    if not unknown:
        return
    others = sum(know.low[cell] for cell in line.parts if know.known(cell))
    if unknown == [line.total]:
        yield Found(line.total, others, line.name)
    elif line.total not in unknown:
        left = know.low[line.total] - others
        if len(unknown) == 1 or abs(left) < _ENOUGH:
            share = left if len(unknown) == 1 else 0.0
            yield Found(unknown[0], share, line.name, know.low[line.total], others)


def _combined(table: Counts, lines: Iterable[_Line], know: _Knowledge) -> Iterator[Found]:
    """Cells that only several lines together give away: Gauss elimination over what is still unknown."""
    unknown = [cell for cell in table.cells if not know.known(cell)]
    place = {cell: number for number, cell in enumerate(unknown)}
    width = len(unknown)
    matrix: list[list[float]] = []
    for line in lines:
        row = [0.0] * (width + 1)
        for cell, sign in [*((part, 1.0) for part in line.parts), (line.total, -1.0)]:
            if cell in place:
                row[place[cell]] += sign
            else:
                row[width] -= sign * know.low[cell]
        if any(row[:width]):
            matrix.append(row)
    for row, pivot in _reduced(matrix, width):
        if sum(abs(value) > _ENOUGH for value in row[:width]) == 1:
            yield Found(unknown[pivot], row[width])


def _reduced(matrix: list[list[float]], width: int) -> Iterator[tuple[list[float], int]]:
    done = 0
    pivots: list[int] = []
    for column in range(width):
        best = max(range(done, len(matrix)), key=lambda r: abs(matrix[r][column]), default=None)
        if best is None or abs(matrix[best][column]) < _ENOUGH:
            continue
        matrix[done], matrix[best] = matrix[best], matrix[done]
        top = matrix[done][column]
        matrix[done] = [value / top for value in matrix[done]]
        for number, row in enumerate(matrix):
            if number != done and abs(row[column]) > _ENOUGH:
                times = row[column]
                matrix[number] = [a - times * b for a, b in zip(row, matrix[done], strict=True)]
        pivots.append(column)
        done += 1
    return zip(matrix, pivots, strict=False)
