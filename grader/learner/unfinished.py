"""Names whose value still rests on the blank `____`, read off a cell's source.

The value alone does not tell: pandas takes a blank for a condition that keeps every row, `len(____)` is 0 and
`sort_values(____)` raises. In each of these the trainee has simply not filled in the gap yet.
"""

from __future__ import annotations

import ast
import sys
from functools import lru_cache
from typing import Any

from grader.checks.blank import NAME
from grader.learner.python_errors import LONG, assigned_names

_waiting: set[str] = set()


@lru_cache(maxsize=256)
def unfinished_names(source: str) -> frozenset[str]:
    """The names that the cell leaves resting on a `____`, directly or by way of another name of the cell."""
    if NAME not in source or len(source) > LONG:
        return frozenset()
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    resting: set[str] = set()
    for statement in statements:
        read, written = _reads(statement), _writes(statement)
        if read & (resting | {NAME}):
            resting |= written
        elif not isinstance(statement, ast.AugAssign):
            resting -= _stored(statement) | _defined(statement)
    return frozenset(resting)


def is_unfinished(name: str) -> bool:
    """Whether the last cell of this notebook that assigned `name` left it resting on a `____`."""
    return name in _waiting


def install() -> None:
    """Follow the cells of the shell this runs in; installing twice, or without a shell, does nothing."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    if shell is None or getattr(shell, "_sinau_unfinished", False):
        return
    shell._sinau_unfinished = True
    _waiting.clear()
    shell.events.register("pre_run_cell", _look_at)


def _look_at(info: Any) -> None:
    source = info.raw_cell or ""
    _waiting.difference_update(assigned_names(source))
    _waiting.update(unfinished_names(source))


def _stored(statement: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _reads(statement: ast.stmt) -> set[str]:
    names = {
        n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Store)
    }
    return names | {n.attr for n in ast.walk(statement) if isinstance(n, ast.Attribute) and n.attr == NAME}


def _writes(statement: ast.stmt) -> set[str]:
    """Names a statement gives a value, changes in part (`tabel["x"] = ...`) or calls a method of."""
    names = _defined(statement) | _stored(statement)
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            names |= _owner(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            names |= _owner(node.value.func)
    return names


def _owner(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name):
        return set()
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _defined(statement: ast.stmt) -> set[str]:
    return {n.name for n in ast.walk(statement) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
