"""Whether an answer tells which slip made it."""

from __future__ import annotations

from grader.checks.kinds.base import Observation

#: Keys whose wrong answers can be told apart: a yes-no question has just one.
TYPES = {"number", "text", "list", "dict", "date", "table"}
#: Slips that end in a count, often a small one; slips that end in the other end of an order.
COUNTS = {
    "edge-filter",
    "reversed-filter",
    "missing-filter",
    "other-column",
    "sum-for-count",
    "count-for-sum",
}
ORDERS = {"minimum-maximum", "sort-direction"}


def tells_the_slip(ident: str, key: Observation, seen: Observation) -> bool:
    """Whether an answer like ``seen`` points to the slip that made it; a wrong diagnosis is worse than none.

    Nothing, 0, 1 and small counts are also answered for many other reasons, and so is a word out of a few. A
    table whose columns have other names is told about those.
    """
    if key["type"] not in TYPES or seen["type"] != key["type"]:
        return False
    if key["type"] == "number":
        value = seen["value"]
        small = value in (0, 1, -1) or (ident in COUNTS and value in range(-9, 10))
        return value is not None and not small
    if key["type"] == "table":
        return bool(seen["rows"]) and seen["names"] == key["names"]
    if key["type"] in ("text", "date"):
        return ident in ORDERS
    return bool(seen["length"])
