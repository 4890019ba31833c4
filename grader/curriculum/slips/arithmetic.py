"""A formula with one thing done otherwise: a sign, a side, a bracket, a term, a percent, a thousands dot."""

from __future__ import annotations

import ast

from grader.curriculum.slips.filters import inside_filters, is_filter
from grader.curriculum.slips.rewrite import Slips, replaced, rewritten, setting

#: An operation, what it is taken for, and the slip that this is.
EXCHANGED: dict[type[ast.operator], tuple[tuple[type[ast.operator], str], ...]] = {
    ast.Add: ((ast.Sub, "minus-for-plus"), (ast.Mult, "times-for-plus")),
    ast.Sub: ((ast.Add, "plus-for-minus"), (ast.Div, "divided-for-minus")),
    ast.Mult: ((ast.Div, "divided-for-times"), (ast.Add, "plus-for-times")),
    ast.Div: ((ast.Mult, "times-for-divided"), (ast.Sub, "minus-for-divided")),
}


def formulas(tree: ast.expr) -> Slips:
    """Every slip in every calculation of the answer, what changes the least first."""
    in_filters = inside_filters(tree)
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and type(node.op) in EXCHANGED and node not in in_filters
    ]
    calculations = [node for node in found if not is_filter(node) and not _is_text(node)]
    for vary in (_operations, _sides, _brackets, _percents, _dots, _terms):
        for node in calculations:
            yield from vary(tree, node)


def _operations(tree: ast.expr, node: ast.BinOp) -> Slips:
    for other, ident in EXCHANGED[type(node.op)]:
        yield ident, rewritten(tree, [node], setting(op=other()))


def _sides(tree: ast.expr, node: ast.BinOp) -> Slips:
    if isinstance(node.op, (ast.Sub, ast.Div)):
        yield "swapped-sides", rewritten(tree, [node], setting(left=node.right, right=node.left))


def _brackets(tree: ast.expr, node: ast.BinOp) -> Slips:
    """`(a + b) * c` as Python reads `a + b * c`, and `a / (b * c)` as it reads `a / b * c`."""
    inner, outer = ast.unparse(node.left), ast.unparse(node.right)
    sign = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}[type(node.op)]
    if isinstance(node.left, ast.BinOp) or isinstance(node.right, ast.BinOp):
        bare = f"{inner} {sign} {outer}"
        if ast.dump(ast.parse(bare, mode="eval").body) != ast.dump(
            ast.parse(f"({ast.unparse(node)})", mode="eval").body
        ):
            yield "brackets", replaced(tree, node, bare)


def _percents(tree: ast.expr, node: ast.BinOp) -> Slips:
    """A fraction as a percentage, or a percentage as a whole number of times, where the value allows it."""
    yield from _operands(tree, node, "percent-inside", "({0} * 100 if 0 < {0} < 1 else [][0])")
    yield from _operands(
        tree, node, "percent-inside", "({0} / 100 if 2 < {0} < 100 else [][0])", ast.Add, ast.Sub
    )


def _dots(tree: ast.expr, node: ast.BinOp) -> Slips:
    """One number with a thousands dot; in a product the whole is a thousandth, and that is told as such."""
    text = "({0} / 1000 if {0} >= 1000 else [][0])"
    yield from _operands(tree, node, "dotted-inside", text, ast.Add, ast.Sub)


def _operands(tree: ast.expr, node: ast.BinOp, ident: str, text: str, *only: type[ast.operator]) -> Slips:
    """The slip in each side that is a number or a name, where the operation is one of `only`."""
    if only and type(node.op) not in only:
        return
    for side in (node.left, node.right):
        if isinstance(side, (ast.Name, ast.Constant)):
            yield ident, replaced(tree, side, text.format(ast.unparse(side)))


def _terms(tree: ast.expr, node: ast.BinOp) -> Slips:
    for side in (node.left, node.right):
        yield "missing-term", replaced(tree, node, f"({ast.unparse(side)})")


def _is_text(node: ast.BinOp) -> bool:
    """Whether words are joined here, not numbers."""
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in (node.left, node.right)
    )
