"""An order seen from its other end: the smallest for the largest, descending for ascending."""

from __future__ import annotations

import ast

from grader.curriculum.slips.aggregations import Use, renamed, uses, word_of
from grader.curriculum.slips.reading import called
from grader.curriculum.slips.rewrite import Slips, alike, rewritten, setting

#: The two ends of an order.
ENDS: dict[str, str] = {
    "max": "min",
    "min": "max",
    "idxmax": "idxmin",
    "idxmin": "idxmax",
    "argmax": "argmin",
    "argmin": "argmax",
    "nlargest": "nsmallest",
    "nsmallest": "nlargest",
}
#: The same of a sorted table.
SORTED_ENDS = {"head": "tail", "tail": "head"}
#: What sorts a table, and whether it does so upwards unless told otherwise.
SORTING = {"sort_values": True, "sort_index": True, "value_counts": False}
#: What answers with a place in an order.
PLACES = {"idxmax", "idxmin", "argmax", "argmin", "mode"}


def names_a_place(tree: ast.expr) -> bool:
    return any(called(node) in PLACES for node in ast.walk(tree))


def ends(tree: ast.expr) -> Slips:
    """The largest taken for the smallest: one word, or all of them; the last of a sorted table for the
    first.
    """
    found = [use for use in uses(tree) if word_of(use) in ENDS]
    for words in (*({word} for word in ENDS), set(ENDS)):
        chosen = [use for use in found if word_of(use) in words]
        if chosen:
            yield "minimum-maximum", rewritten(tree, chosen, _from_other_end)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            other = SORTED_ENDS.get(node.func.attr)
            if other and called(node.func.value) in SORTING:
                yield "minimum-maximum", rewritten(tree, [node.func], setting(attr=other))


def sort_directions(tree: ast.expr) -> Slips:
    for group in alike(node for node in ast.walk(tree) if isinstance(node, ast.Call) and _sorts(node)):
        keywords = _turned(group[0])
        if keywords is not None:
            yield "sort-direction", rewritten(tree, group, setting(keywords=keywords))


def _from_other_end(use: Use) -> Use:
    return renamed(use, ENDS[word_of(use)])


def _sorts(call: ast.Call) -> bool:
    return called(call) in SORTING or called(call) == "sorted"


def _turned(call: ast.Call) -> list[ast.keyword] | None:
    """The keywords of a call that sorts, the other way round; None where we cannot read its direction."""
    word = "reverse" if called(call) == "sorted" else "ascending"
    given = next((k.value for k in call.keywords if k.arg == word), None)
    other: ast.expr
    if given is None:
        other = ast.Constant(not SORTING.get(called(call), False))
    elif isinstance(given, ast.Constant):
        other = ast.Constant(not given.value)
    elif isinstance(given, ast.List) and all(isinstance(e, ast.Constant) for e in given.elts):
        other = ast.List(
            [ast.Constant(not e.value) for e in given.elts if isinstance(e, ast.Constant)], ast.Load()
        )
    else:
        return None
    return [k for k in call.keywords if k.arg != word] + [ast.keyword(word, other)]
