"""Names that a cell fills anew, so that they hold something else from then on. Read, never run."""

from __future__ import annotations

import ast

#: Methods that only put rows in another order, or hand out the same once more.
_SAME = frozenset(["sort_values", "sort_index", "copy", "reset_index"])
#: What reads a table as it was.
_LOADING = frozenset(["muat", "read_csv"])

LOADED, OF_ITSELF, ANEW = "loaded", "of itself", "anew"


def remade(tree: ast.Module) -> frozenset[tuple[str, str]]:
    """The names to which the statements of a cell give a value, and out of what, or the number that it is;
    none that is only put in another order.
    """
    found = set()
    for part in tree.body:
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if not _is_same(value, name):
                found.add((name, _out_of(value, name)))
            case ast.AugAssign(target=ast.Name(id=name)):
                found.add((name, OF_ITSELF))
    return frozenset(found)


def _out_of(value: ast.expr, name: str) -> str:
    match value:
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)) if called in _LOADING:
            return LOADED
        case ast.Constant(value=int() | float() as number):
            return str(float(number))
    reads = any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
    return OF_ITSELF if reads else ANEW


def _is_same(value: ast.expr, name: str) -> bool:
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _SAME:
        value = value.func.value
    return isinstance(value, ast.Name) and value.id == name
