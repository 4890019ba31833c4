"""Which questions of an exercise build on the answers of others: read from the author's solution."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from grader.notebooks.cells import is_code, source_text
from grader.notebooks.flow import Checked, Ran, follow

_HEADING = re.compile(r"^#+ +(Soal \d+)\b", re.MULTILINE)


@dataclass(frozen=True)
class Building:
    """``builds_on``: answer → the answers that it uses directly, each with what its question is called.

    ``lends``: answer that another uses → the names of its cell from which later cells read, itself first.
    ``earlier``: answer → all answers before it, each with what its question is called.
    """

    builds_on: Mapping[str, tuple[tuple[str, str], ...]]
    lends: Mapping[str, tuple[str, ...]]
    earlier: Mapping[str, tuple[tuple[str, str], ...]]


def building_of(notebook: Mapping[str, Any], checks: Mapping[int, str], computed: Set[str]) -> Building:
    """Read a source notebook, whose cells at the places of ``checks`` ask for these names.

    Only answers that the solution has ``computed`` count, on both sides.
    """
    cells = notebook["cells"]
    flow = follow(
        Checked(checks[index]) if index in checks else Ran(source_text(cell))
        for index, cell in enumerate(cells)
        if is_code(cell)
    )
    called = _called(cells, checks)
    uses = {name: sorted(flow.builds_on[name] & computed, key=list(called).index) for name in computed}
    used = {earlier for names in uses.values() for earlier in names}
    order = [name for name in called if name in computed]
    return Building(
        {name: tuple((earlier, called[earlier]) for earlier in names) for name, names in uses.items()},
        {name: (name, *sorted(flow.helpers.get(name, ()))) for name in used},
        {name: tuple((n, called[n]) for n in order[: order.index(name)]) for name in order},
    )


def _called(cells: list[Mapping[str, Any]], checks: Mapping[int, str]) -> dict[str, str]:
    """What each question is called, in order: as its heading says, else by its answer's name."""
    called: dict[str, str] = {}
    heading = ""
    for index, cell in enumerate(cells):
        if index in checks:
            called[checks[index]] = heading or f"`{checks[index]}`"
            heading = ""
        elif not is_code(cell) and (found := _HEADING.findall(source_text(cell))):
            heading = found[-1]
    return called
