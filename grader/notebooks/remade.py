"""Names that a cell fills anew, so that they hold something else from then on. Read, never run."""

from __future__ import annotations

import ast

from grader.checks.spec import Filled, Remade

#: Methods that only put rows in another order, or hand out the same once more.
_SAME = frozenset(["sort_values", "sort_index", "copy", "reset_index"])
#: What reads a table as it was.
_LOADING = frozenset(["muat", "read_csv"])


def remade(tree: ast.Module) -> frozenset[Remade]:
    """The names to which the statements of a cell give a value; none that is only put in another order."""
    found = set()
    for part in tree.body:
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if not _is_same(value, name):
                found.add(_filled(name, value))
            case ast.AugAssign(target=ast.Name(id=name)):
                found.add(Remade(name, Filled.OF_ITSELF))
    return frozenset(found)


def _filled(name: str, value: ast.expr) -> Remade:
    match value:
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in _LOADING:
            return Remade(name, Filled.LOADED)
        case ast.Constant(value=int() | float() as number):
            return Remade(name, Filled.ANEW, float(number))
    reads = any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
    return Remade(name, Filled.OF_ITSELF if reads else Filled.ANEW)


def _is_same(value: ast.expr, name: str) -> bool:
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _SAME:
        value = value.func.value
    return isinstance(value, ast.Name) and value.id == name
