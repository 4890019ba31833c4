"""What the signs and words in a calculation mean: which decide a result, ask rows, group, round. Pure."""

from __future__ import annotations

from collections.abc import Collection

#: Aggregations and what else decides a result; another method may be as good as the solution's.
_DECIDING = """
+ - * / // ** % sum mean median max min count nunique len head tail size shape std mode nlargest nsmallest
idxmax idxmin unique cumsum diff pct_change abs set drop_duplicates
"""
DECIDING = frozenset(_DECIDING.split())
#: What asks of each row whether it is to stay.
_ASKING = """
< <= > >= == != ~ in not_in isin between isna notna isnull notnull duplicated contains startswith endswith
query
"""
ASKING = frozenset(_ASKING.split())
#: What tells how many there are.
COUNTS = frozenset(["len", "count", "size", "shape", "value_counts"])
#: How many sums there are of what says yes or no: beside the signs in `Written.tally`.
YES = "sum of yes"
#: Before the function by which the answer comes out: beside the signs in `Written.tally` as well.
ENDING = "last "
INTO_GROUPS = frozenset(["groupby", "pivot_table"])
#: What chooses rows without asking each of them.
_GROUPING = "groupby value_counts pivot_table loc iloc merge set_index where mask drop dropna"
GROUPING = frozenset(_GROUPING.split())
#: What is given whole questions as a text.
ASK_IN_A_TEXT = frozenset(["query", "eval"])
#: Texts that say how, not what.
_HOW = "sum mean median max min count size first last nunique std left right inner outer index columns"
HOW = frozenset(_HOW.split())
#: What has no place in any way to a plain sum.
OF_NO_SUM = frozenset(["mean", "median", "max", "min", "count", "nunique", "len"])
#: What keeps each row once, without asking.
ONCE = frozenset(["drop_duplicates", "nlargest", "nsmallest", "head", "tail", "unique", "set"])
#: What makes capitals of no account.
CASES = frozenset(["lower", "upper", "casefold", "title", "capitalize"])
#: What makes one of many.
SUMMARISING = ("sum", "mean", "median", "max", "min")
#: What counts rows of which something was asked.
COUNTING = frozenset(["sum", "len", "count", "size", "shape"])
#: What rounds a result that was to be kept whole.
ROUNDING = frozenset(["round", "int", "floor", "trunc"])
#: The same, with all else that leads to a whole number.
WHOLE = ROUNDING | {"ceil", "//"}


def as_good(signs: Collection[str]) -> frozenset[str]:
    """What does as well as signs of the solution: a mean is a sum divided by how many there are, and a sum is
    what `+` adds up.
    """
    if "mean" in signs:
        return frozenset(["/", "sum", "len", "count"])
    if "/" in signs:
        return frozenset(["mean", "sum", "len", "count"])
    return frozenset(["+"]) if "sum" in signs else frozenset()
