"""What may be computed once more: it is small, it answers, and it leaves everything as it was."""

from __future__ import annotations

import ast

from grader.curriculum.slips.aggregations import AGGREGATING, STATISTICS
from grader.curriculum.slips.filters import YES_NO
from grader.curriculum.slips.order import ENDS, SORTING

FUNCTIONS = """
abs all any bool ceil dict enumerate float floor int len list max mean median min range round set sorted sqrt
str sum tuple zip
"""
METHODS = """
abs add assign astype ceil clip concat copy cumsum day_name diff div drop drop_duplicates dropna eq fillna
floor ge get groupby gt head item items join keys le len lower lt merge mode month_name mul ne nunique
pct_change quantile query rank rename replace reset_index round set_index shift size split sqrt std strip sub
tail title to_datetime to_dict to_frame to_list to_period tolist unique unstack upper values var
"""
PURE_FUNCTIONS = {*FUNCTIONS.split()}
PURE_METHODS = {*METHODS.split(), *STATISTICS, *AGGREGATING, *ENDS, *SORTING, *YES_NO}

#: A solution is a few lines.
MOST_NODES = 600
MOST_DEPTH = 50


def is_pure(tree: ast.expr) -> bool:
    nodes = list(ast.walk(tree))
    if len(nodes) > MOST_NODES or is_too_deep(tree) or isinstance(tree, ast.Lambda):
        return False
    return not any(map(_may_change_something, nodes))


def is_too_deep(tree: ast.AST) -> bool:
    return _depth(tree) > MOST_DEPTH


def _depth(node: ast.AST) -> int:
    return 1 + max(map(_depth, ast.iter_child_nodes(node)), default=0)


def _may_change_something(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return not _is_pure_function(node.func) or any(k.arg == "inplace" for k in node.keywords)
    return isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom))


def _is_pure_function(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr in PURE_METHODS
    return isinstance(called, ast.Name) and called.id in PURE_FUNCTIONS
