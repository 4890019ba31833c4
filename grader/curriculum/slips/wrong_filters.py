"""Filters that are missed at the edge, turned round, or forgotten."""

from __future__ import annotations

import ast

from grader.curriculum.slips.filters import is_filter, is_filtered
from grader.curriculum.slips.rewrite import Slips, alike, rewritten, setting

#: Comparisons that treat the value at the edge otherwise, and that let the other rows through.
EDGES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
}
REVERSED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.LtE, ast.Lt),
    ast.GtE: (ast.Lt, ast.LtE),
    ast.Lt: (ast.GtE, ast.Gt),
    ast.LtE: (ast.Gt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def edges(tree: ast.expr) -> Slips:
    for group in _comparisons(tree):
        edge = EDGES.get(type(group[0].ops[0]))
        if edge:
            yield "edge-filter", rewritten(tree, group, setting(ops=[edge()]))


def reversals(tree: ast.expr) -> Slips:
    for group in _comparisons(tree):
        for other in REVERSED.get(type(group[0].ops[0]), ()):
            yield "reversed-filter", rewritten(tree, group, setting(ops=[other()]))
    subscripts = [
        node for node in ast.walk(tree) if isinstance(node, ast.Subscript) and is_filter(node.slice)
    ]
    for filtered in alike(subscripts):
        if not isinstance(filtered[0].slice, (ast.Compare, ast.Tuple)):
            yield "reversed-filter", rewritten(tree, filtered, _negated)


def missing_filters(tree: ast.expr) -> Slips:
    """One filter left out, one of two conditions left out, all filters left out."""
    nodes = list(ast.walk(tree))
    filtered = [n for n in nodes if isinstance(n, (ast.Subscript, ast.Call)) and is_filtered(n)]
    groups = alike(filtered)
    for group in groups:
        yield "missing-filter", rewritten(tree, group, _unfiltered)
    for pairs in alike(n for n in nodes if isinstance(n, ast.BinOp) and _is_both(n)):
        yield "missing-filter", rewritten(tree, pairs, lambda both: both.left)
        yield "missing-filter", rewritten(tree, pairs, lambda both: both.right)
    for loop in nodes:
        if isinstance(loop, ast.comprehension) and loop.ifs:
            yield "missing-filter", rewritten(tree, [loop], setting(ifs=[]))
    if len(groups) > 1:
        yield "missing-filter", rewritten(tree, filtered, _unfiltered)


def _comparisons(tree: ast.expr) -> list[list[ast.Compare]]:
    return alike(n for n in ast.walk(tree) if isinstance(n, ast.Compare) and len(n.ops) == 1)


def _is_both(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.BitAnd) and is_filter(node)


def _negated(node: ast.Subscript) -> ast.Subscript:
    return ast.Subscript(node.value, ast.UnaryOp(ast.Invert(), node.slice), ast.Load())


def _unfiltered(node: ast.Subscript | ast.Call) -> ast.expr:
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Attribute)
        return node.func.value
    if isinstance(node.slice, ast.Tuple):
        every = ast.Tuple([ast.Slice(), *node.slice.elts[1:]], ast.Load())
        return ast.Subscript(node.value, every, ast.Load())
    if isinstance(node.value, ast.Attribute) and node.value.attr == "loc":
        return node.value.value
    return node.value
