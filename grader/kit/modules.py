"""Which modules of this package a learner's notebooks and start.py can reach: what they import, and so on."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.notebooks.cells import source_text

PACKAGE = "grader"


def reached(root: Path, first: Iterable[str]) -> dict[str, Path]:
    """The modules that these modules need, themselves included, and their files."""
    found: dict[str, Path] = {}
    waiting = [name for entry in first for name in _with_parents(entry)]
    while waiting:
        name = waiting.pop()
        file = _file_of(root, name)
        if name not in found and file is not None:
            found[name] = file
            waiting += imported(file.read_text(encoding="utf-8"))
    return found


def imported(source: str) -> list[str]:
    """The names below this package that a text imports: modules, perhaps, and the packages they are in."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell of a lesson about mistakes
        return []
    return [parent for name in _names(tree) if _is_ours(name) for parent in _with_parents(name)]


def imported_by_notebook(data: bytes) -> list[str]:
    """The same of a notebook's code cells."""
    cells = json.loads(data)["cells"]
    return [name for cell in cells if cell["cell_type"] == "code" for name in imported(source_text(cell))]


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def _with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _file_of(root: Path, name: str) -> Path | None:
    path = root.joinpath(*name.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)
