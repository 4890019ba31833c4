"""A name of the notebook that an answer's cell fills anew, which the solution reads as it was. Pure.

Whether or not the answer is wrong because of it: the name holds something else from then on.
"""

from __future__ import annotations

from grader.checks import messages
from grader.checks.ingredients import Ingredients
from grader.checks.likeness import is_same
from grader.checks.remarks import listed
from grader.checks.spec import Filled, Remade, Written


def remade_name(written: Written | None, due: Ingredients | None) -> tuple[str, str] | None:
    """What is said of a name that a cell fills anew, and what to try; None where it fills none of those that
    the solution reads.
    """
    if written is None or due is None:
        return None
    read = due.used.names - due.used.gives
    made = [one for one in written.remade if one.name in read]
    if prepared := {one.name for one in made} & due.prepared:
        return _said("prepared", prepared)
    others = {one.name for one in made if _is_other(one, written, due)}
    return _said("made", others) if others else None


def _is_other(one: Remade, written: Written, due: Ingredients) -> bool:
    """Whether a name holds something else then: an earlier answer may be worked out again, a number and a
    table be the same once more.
    """
    if one.out_of is Filled.OF_ITSELF:
        return True
    if one.out_of is Filled.LOADED or one.name in due.private:
        return False
    numbers = written.numbers if one.number is None else [one.number]
    held = due.values.get(one.name)
    return held is None or not any(is_same(number, held) for number in numbers)


def _said(ident: str, names: set[str]) -> tuple[str, str]:
    said, step = messages.REMADE[ident]
    return said.format(names=listed(f"`{name}`" for name in sorted(names))), step
