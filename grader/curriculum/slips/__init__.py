"""Typical slips of a solution cell, from its AST: the same answer with one thing done otherwise.

A slip is an expression over the solution's names and the identifier of the sentence it earns
(`messages.SLIPS`). It is observed beside the key in the reference run, as an author's misconception is;
what comes out becomes a known wrong answer of the lock. Only expressions that cannot change anything are
varied, for the rest of the notebook runs after them.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeGuard

from grader.curriculum.slips.aggregations import statistics
from grader.curriculum.slips.answer import Answer, read_answer
from grader.curriculum.slips.arithmetic import formulas
from grader.curriculum.slips.by_hand import by_hand
from grader.curriculum.slips.columns import other_columns
from grader.curriculum.slips.filters import is_filter
from grader.curriculum.slips.order import ends, names_a_place, sort_directions
from grader.curriculum.slips.others import (
    averages_of_averages,
    other_divisors,
    other_groups,
    other_numbers,
    other_tables,
    some_rows,
)
from grader.curriculum.slips.reading import called
from grader.curriculum.slips.rewrite import Slips
from grader.curriculum.slips.telling import tells_the_slip
from grader.curriculum.slips.wrong_filters import edges, missing_filters, reversals

__all__ = ["answer_expression", "keeps_all_columns", "slip_expressions", "tells_the_slip"]

#: Methods that choose rows or put them in an order.
CHOOSING = {"head", "tail", "sort_values", "nlargest", "nsmallest", "dropna", "query"}
#: Each slip costs an evaluation; how many are sealed is decided where their values are known.
MOST_SLIPS = 240


def answer_expression(source: str, name: str) -> str | None:
    """What `source` assigns to `name`, its own temporaries written out; None where that is no plain
    expression.
    """
    answer = read_answer(source, name)
    return ast.unparse(answer.tree) if answer is not None else None


def keeps_all_columns(source: str, name: str) -> bool:
    """Whether an answer is rows of a table as they are, so that a column that the learner added to that table
    stands in it too.
    """
    answer = read_answer(source, name)
    node, chooses = (answer.tree, False) if answer is not None else (ast.Constant(None), False)
    while not isinstance(node, ast.Name):
        if (
            isinstance(node, ast.Subscript)
            and is_filter(node.slice)
            and not isinstance(node.slice, ast.Tuple)
        ):
            node = node.value.value if _is_loc(node.value) else node.value
        elif isinstance(node, ast.Call) and called(node) in CHOOSING and isinstance(node.func, ast.Attribute):
            node = node.func.value
        else:
            return False
        chooses = True
    return chooses


def _is_loc(node: ast.expr) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr == "loc"


def slip_expressions(source: str, name: str, written: Sequence[float] = ()) -> list[tuple[str, str]]:
    """(identifier, expression) of each typical slip, the most specific first; `written` are the numbers that
    stand in the question's text.
    """
    answer = read_answer(source, name)
    if answer is None:
        return []
    seen = {ast.unparse(answer.tree)}
    found = []
    for ident, other in _slips(answer, written):
        text = ast.unparse(ast.fix_missing_locations(other))
        if text not in seen:
            seen.add(text)
            found.append((ident, text))
    return found[:MOST_SLIPS]


def _slips(answer: Answer, written: Sequence[float]) -> Slips:
    """A place in an order (the name of the largest) changes for many reasons; only its order is told."""
    tree = answer.tree
    if not names_a_place(tree):
        yield from statistics(tree)
        yield from by_hand(tree)
        yield from edges(tree)
        yield from reversals(tree)
        yield from missing_filters(tree)
        yield from other_columns(tree)
        if answer.whole:
            yield from formulas(tree)
        yield from other_divisors(tree, answer.own)
        yield from other_groups(tree)
        yield from other_tables(tree, answer.own)
        yield from averages_of_averages(tree)
        yield from some_rows(tree)
        if answer.whole:
            yield from other_numbers(tree, answer.own, written)
    yield from ends(tree)
    yield from sort_directions(tree)
