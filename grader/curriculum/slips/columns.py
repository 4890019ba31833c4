"""Another column with numbers in the place of one that is summarised."""

from __future__ import annotations

import ast

from grader.curriculum.slips.aggregations import STATISTICS
from grader.curriculum.slips.filters import inside_filters
from grader.curriculum.slips.reading import called, column, inside
from grader.curriculum.slips.rewrite import Slips, rewritten

SUMMARIES = {*STATISTICS, "max", "min", "nunique", "quantile", "std", "var"}
MOST_COLUMNS = 8
#: The parameter that stands for another column.
OTHER = "_kolom_lain"


def other_columns(tree: ast.expr) -> Slips:
    """Which columns a table has is only known where the solution runs, so the expression finds the next one
    itself; where there is none it fails, as a slip may.
    """
    for name, places in _summarised(tree).items():
        table = ast.unparse(places[0].value)
        others = f"[c for c in {table}.select_dtypes('number') if c != {name!r}]"
        body = ast.unparse(ast.fix_missing_locations(rewritten(tree, places, _onto_other)))
        for number in range(MOST_COLUMNS):
            text = f"(lambda {OTHER}: {body})({others}[{number}])"
            yield "other-column", ast.parse(text, mode="eval").body


def _summarised(tree: ast.expr) -> dict[str, list[ast.Subscript]]:
    """Each column that is summarised, and where; the column of a filter is not."""
    summarised = inside(tree, lambda node: called(node) in SUMMARIES) - inside_filters(tree)
    places: dict[str, list[ast.Subscript]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and node in summarised:
            name = column(node)
            if name is not None:
                places.setdefault(name, []).append(node)
    return places


def _onto_other(node: ast.Subscript) -> ast.Subscript:
    key: ast.expr = ast.Name(OTHER, ast.Load())
    if isinstance(node.slice, ast.List):
        key = ast.List([key], ast.Load())
    return ast.Subscript(node.value, key, ast.Load())
