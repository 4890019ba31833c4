"""One aggregation taken for another: where they are named, and which is taken for which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from grader.curriculum.slips.filters import inside_filters, is_filter
from grader.curriculum.slips.reading import called, inside_calculations
from grader.curriculum.slips.rewrite import Slips, rewritten

#: An aggregation, what it is taken for, and the slip that this is.
STATISTICS: dict[str, tuple[tuple[str, str], ...]] = {
    "mean": (("median", "median-for-mean"), ("sum", "sum-for-mean"), ("max", "largest-alone")),
    "median": (("mean", "mean-for-median"), ("sum", "sum-for-median"), ("max", "largest-alone")),
    "sum": (
        ("mean", "mean-for-sum"),
        ("count", "count-for-sum"),
        ("max", "largest-alone"),
        ("nunique", "different-values"),
    ),
    "count": (("sum", "sum-for-count"), ("nunique", "different-values")),
}
#: What takes the name of an aggregation.
AGGREGATING = {"agg", "aggregate", "transform", "pivot_table", "NamedAgg"}

#: Where an aggregation is named: a call of it, or the word that `agg` takes.
Use = ast.Call | ast.Constant


def statistics(tree: ast.expr) -> Slips:
    """Every use of one aggregation taken for another; how many or how much counts only where it is the answer
    itself, not a part of a calculation.
    """
    in_calculations, in_filters = inside_calculations(tree), inside_filters(tree)
    found = [use for use in uses(tree) if use not in in_filters]
    for word, others in STATISTICS.items():
        for other, ident in others:
            amount = word in ("sum", "count") or other in ("sum", "count")
            chosen = [
                use for use in found if word_of(use) == word and not (amount and use in in_calculations)
            ]
            if not chosen:
                continue
            if not any(map(_counts_yes, chosen)):
                yield ident, rewritten(tree, chosen, partial(renamed, word=other))
            elif other == "count":
                yield "missing-filter", rewritten(tree, chosen, partial(renamed, word=other))


def uses(tree: ast.expr) -> Iterator[Use]:
    """Where aggregations are named, in the order of `ast.walk`."""
    words = {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in AGGREGATING
        for part in _aggregations(node)
        for word in _words(part)
    }
    for node in ast.walk(tree):
        if (isinstance(node, ast.Constant) and node in words) or (
            isinstance(node, ast.Call) and _aggregates(node)
        ):
            yield node


def word_of(use: Use) -> str:
    return str(use.value) if isinstance(use, ast.Constant) else called(use)


def renamed(use: Use, word: str) -> Use:
    """Alters `use`."""
    if isinstance(use, ast.Constant):
        use.value = word
    elif isinstance(use.func, ast.Attribute):
        use.func.attr = word
    else:
        use.func = ast.Name(word, ast.Load())
    return use


def _aggregates(call: ast.Call) -> bool:
    if called(call) == "count" and call.args:
        return False  # a text's own count("x"); that of a column takes nothing
    return isinstance(call.func, ast.Attribute) or called(call) in ("mean", "median", "max", "min")


def _aggregations(call: ast.Call) -> list[ast.expr]:
    """The arguments that name aggregations."""
    if called(call) in ("pivot_table", "NamedAgg"):
        return [k.value for k in call.keywords if k.arg == "aggfunc"]
    return [*call.args, *(k.value for k in call.keywords)]


def _words(part: ast.expr) -> Iterator[ast.Constant]:
    """The aggregations that one argument of `agg` names; in a pair the first is a column."""
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield part
    elif isinstance(part, ast.Tuple) and part.elts:
        yield from _words(part.elts[-1])
    elif isinstance(part, ast.List):
        for item in part.elts:
            yield from _words(item)
    elif isinstance(part, ast.Dict):
        for item in part.values:
            yield from _words(item)


def _counts_yes(use: Use) -> bool:
    """Whether this adds up yes and no: then its sum is a count and its mean a share."""
    if isinstance(use, ast.Constant):
        return False
    added = [use.func.value] if isinstance(use.func, ast.Attribute) else []
    return any(map(is_filter, [*added, *use.args]))
