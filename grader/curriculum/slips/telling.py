"""Whether an answer tells which slip made it."""

from __future__ import annotations

import math

from grader.checks.kinds import kind_for
from grader.checks.observation import Observation, is_number_seen

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
#: Slips in a formula: general sentences, for where the value itself says nothing.
FORMULA = {"swapped-sides", "missing-term"}


def tells_the_slip(ident: str, key: Observation, seen: Observation) -> bool:
    """Whether an answer like `seen` tells its slip; a wrong diagnosis is worse than none."""
    kind = kind_for(key)
    same = kind is not None and seen["type"] == key["type"]
    if kind is None or not same or (ident in FORMULA and _told_by_its_value(key, seen)):
        return False
    return kind.tells(key, seen, ident in ORDERS, ident in COUNTS)


def _told_by_its_value(key: Observation, seen: Observation) -> bool:
    """Whether the kind says it better: the sign, the fraction turned over, what is left of the whole."""
    if not (is_number_seen(key) and is_number_seen(seen)) or not key["value"] or seen["value"] is None:
        return False
    right, value = key["value"], seen["value"]
    others = [-right, 1 / right, *([1 - right] if 0 < right < 1 else [])]
    return any(math.isclose(value, other, rel_tol=1e-9) for other in others)
