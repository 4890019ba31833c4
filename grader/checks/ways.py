"""Whether a cell may have gone the wrong way that an author wrote a sentence for. Pure.

The author's expression and the learner's cell come out the same; that does not yet mean that the same was
done: 50.000 comes about in many ways, and `(a + b - b) / b` is `a / b` of whatever table.
"""

from __future__ import annotations

import ast
import operator
import re
from collections import Counter
from collections.abc import Callable, Collection
from math import isclose

from grader.checks.ingredients import Ingredients, foreign_texts, other_signs, times
from grader.checks.likeness import COMMON, Hidden, is_like
from grader.checks.observation import Observation, is_number_seen, is_table
from grader.checks.possible import told_operands
from grader.checks.signs import ASKING, DECIDING, HOW, ROUNDING
from grader.checks.spec import Written
from grader.checks.telling import is_rare

_WORKED: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS: dict[type[ast.AST], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
#: How an author writes an answer to which each filter leads that finds no row.
FOUND_NOTHING = ("0", "0.0")
#: What leaves rows out without asking.
CUTTING = frozenset(["head", "tail", "iloc", "nlargest", "nsmallest", "sample"])
#: What changes no number.
HARMLESS = frozenset(
    ["float", "abs", "print", "copy", "item", "values", "sum", "len", "mean", "count", "loc"]
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def may_be_gone(
    way: str,
    seen: Observation,
    written: Written | None,
    due: Ingredients | None,
    answers: Collection[str] = (),
) -> bool:
    """Whether a cell may have gone an author's ``way`` to the answer that was ``seen``: it has that way's
    further tables, and where the answer is a short number, nothing that neither the solution nor that way
    has, and a formula like that way's.

    Yes where nothing is known of the cell, where names of its own or earlier ``answers`` may stand for
    anything, and of numbers alone, which were counted and looked up, unless the solution is of such too.
    """
    if written is None or due is None or not written.signs:
        return True
    if "%" in written.signs - due.used.signs and "%" not in way:
        return False
    if way in FOUND_NOTHING and written.signs & ASKING:
        return True
    if is_number_seen(seen) and _goes_further(way, written, due):
        return False
    if is_table(seen) and not seen["rows"] and _has_what_it_lacks(way, written, due):
        return False  # a table without rows comes about in many ways
    if seen["type"] != "number" and _leaves_out(way, written, due):
        return False
    if not written.names or not due.used.names:
        both = not (written.names or due.used.names)
        told = _is_a_number(way) or _has_its_numbers(way, written, due)
        if not (written.names or told or is_rare(seen)) and _is_another_sum(way, written, due):
            return False
        return is_rare(seen) or not both or told or _is_like(way, written, due)
    is_free = bool(written.names - due.known - due.used.names or written.names & frozenset(answers))
    if not (is_free or _further_tables(way, due) <= written.names):
        return False
    if is_rare(seen):
        return True
    if not (is_free or _further_texts(way, due) <= _texts_in(written)):
        return False
    return _has_nothing_else(way, written, due) and (is_free or _is_like(way, written, due))


def _is_a_number(way: str) -> bool:
    """Whether an author wrote down what comes out: then the sentence tells what that number is."""
    return re.fullmatch(r"-?\d[\d_]*(?:\.\d+)?", way.strip()) is not None


def _has_its_numbers(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a cell has a way's numbers and no others, twice one of them for one and once more."""
    bare = written.numbers - times(due)
    return bare != written.numbers and bare == _numbers(way)


def _numbers(way: str) -> frozenset[float]:
    found = re.findall(r"(?<![\w.])\d[\d_]*(?:\.\d+)?", way)
    return frozenset(float(number.replace("_", "")) for number in found)


def _further_tables(way: str, due: Ingredients) -> frozenset[str]:
    """The names of a way that hold no number and are not the solution's; what is called is no table."""
    words = frozenset(re.findall(r"\b[^\W\d]\w*\b(?!\s*\()", _QUOTED.sub("", way)))
    return (words & due.known) - due.used.names - due.used.gives - due.values.keys()


def _further_texts(way: str, due: Ingredients) -> frozenset[str]:
    """The columns and values that a way asks for and the solution does not."""
    texts = frozenset(text[1:-1] for text in _QUOTED.findall(way))
    return texts - due.used.texts - due.used.gives - HOW


def _texts_in(written: Written) -> frozenset[str]:
    """The texts in a cell, the words of its questions, and its attributes, which may be columns."""
    words = (re.findall(r"\w+", text) for text in written.texts)
    return (
        written.texts | written.signs | written.gives | frozenset(word for found in words for word in found)
    )


def _is_another_sum(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a calculation of numbers alone cannot be a way: one of none of its numbers, or, where the way
    counts rows, one that takes away, for who counts by hand adds up.
    """
    theirs = _formula(way)
    if theirs is None:
        return "-" in written.signs and "-" not in way
    numbers = theirs.numbers | _numbers(_worked_out(way, written, due))
    return not theirs.names and not written.numbers & numbers


def _has_what_it_lacks(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a cell has a name of the solution's that the way has not."""
    words = frozenset(re.findall(r"[^\W\d]\w*", _QUOTED.sub("", way)))
    return bool((due.used.names - words) & written.names)


def _goes_further(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a cell has a name of the solution's that the way has not, and takes a step that neither takes:
    then what comes out is that way's by chance.
    """
    words = frozenset(re.findall(r"[^\W\d_]\w*", way))
    steps = {sign for sign in written.signs - due.used.signs - words if sign.isidentifier()}
    has_names = bool(words & due.used.names)
    return has_names and bool(steps - ROUNDING - HARMLESS) and _has_what_it_lacks(way, written, due)


def _leaves_out(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a cell that cuts rows off asks by texts of the solution's, for which the way has others."""
    if not (written.signs & CUTTING) - due.used.signs:
        return False
    texts = frozenset(text[1:-1] for text in _QUOTED.findall(way))
    return bool(texts - due.used.texts - written.texts - HOW and (due.used.texts - texts) & written.texts)


def _has_nothing_else(way: str, written: Written, due: Ingredients) -> bool:
    words = frozenset(re.findall(r"[^\W\d]\w*|[-+*/<>]", way))
    right = [*due.used.numbers, *due.inside, *due.values.values(), *_numbers(way)]
    # A number that an author wrote down may have been rounded to.
    telling = DECIDING if _is_a_number(way) else DECIDING | ROUNDING
    return (
        not (other_signs(written, due) & telling) - words
        and all(text in way for text in foreign_texts(written, due))
        and not (written.names & due.known) - due.used.names - words - due.values.keys()
        and all(is_like(number, right) for number in written.numbers - COMMON - times(due))
    )


def _is_like(way: str, written: Written, due: Ingredients) -> bool:
    """Whether a formula of numbers has a way's operands, is not the solution put in another order, and has as
    many signs where each operand stands there as often; yes of all that is no such formula.
    """
    return _is_as(way, written, due) or _is_as(_worked_out(way, written, due), written, due)


def _worked_out(way: str, written: Written, due: Ingredients) -> str:
    """A way with a part of it worked out, where a cell has that part as a number: 0.6 for `1 - 0.40`."""
    try:
        whole = ast.parse(way, mode="eval").body
    except (SyntaxError, ValueError):
        return way
    told, numbers = ast.unparse(whole), written.numbers - _numbers(way)
    for part in ast.walk(whole):
        came = _value(part, due) if isinstance(part, ast.BinOp) and part is not whole else None
        for number in numbers:
            if came is not None and isclose(came, number):
                text = ast.unparse(part)
                return told.replace(f"({text})", repr(number)).replace(text, repr(number))
    return way


def _value(part: ast.AST, due: Ingredients) -> float | None:
    """What a formula of numbers comes to; None of anything else, as of what comes out of answers."""
    if isinstance(part, ast.Constant) and isinstance(part.value, (int, float)):
        return float(part.value)
    if isinstance(part, ast.Name):
        held = due.values.get(part.id)
        return None if isinstance(held, Hidden) or part.id in due.private else held
    if not isinstance(part, ast.BinOp) or type(part.op) not in _WORKED:
        return None
    left, right = _value(part.left, due), _value(part.right, due)
    if left is None or right is None or (right == 0 and isinstance(part.op, ast.Div)):
        return None
    return _WORKED[type(part.op)](left, right)


def _is_as(way: str, written: Written, due: Ingredients) -> bool:
    theirs = _formula(way)
    if theirs is None or written.texts or not due.values.keys() >= written.names | theirs.names:
        return True
    if theirs.names and (due.used.names - theirs.names) & written.names:
        return False  # the cell has what the way left out
    by_name = written.names == theirs.names
    here, there, right = (told_operands(of, due, by_name) for of in (written, theirs, due.used))
    if here.keys() != there.keys() or here == right != there:
        return False
    return here != there or all(written.count(sign) == theirs.count(sign) for sign in "+-/")


def _formula(way: str) -> Written | None:
    """What a formula of numbers and names is made of; None of anything else."""
    names: set[str] = set()
    numbers: set[float] = set()
    found: list[str] = []
    try:
        nodes = list(ast.walk(ast.parse(way, mode="eval").body))
    except (SyntaxError, ValueError):
        return None
    for node in nodes:
        if isinstance(node, ast.Name):
            names.add(node.id)
            found.append(f"={node.id}")
        elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            numbers.add(float(node.value))
            found.append(f"={float(node.value):.12g}")
        elif isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
            found.append(_SIGNS[type(node.op)])
        elif not isinstance(node, (ast.UnaryOp, ast.operator, ast.unaryop, ast.expr_context)):
            return None
    return Written(frozenset(names), frozenset(numbers), tally=frozenset(Counter(found).items()))
