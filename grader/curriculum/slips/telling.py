"""Whether an answer tells which slip made it."""

from __future__ import annotations

from grader.checks.kinds import kind_for
from grader.checks.observation import Observation

#: Slips that end in a count, often a small one; slips that end in the other end of an order.
COUNTS = {
    "edge-filter",
    "reversed-filter",
    "missing-filter",
    "other-column",
    "sum-for-count",
    "count-for-sum",
    "missing-term",
    "other-table",
    "other-group",
    "some-rows",
    "different-values",
    "neighbour",
    "given-number",
    "number-above",
}
ORDERS = {"minimum-maximum", "sort-direction"}


def tells_the_slip(ident: str, key: Observation, seen: Observation) -> bool:
    """Whether an answer like `seen` tells its slip; a wrong diagnosis is worse than none."""
    kind = kind_for(key)
    same = kind is not None and seen["type"] == key["type"]
    return kind is not None and same and kind.tells(key, seen, ident in ORDERS, ident in COUNTS)
