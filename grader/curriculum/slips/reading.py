"""What a node of an expression is about: what it calls, which column it takes, what it stands in."""

from __future__ import annotations

import ast
from collections.abc import Callable


def called(node: ast.AST) -> str:
    """The name of what a call calls, "" where it has none."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def column(node: ast.AST) -> str | None:
    """The column that `table["x"]` or `table[["x"]]` takes."""
    key = node.slice if isinstance(node, ast.Subscript) else None
    if isinstance(key, ast.List) and len(key.elts) == 1:
        key = key.elts[0]
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def inside(tree: ast.expr, of: Callable[[ast.AST], bool]) -> set[ast.AST]:
    """What stands in a node of this sort, without that node itself."""
    return {inner for node in ast.walk(tree) if of(node) for inner in ast.walk(node) if inner is not node}


def inside_calculations(tree: ast.expr) -> set[ast.AST]:
    return inside(
        tree,
        lambda node: isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.BitAnd, ast.BitOr)),
    )
