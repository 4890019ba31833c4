"""Which typical slips a calculation can have, by what its cell is made of beside the solution. Pure.

An answer's value alone does not tell what was done: another mistake may come out the same. So a slip is told
only of a cell that has what the slip needs and nothing that it does not explain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from grader.checks.ingredients import Ingredients, foreign_texts, has_worked_out, other_signs, times
from grader.checks.likeness import COMMON, Hidden, is_like, is_same, scaled
from grader.checks.messages import FORMULAS
from grader.checks.signs import ASKING, DECIDING, GROUPING
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
#: Slips of a filter.
OF_FILTERS = frozenset(["reversed-filter", "edge-filter", "missing-filter"])
OF_ROWS = OF_FILTERS | {"some-rows", "other-group"}
#: What takes some of the rows, without asking each.
CHOOSING = frozenset(["head", "tail", "loc", "sample", "dropna", "query", "nlargest", "nsmallest"])
#: What makes one of many, whatever the rows are.
_NOT_SUMMING = "+ - * / // ** head tail len size shape set drop_duplicates"
SUMMING = DECIDING - frozenset(_NOT_SUMMING.split())
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
    if ident in OF_ROWS and other_signs(written, due) & SUMMING:
        return False
    if ident in OF_FILTERS:
        return _is_possible_filter(ident, written, due, answers)
    if ident == "some-rows":
        chosen = (written.signs & CHOOSING) - used.signs
        return bool(chosen) or written.count(*ASKING) > used.count(*ASKING)
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
        # A percentage for its fraction is no other number.
        return not (written.names <= used.names and all(is_like(n, used.numbers) for n in written.numbers))
    if ident == "other-divisor":
        return (written.names, written.numbers, written.texts) != (used.names, used.numbers, used.texts)
    if _has_foreign(ident, written, due, answers):
        return False  # what came out the same has another cause
    by_way_of = bool(written.names & frozenset(answers) - used.names) or has_worked_out(written, due)
    more, less = _compared(written, due)
    if ident == "missing-term":
        return bool(less) and not more
    if ident in OF_SIZE:
        return by_way_of or _has_other_size(ident, written, due)
    if ident == "term-twice":
        return by_way_of or (bool(more) and not less)
    if ident in EXCHANGED:
        return (by_way_of or not (more or less)) and _is_exchanged(ident, written, used, by_way_of)
    if ident in ("brackets", "swapped-sides"):
        return by_way_of or (not (more or less) and _has_same_signs(written, used))
    return True


def _compared(written: Written, due: Ingredients) -> tuple[Counter[str], Counter[str]]:
    """What stands there more often than in the solution, and what less often."""
    here, there = told_operands(written, due), told_operands(due.used, due)
    return here - there, there - here


def told_operands(of: Written, due: Ingredients, by_name: bool = False) -> Counter[str]:
    """How often each operand stands there; once times anything is nothing. A number stands for the name that
    holds it unless they are compared ``by_name``.
    """
    found: Counter[str] = Counter()
    for operand, number in of.operands.items():
        if operand not in due.needless and operand != "1":
            found[operand if by_name else _number_of(operand, due)] += number
    return found


def _number_of(operand: str, due: Ingredients) -> str:
    """What stands for an operand's number: by that, a name and the number that it holds are one."""
    held = due.values.get(operand)
    if isinstance(held, Hidden):
        return held.mark
    if held is None and not re.fullmatch(r"\d[\d.e+-]*", operand):
        return operand
    number = float(operand) if held is None else held
    hidden = (one for one in due.values.values() if isinstance(one, Hidden))
    return next((one.mark for one in hidden if one.is_one_of([number])), f"{number:.12g}")


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
