"""A name of the notebook that an answer's cell fills anew, which the solution reads as it was. Pure.

Whether or not the answer is wrong because of it: the name holds something else from then on.
"""

from __future__ import annotations

from grader.checks import messages
from grader.checks.ingredients import Ingredients
from grader.checks.likeness import is_same
from grader.checks.remarks import listed
from grader.checks.spec import Written


def remade_name(written: Written | None, due: Ingredients | None) -> tuple[str, str] | None:
    """What is said of a name that a cell fills anew, and what to try; None where it fills none of those that
    the solution reads.
    """
    if written is None or due is None:
        return None
    read = due.used.names - due.used.gives
    made = {name: how for name, how in written.remade if name in read}
    if prepared := made.keys() & due.prepared:
        return _said("prepared", prepared)
    others = {name for name, how in made.items() if _is_other(name, how, written, due)}
    return _said("made", others) if others else None


def _is_other(name: str, how: str, written: Written, due: Ingredients) -> bool:
    """Whether a name holds something else then: an earlier answer may be worked out again, a number and a
    table be the same once more.
    """
    if how == "of itself":
        return True
    if how == "loaded" or name in due.private:
        return False
    numbers = written.numbers if how == "anew" else [float(how)]
    return name not in due.values or not any(is_same(number, due.values[name]) for number in numbers)


def _said(ident: str, names: set[str]) -> tuple[str, str]:
    said, step = messages.REMADE[ident]
    return said.format(names=listed(f"`{name}`" for name in sorted(names))), step
