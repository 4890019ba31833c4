"""The aggregations of plain lists: `sum(x)`, `len(x)`, `sum(x) / len(x)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.curriculum.slips.filters import inside_filters, is_filter, is_filtered
from grader.curriculum.slips.reading import column, inside_calculations
from grader.curriculum.slips.rewrite import Slips, replaced
from grader.curriculum.slips.wrong_filters import EDGES


def by_hand(tree: ast.expr) -> Slips:
    """A mean taken for the median or the sum; an amount for a number and back, where it is the answer itself,
    not a part of a calculation.
    """
    in_calculations, in_filters = inside_calculations(tree), inside_filters(tree)
    for node in ast.walk(tree):
        if node in in_filters:
            continue
        if (of := _averaged(node)) is not None:
            yield "median-for-mean", replaced(tree, node, _median(_text(of)))
            yield "sum-for-mean", replaced(tree, node, f"sum({_text(of)})")
        elif node in in_calculations:
            continue
        elif (of := _argument(node, "sum")) is not None:
            yield "mean-for-sum", replaced(tree, node, f"sum({_text(of)}) / len({_text(of)})")
            yield "count-for-sum", replaced(tree, node, f"len({_text(of)})")
        elif (of := _argument(node, "len")) is not None:
            if not is_filtered(of):
                yield "sum-for-count", replaced(tree, node, f"sum({_text(of)})")
            for measured in _measured(of):
                yield "sum-for-count", replaced(tree, node, f"{_text(of)}[{measured!r}].sum()")


def _text(of: ast.expr) -> str:
    return f"({ast.unparse(of)})"


def _median(of: str) -> str:
    return f"(lambda v: (v[(len(v) - 1) // 2] + v[len(v) // 2]) / 2)(sorted({of}))"


def _averaged(node: ast.AST) -> ast.expr | None:
    """What is added up and then divided by how many there are."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return None
    of, counted = _sum_of(node.left), _argument(node.right, "len")
    return of if of is not None and counted is not None and _is_as_long_as(of, counted) else None


def _sum_of(node: ast.expr) -> ast.expr | None:
    """What is added up, by `sum(x)` or `x.sum()`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sum":
        return node.func.value if not node.args and not node.keywords else None
    return _argument(node, "sum")


def _argument(node: ast.AST, function: str) -> ast.expr | None:
    """The one argument of a call of a built-in function; a generator as the list it would make."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != function:
        return None
    if len(node.args) != 1 or node.keywords:
        return None
    [of] = node.args
    return ast.ListComp(of.elt, of.generators) if isinstance(of, ast.GeneratorExp) else of


def _is_as_long_as(what: ast.expr, table: ast.expr) -> bool:
    """Whether they are the same, or `what` is a column of `table`."""
    same = [what, what.value] if isinstance(what, ast.Subscript) and column(what) else [what]
    return ast.unparse(table) in map(ast.unparse, same)


def _measured(of: ast.expr) -> Iterator[str]:
    """The columns that a filtered table's filter compares with a number."""
    if isinstance(of, ast.Subscript) and is_filter(of.slice):
        for node in ast.walk(of.slice):
            if isinstance(node, ast.Compare) and type(node.ops[0]) in EDGES:
                compared = column(node.left)
                if compared is not None:
                    yield compared
