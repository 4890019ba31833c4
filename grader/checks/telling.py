"""Which of the foreseen slips that come out as one and the same answer is told. Pure.

All of them are true (`messages.SLIPS`), but not all send the learner the right way. Some say what the number
*is* ("Ini jumlahnya") or out of which summary it comes: they help however it came about. The others point to
one slip by which it comes out: of these one is told where it is the only one that the answer's own cell bears
out, else a sentence that is true of all of them, else none.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isclose

from grader.checks import messages
from grader.checks.observation import Observation, is_number_seen

#: Slips whose sentences say what the answer is or comes from, whatever was done.
FACTS = frozenset(
    [
        "neighbour",
        "given-number",
        "number-above",
        "mean-for-median",
        "median-for-mean",
        "count-for-sum",
        "sum-for-count",
        "sum-for-mean",
        "mean-for-sum",
        "sum-for-median",
        "largest-alone",
        "different-values",
        "mean-of-means",
        "sort-direction",
    ]
)
#: True as well, but what rounded it may be told better.
ROUNDED = "rounding"
ROWS = frozenset(["missing-filter", "reversed-filter", "edge-filter", "other-group", "some-rows", "rows"])
SOURCES = ROWS | {"other-column", "other-table", "source"}
#: A sentence that is true of every slip of a family, the narrowest first.
FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("formula", messages.FORMULAS),
    ("rows", ROWS),
    ("source", SOURCES),
)
#: What may stand for any aggregation: its name is a text there.
_AGGREGATING = "agg aggregate pivot_table transform apply describe resample"
_COUNTING = "len count size shape sum value_counts groupby nunique unique set drop_duplicates duplicated"
_IN_ORDER = "max idxmax nlargest sort_values sort_index sorted sort value_counts head tail iloc ["
AGGREGATING = frozenset(_AGGREGATING.split())
AVERAGING = AGGREGATING | {"mean", "average", "fmean", "/", "//"}
ADDING = AGGREGATING | {"sum", "cumsum", "+", "*", "dot"}
COUNTING = AGGREGATING | frozenset(_COUNTING.split())
IN_ORDER = AGGREGATING | frozenset(_IN_ORDER.split())
ROUNDING = frozenset(["round", "int", "floor", "ceil", "trunc", "//", "rint"])
#: The signs or words of which one must stand in the cell where a slip was made.
NEEDS: dict[str, frozenset[str]] = {
    "mean-for-median": AVERAGING,
    "mean-for-sum": AVERAGING,
    "mean-of-means": AVERAGING,
    "median-for-mean": frozenset(["median", "quantile", "sorted", "sort_values", *AGGREGATING]),
    "count-for-sum": COUNTING,
    "different-values": COUNTING,
    "sum-for-count": ADDING,
    "sum-for-mean": ADDING,
    "sum-for-median": ADDING,
    "largest-alone": IN_ORDER,
    "minimum-maximum": IN_ORDER | {"min", "idxmin", "nsmallest"},
    "swapped-fraction": frozenset(["/", "//", "**", "mean"]),
    "minus-for-plus": frozenset("-"),
    "plus-for-minus": frozenset(["+", "sum"]),
    "times-for-plus": frozenset("*"),
    "plus-for-times": frozenset(["+", "sum"]),
    "divided-for-minus": frozenset("/"),
    "minus-for-divided": frozenset("-"),
    "divided-for-times": frozenset("/"),
    "times-for-divided": frozenset("*"),
    "swapped-sides": frozenset("-/"),
    "whole-division": frozenset(["//"]),
    "brackets": frozenset("+-*/"),
    "term-twice": frozenset(["+", "-", "*", "sum"]),
    "percent-inside": frozenset("+-*/"),
    "dotted-inside": frozenset("+-*/"),
    "zeros-inside": frozenset("+-*/"),
    "other-divisor": frozenset("/"),
    "rounding": ROUNDING,
    "rounded-away": ROUNDING,
    "edge-filter": frozenset(["<", "between", "query"]),
    "reversed-filter": frozenset(["<", "==", "isin", "query", "between", "isna", "notna"]),
    "other-group": frozenset(["==", "isin", "query"]),
    "some-rows": frozenset(["==", "<", "isin", "query", "loc", "iloc", "head", "tail", "dropna"]),
}
#: What is written down as it stands elsewhere: no calculation copies it.
COPIES = frozenset(["neighbour", "given-number", "number-above"])
#: What may come out as a short number by chance.
CHANCY = messages.FORMULAS | {"other-group", "some-rows", "other-table", "other-column", "rounded-away"}
#: Parts of larger counts are rare enough.
LARGEST_PART = 30
#: A number with fewer digits, zeros at its end not counted, comes out of much else.
TELLING_DIGITS = 3


def told(idents: Sequence[str], seen: Observation, signs: frozenset[str] | None) -> str | None:
    """The slip that is told of an answer that comes out of each of `idents`; None where nothing is sure.

    `signs` are the signs and words of the answer's cell (`notebooks.written`), None where they are not known.
    """
    for ident in idents:
        if ident in FACTS and is_borne_out(ident, seen, signs) and not (signs and ident in COPIES):
            return ident
    possible = [i for i in idents if i not in FACTS and is_borne_out(i, seen, signs)]
    guesses = [ident for ident in possible if ident != ROUNDED]
    if len(guesses) == 1:
        return guesses[0]
    if ROUNDED in possible:
        return ROUNDED
    return next((name for name, family in FAMILIES if guesses and family.issuperset(guesses)), None)


def is_borne_out(ident: str, seen: Observation, signs: frozenset[str] | None) -> bool:
    """Whether the cell may have made this slip: its signs stand there, or the answer is a bare number that
    hardly comes about otherwise.
    """
    if signs is None:
        return True
    if not signs and is_number_seen(seen):
        if ident == "whole-division":
            return False  # who writes a number down has rounded it, somewhere
        return ident not in CHANCY or _digits(seen["value"]) >= TELLING_DIGITS
    return ident not in NEEDS or bool(NEEDS[ident] & signs)


def is_short(seen: Observation) -> bool:
    """Whether an answer is a number of one digit, zeros not counted, which many calculations give."""
    return is_number_seen(seen) and _digits(seen["value"]) < 2


def is_rare(seen: Observation) -> bool:
    """Whether an answer hardly comes about in two ways: all that is no number, and numbers of some digits
    that are no simple fraction.
    """
    if not is_number_seen(seen):
        return True
    return _digits(seen["value"]) >= TELLING_DIGITS and not _is_simple_fraction(seen["value"])


def _is_simple_fraction(value: float | None) -> bool:
    """Whether it is one small count divided by another, as 0.6667 of 8 and 12."""
    if value is None or float(value).is_integer() or abs(value) >= LARGEST_PART:
        return False
    near = Fraction(value).limit_denominator(LARGEST_PART)
    return abs(near.numerator) <= LARGEST_PART and isclose(near, value, rel_tol=1e-9)


def _digits(value: float | None) -> int:
    """How many digits of a number say something: 3 of 0.125 and of 125_000."""
    return len(f"{abs(value):.12g}".partition("e")[0].replace(".", "").strip("0")) if value else 0
