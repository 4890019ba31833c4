"""What a solution calculates with, read from its cell and from the reference run beside it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks.blank import NAME as BLANK
from grader.checks.ingredients import Ingredients
from grader.checks.observation import Observation, is_number_seen
from grader.checks.spec import Written
from grader.notebooks.cells import source_text
from grader.notebooks.names import assigned_names
from grader.notebooks.written import written_in


def names_to_look_at(solution: str) -> list[tuple[str, str]]:
    """Each name that a solution calculates with, and an expression for the number that it holds."""
    found = written_in(solution)
    names = sorted(found.names - {BLANK}) if found and found.signs else []
    is_number = "hasattr({0}, '__round__') and getattr({0}, 'shape', ()) == () and type({0}) is not bool"
    return [(name, f"float({name}) if {is_number.format(name)} else None") for name in names]


def ingredients(
    notebook: Mapping[str, Any], solution: str, seen: Sequence[Observation]
) -> Ingredients | None:
    """Those of a solution, None where it only writes its answer down; ``seen`` is what
    `names_to_look_at` asks for.
    """
    found = written_in(solution)
    if found is None or not found.signs:
        return None
    names = [name for name, _ in names_to_look_at(solution)]
    if len(seen) != len(names):
        return None
    values = {
        name: float(one["value"])
        for name, one in zip(names, seen, strict=True)
        if is_number_seen(one) and one["value"] is not None
    }
    used = Written(found.names - {BLANK}, found.numbers, found.texts, found.signs)
    return Ingredients(used, values, _known(notebook))


def _known(notebook: Mapping[str, Any]) -> frozenset[str]:
    """The names that the notebook gives a value or imports."""
    sources = [source_text(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return frozenset(name for source in sources for name in assigned_names(source) | _imported(source))


def _imported(source: str) -> frozenset[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return frozenset()
    found = [
        alias for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names
    ]
    return frozenset(alias.asname or alias.name for alias in found)
