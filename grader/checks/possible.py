"""Which typical slips a calculation can have, by what its cell is made of beside the solution. Pure.

An answer's value alone does not tell what was done: another mistake may come out the same. So a slip is told
only of a cell that has what the slip needs and nothing that it does not explain.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from grader.checks.ingredients import (
    ASKING,
    COMMON,
    DECIDING,
    GROUPING,
    Ingredients,
    as_good,
    foreign_texts,
    is_like,
    is_same,
    lacking_names,
    scaled,
    times,
)
from grader.checks.messages import FORMULAS
from grader.checks.spec import Written

#: A sign taken for another, by the slip's identifier: what then stands there, what is due.
EXCHANGED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "minus-for-plus": (("-",), ("+", "sum")),
    "plus-for-minus": (("+", "sum"), ("-",)),
    "times-for-plus": (("*",), ("+", "sum")),
    "plus-for-times": (("+", "sum"), ("*",)),
    "divided-for-minus": (("/",), ("-",)),
    "minus-for-divided": (("-",), ("/", "mean")),
    "divided-for-times": (("/",), ("*",)),
    "times-for-divided": (("*",), ("/", "mean")),
}
#: How an author writes an answer of which each filter is the way that finds no row.
FOUND_NOTHING = ("0", "0.0")
#: Slips of a filter.
OF_FILTERS = frozenset(["reversed-filter", "edge-filter", "missing-filter"])
#: Slips that put a number of another size into the formula, and by how much.
OF_SIZE: dict[str, tuple[float, ...]] = {
    "percent-inside": (100, 0.01),
    "dotted-inside": (1000, 0.001),
    "zeros-inside": (10, 0.1),
}


def is_possible(
    ident: str, written: Written | None, due: Ingredients | None, answers: Collection[str] = ()
) -> bool:
    """Whether a calculation can have this slip; yes where nothing is known of it. The earlier ``answers`` may
    stand in it for parts of the solution.
    """
    if written is None or due is None or not written.signs or not due.used.signs:
        return True
    if ident in FORMULAS:
        return _is_possible_formula(ident, written, due, answers)
    used = due.used
    if ident in OF_FILTERS:
        return _is_possible_filter(ident, written, due, answers)
    if ident == "other-group":
        return bool(foreign_texts(written, due) or written.numbers - used.numbers)
    if ident == "other-column":
        # A column may also be an attribute.
        return bool(foreign_texts(written, due) or written.signs - used.signs - DECIDING - ASKING - GROUPING)
    return ident != "other-table" or any(name not in due.values for name in written.names - used.names)


def _is_possible_filter(ident: str, written: Written, due: Ingredients, answers: Collection[str]) -> bool:
    """Whether rows are asked otherwise than in the solution, in the one way of this slip."""
    used = due.used
    if _has_foreign(ident, written, due, answers):
        return False
    if ident == "missing-filter":
        counts_all = "sum" in used.signs and bool(written.signs & {"count", "len"})
        return written.count(*ASKING) < used.count(*ASKING) or counts_all
    same = all(written.count(sign) == used.count(sign) for sign in ASKING)
    return not same and (ident != "edge-filter" or used.numbers <= written.numbers)


def _is_possible_formula(ident: str, written: Written, due: Ingredients, answers: Collection[str]) -> bool:
    used = due.used
    if ident == "other-number":
        return not (written.names <= used.names and written.numbers <= used.numbers)
    if ident == "other-divisor":
        return (written.names, written.numbers, written.texts) != (used.names, used.numbers, used.texts)
    if _has_foreign(ident, written, due, answers):
        return False  # what came out the same has another cause
    by_way_of = bool(written.names & frozenset(answers) - used.names)
    if ident == "missing-term":
        return not (used.names <= written.names and used.numbers <= written.numbers)
    if ident in OF_SIZE:
        return by_way_of or _has_other_size(ident, written, due)
    if ident == "term-twice":
        return by_way_of or written.count("+", "-", "*", "sum") > used.count("+", "-", "*", "sum")
    if ident in EXCHANGED:
        return _is_exchanged(ident, written, used, by_way_of)
    if ident in ("brackets", "swapped-sides") and not by_way_of:
        return not lacking_names(written, due) and _has_same_signs(written, used)
    return True


def _has_foreign(ident: str, written: Written, due: Ingredients, answers: Collection[str]) -> bool:
    """Whether something came in that neither the solution nor the slip has: a name of the notebook, a number,
    a text.
    """
    used = due.used
    known = due.known | due.values.keys()
    names = [name for name in written.names - used.names if name in known and name not in answers]
    right = [*used.numbers, *(due.values[name] for name in used.names if name in due.values)]
    right += [scaled(number, size) for number in right for size in OF_SIZE.get(ident, ())] + [*due.inside]
    numbers = [n for n in written.numbers - COMMON - times(due) if not is_like(n, right)]
    return bool(names or numbers or foreign_texts(written, due))


def is_all_of(written: Written | None, due: Ingredients | None, expression: str) -> bool:
    """Whether all that a calculation is made of stands in the solution or in this ``expression`` of another
    way, as it must where that way was gone; yes where nothing is known of it, and of numbers alone, which
    were counted and looked up.
    """
    if written is None or due is None or not written.names or not due.used.signs:
        return True
    if expression in FOUND_NOTHING and written.signs & ASKING:
        return True
    words = frozenset(re.findall(r"[^\W\d]\w*|[-+*/<>]", expression))
    numbers = [
        float(number.replace("_", "")) for number in re.findall(r"(?<![\w.])\d[\d_]*(?:\.\d+)?", expression)
    ]
    right = [*due.used.numbers, *due.inside, *numbers, *due.values.values()]
    return (
        not (written.signs & DECIDING) - due.used.signs - as_good(due.used.signs) - words
        and all(text in expression for text in foreign_texts(written, due))
        and not (written.names & due.known) - due.used.names - words - due.values.keys()
        and all(is_like(number, right) for number in written.numbers - COMMON - times(due))
    )


def _has_other_size(ident: str, written: Written, due: Ingredients) -> bool:
    """Whether a number stands there that is one of the solution's but for its size, or that changes one."""
    held = [*due.used.numbers, *(due.values[name] for name in due.used.names if name in due.values)]
    sizes = [scaled(number, size) for number in held for size in OF_SIZE[ident]]
    strange = written.numbers - due.used.numbers
    return any(is_same(n, size) for n in strange for size in [*sizes, *OF_SIZE[ident]])


def _is_exchanged(ident: str, written: Written, used: Written, by_way_of: bool) -> bool:
    """Whether the one sign stands there more often than it should, and the other less often."""
    there, meant = EXCHANGED[ident]
    more = written.count(*there) - used.count(*there)
    less = used.count(*meant) - written.count(*meant)
    # One call adds up or averages as much as many signs.
    otherwise_written = by_way_of or any(
        used.count(word) != written.count(word) for word in ("sum", "mean") if word in (*there, *meant)
    )
    return (more > 0 or less > 0) if otherwise_written else (more > 0 and less > 0)


def _has_same_signs(written: Written, used: Written) -> bool:
    """Whether each sign stands there as often as in the solution, as far as none is written as a call."""
    if written.count("sum", "mean") != used.count("sum", "mean"):
        return True
    return all(written.count(sign) == used.count(sign) for sign in "+-*/")
