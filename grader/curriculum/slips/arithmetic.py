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
    ast.Div: (
        (ast.Mult, "times-for-divided"),
        (ast.Sub, "minus-for-divided"),
        (ast.FloorDiv, "whole-division"),
    ),
}
#: How an operation is written.
SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def formulas(tree: ast.expr) -> Slips:
    """Every slip in every calculation of the answer, what changes the least first."""
    found = calculations(tree)
    for vary in (_operations, _sides, _brackets, _percents, _dots, _terms, _terms_twice, _zeros):
        for node in found:
            yield from vary(tree, node)
    yield from _all_signs(tree, found)


def calculations(tree: ast.expr) -> list[ast.BinOp]:
    """The calculations with numbers, those inside filters left out."""
    in_filters = inside_filters(tree)
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and type(node.op) in EXCHANGED
        and node not in in_filters
        and not is_filter(node)
        and not _is_text(node)
    ]


def _operations(tree: ast.expr, node: ast.BinOp) -> Slips:
    for other, ident in EXCHANGED[type(node.op)]:
        yield ident, rewritten(tree, [node], setting(op=other()))


def _all_signs(tree: ast.expr, found: list[ast.BinOp]) -> Slips:
    """Every plus taken for a minus, and the other way round."""
    signs: tuple[tuple[type[ast.operator], type[ast.operator], str], ...] = (
        (ast.Add, ast.Sub, "minus-for-plus"),
        (ast.Sub, ast.Add, "plus-for-minus"),
    )
    for due, other, ident in signs:
        chosen = [node for node in found if isinstance(node.op, due)]
        if len(chosen) > 1:
            yield ident, rewritten(tree, chosen, setting(op=other()))


def _sides(tree: ast.expr, node: ast.BinOp) -> Slips:
    if isinstance(node.op, (ast.Sub, ast.Div)):
        yield "swapped-sides", rewritten(tree, [node], setting(left=node.right, right=node.left))


def _brackets(tree: ast.expr, node: ast.BinOp) -> Slips:
    """`(a + b) * c` as Python reads `a + b * c`, `a / (b * c)` as it reads `a / b * c`; and `a * b + c` as
    `a * (b + c)`.
    """
    sides = [(node.left, node.right)]
    if isinstance(node.op, ast.Mult) and isinstance(getattr(node.left, "op", None), (ast.Add, ast.Sub)):
        sides.append((node.right, node.left))  # written the other way round
    for left, right in sides:
        if isinstance(left, ast.BinOp) or isinstance(right, ast.BinOp):
            bare = f"{ast.unparse(left)} {SIGNS[type(node.op)]} {ast.unparse(right)}"
            if _reads(bare) != _reads(f"({ast.unparse(ast.BinOp(left, node.op, right))})"):
                yield "brackets", replaced(tree, node, bare)
    yield from _added_brackets(tree, node)


def _added_brackets(tree: ast.expr, node: ast.BinOp) -> Slips:
    """What is added after a product, drawn into it: `a * b + c + d` as `a * (b + c + d)`."""
    added, product = [f"{SIGNS[type(node.op)]} {ast.unparse(node.right)}"], node.left
    while isinstance(product, ast.BinOp) and isinstance(product.op, (ast.Add, ast.Sub)):
        added.insert(0, f"{SIGNS[type(product.op)]} {ast.unparse(product.right)}")
        product = product.left
    if not isinstance(node.op, (ast.Add, ast.Sub)):
        return
    if isinstance(product, ast.BinOp) and isinstance(product.op, (ast.Mult, ast.Div)):
        sign, of = SIGNS[type(product.op)], ast.unparse(product.left)
        yield (
            "brackets",
            replaced(tree, node, f"({of} {sign} ({ast.unparse(product.right)} {' '.join(added)}))"),
        )
    last = node.right
    if isinstance(last, ast.BinOp) and isinstance(last.op, (ast.Mult, ast.Div)):
        first = f"{ast.unparse(node.left)} {SIGNS[type(node.op)]} {ast.unparse(last.left)}"
        yield (
            "brackets",
            replaced(tree, node, f"(({first}) {SIGNS[type(last.op)]} {ast.unparse(last.right)})"),
        )


def _reads(source: str) -> str:
    return ast.dump(ast.parse(source, mode="eval").body)


def _percents(tree: ast.expr, node: ast.BinOp) -> Slips:
    """A fraction as a percentage, or a percentage as a whole number of times, where the value allows it."""
    yield from _operands(tree, node, "percent-inside", "({0} * 100 if 0 < {0} < 1 else [][0])")
    yield from _operands(
        tree, node, "percent-inside", "({0} / 100 if 2 < {0} < 100 else [][0])", ast.Add, ast.Sub
    )


def _dots(tree: ast.expr, node: ast.BinOp) -> Slips:
    """One number with a thousands dot; where that makes the whole a thousandth, it is told as such."""
    yield from _operands(tree, node, "dotted-inside", "({0} / 1000 if {0} >= 1000 else [][0])")


def _zeros(tree: ast.expr, node: ast.BinOp) -> Slips:
    """One number with a zero too few or too many."""
    yield from _operands(tree, node, "zeros-inside", "({0} / 10 if {0} >= 1000 else [][0])")
    yield from _operands(tree, node, "zeros-inside", "({0} * 10 if {0} >= 1000 else [][0])")


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


def _terms_twice(tree: ast.expr, node: ast.BinOp) -> Slips:
    """What is added or taken away, twice."""
    if isinstance(node.op, (ast.Add, ast.Sub)):
        whole, sign = ast.unparse(node), SIGNS[type(node.op)]
        yield "term-twice", replaced(tree, node, f"({whole} {sign} ({ast.unparse(node.right)}))")
        if isinstance(node.op, ast.Add):
            yield "term-twice", replaced(tree, node, f"({whole} + ({ast.unparse(node.left)}))")


def _is_text(node: ast.BinOp) -> bool:
    """Whether words are joined here, not numbers."""
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in (node.left, node.right)
    )
