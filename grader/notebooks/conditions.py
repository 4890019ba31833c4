"""What answers yes or no for each row, in a cell that is read and never run."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

#: Methods that answer yes or no for each row.
_ASKING = "isin between contains startswith endswith isna notna isnull notnull duplicated eq ne lt le gt ge"
ASKING_METHODS = frozenset(_ASKING.split())


def column_given(node: ast.AST) -> str:
    """The column that `t["naik"] = ...` gives a table, "" where it gives none."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Store):
        return ""
    key = node.slice
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


def named_conditions(nodes: Iterable[ast.AST], named: Collection[str] = ()) -> frozenset[str]:
    """The names and columns that hold yes or no for each row after these statements, where those ``named``
    did before.
    """
    found = set(named)
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            name = target.id if isinstance(target, ast.Name) else column_given(target)
            (found.add if is_condition(node.value, found) else found.discard)(name)
    return frozenset(found - {""})


def is_condition(node: ast.expr, named: Collection[str] = ()) -> bool:
    """Whether it answers yes or no for each row: the sum of that is how many say yes. ``named`` are the names
    and columns that do.
    """
    match node:
        case ast.Compare():
            return True
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in ASKING_METHODS
        case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr(), right=right):
            return is_condition(left, named) or is_condition(right, named)
        case ast.UnaryOp(op=ast.Invert(), operand=of):
            return is_condition(of, named)
        case ast.Name(id=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name in named
    return False


def sums_yes(node: ast.AST, named: Collection[str]) -> bool:
    """Whether `x.sum()`, `sum(x)` or `sum(1 for ... if ...)` counts how often something holds."""
    match node:
        case ast.Call(func=ast.Attribute(value=of, attr="sum")):
            return is_condition(of, named)
        case ast.Call(func=ast.Name(id="sum"), args=[ast.GeneratorExp(elt=one) | ast.ListComp(elt=one)]):
            return is_condition(one, named) or (isinstance(one, ast.Constant) and one.value in (1, True))
        case ast.Call(func=ast.Name(id="sum"), args=[of]):
            return is_condition(of, named)
    return False
