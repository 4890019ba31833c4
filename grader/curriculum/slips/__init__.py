"""Typical slips of a solution cell, from its AST: the same answer with one thing done otherwise.

A slip is an expression over the solution's names and the identifier of the sentence it earns
(`messages.SLIPS`). It is observed beside the key in the reference run, as an author's misconception is;
what comes out becomes a known wrong answer of the lock. Only expressions that cannot change anything are
varied, for the rest of the notebook runs after them.
"""

from __future__ import annotations

import ast

from grader.curriculum.slips.aggregations import statistics
from grader.curriculum.slips.answer import answer_tree
from grader.curriculum.slips.arithmetic import formulas
from grader.curriculum.slips.by_hand import by_hand
from grader.curriculum.slips.columns import other_columns
from grader.curriculum.slips.order import ends, names_a_place, sort_directions
from grader.curriculum.slips.rewrite import Slips
from grader.curriculum.slips.telling import tells_the_slip
from grader.curriculum.slips.wrong_filters import edges, missing_filters, reversals

__all__ = ["answer_expression", "slip_expressions", "tells_the_slip"]

#: Each slip costs an evaluation and a place in the key file.
MOST_SLIPS = 64


def answer_expression(source: str, name: str) -> str | None:
    """What `source` assigns to `name`, its own temporaries written out; None where that is no plain
    expression.
    """
    tree = answer_tree(source, name)
    return ast.unparse(tree) if tree is not None else None


def slip_expressions(source: str, name: str) -> list[tuple[str, str]]:
    """(identifier, expression) of each typical slip, the most specific first."""
    tree = answer_tree(source, name)
    if tree is None:
        return []
    seen = {ast.unparse(tree)}
    found = []
    # A temporary that could not be written out has another value at the cell's end.
    own = {
        n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    whole = not any(isinstance(n, ast.Name) and n.id in own for n in ast.walk(tree))
    for ident, other in _slips(tree, whole):
        text = ast.unparse(ast.fix_missing_locations(other))
        if text not in seen:
            seen.add(text)
            found.append((ident, text))
    return found[:MOST_SLIPS]


def _slips(tree: ast.expr, whole: bool) -> Slips:
    """A place in an order (the name of the largest) changes for many reasons; only its order is told."""
    if not names_a_place(tree):
        yield from statistics(tree)
        yield from by_hand(tree)
        yield from edges(tree)
        yield from reversals(tree)
        yield from missing_filters(tree)
        yield from other_columns(tree)
        if whole:
            yield from formulas(tree)
    yield from ends(tree)
    yield from sort_directions(tree)
