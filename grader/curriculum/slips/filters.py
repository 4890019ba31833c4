"""What a filter is: it says yes or no for each row."""

from __future__ import annotations

import ast

from grader.curriculum.slips.reading import called

#: Methods that answer True or False for each row.
YES_NO = {
    "isin",
    "contains",
    "startswith",
    "endswith",
    "between",
    "isna",
    "notna",
    "isnull",
    "notnull",
    "duplicated",
}


def is_filter(node: ast.AST) -> bool:
    """Whether an expression says yes or no for each row."""
    if isinstance(node, ast.Tuple) and node.elts:  # .loc[filter, columns]
        return is_filter(node.elts[0])
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.BitAnd, ast.BitOr)) and is_filter(node.left)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Invert) and is_filter(node.operand)
    return isinstance(node, ast.Compare) or called(node) in YES_NO


def is_filtered(node: ast.AST) -> bool:
    return (isinstance(node, ast.Subscript) and is_filter(node.slice)) or called(node) == "query"


def inside_filters(tree: ast.expr) -> set[ast.AST]:
    """Nodes of the filters themselves: what is in there is no answer."""
    slices = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    tests = [test for node in ast.walk(tree) if isinstance(node, ast.comprehension) for test in node.ifs]
    return {node for part in (*slices, *tests) if is_filter(part) for node in ast.walk(part)}
