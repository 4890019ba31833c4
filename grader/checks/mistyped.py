"""Whether a slip of writing (`notebooks.typed`) is told rather than what an answer's value shows. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.checks.ingredients import Ingredients
from grader.checks.lock import Slip
from grader.checks.observation import Observation, is_list
from grader.checks.signs import ASKING
from grader.checks.telling import ROUNDED

#: Kinds of answers that no number is: a slip in writing one is not what is wrong with them.
OF_WORDS = ("text", "boolean", "prose", "card")
OF_LENGTH = "length-of-condition"

Typed = tuple[str, Mapping[str, str]]


def may_be_typed(ident: str, kind: str, seen: Observation, in_part: bool) -> bool:
    """Whether a slip of writing can be what is wrong with such an answer."""
    if ident == "comma-between" and not (is_list(seen) and kind == "number"):
        return False
    return kind not in OF_WORDS and (not in_part or ident == "comma-lost")


def is_told(typed: Typed, slip: Slip | None, due: Ingredients | None, name: str) -> bool:
    """Whether a slip of writing is told rather than the one that the value shows: what stands in the cell is
    sure, but that // is the cause is not.
    """
    ident, fill = typed
    if ident == "stored-for-asked":
        return _is_asked_for(fill, due, name)
    if ident == "dotted-inside" and due is not None and _is_growth(fill, due):
        return False
    if ident == "dot-misplaced":
        tenfold = 10 ** len(fill["written"].rpartition(".")[2])
        return slip is not None and slip.ident in (f"divided-by-{tenfold}", f"too-small-{tenfold}")
    if slip is not None and slip.authored and ident == "whole-division":
        return due is not None and "//" not in due.used.signs
    if slip is not None and slip.authored:
        return ident == "dotted-inside" and due is not None and due.holds(float(fill["meant"]))
    if ident == "comma-between":
        return slip is None or slip.ident == "column-for-number"
    return ident != "whole-division" or slip is None or slip.ident in (ROUNDED, "rounded-away")


def counts_all(typed: Typed, slip: Slip) -> bool:
    """Whether a cell counts all rows of a condition, and the author's sentence tells nothing of that."""
    return typed[0] == OF_LENGTH and not (
        "kurung siku" in slip.message or typed[1]["written"] in slip.message
    )


def _is_asked_for(fill: Mapping[str, str], due: Ingredients | None, name: str) -> bool:
    """Whether the solution asks rows for what a cell stores in a known name or column, not the answer."""
    target, _, asked = fill["meant"].partition(" == ")
    if due is None or not due.used.signs & ASKING or target == name:
        return False
    held = frozenset(re.findall(r"\w+", target))
    if not held & (due.used.names | due.used.texts | due.used.gives | due.known):
        return False
    if asked.startswith('"'):
        return asked.strip('"') in due.used.texts
    return float(asked) in due.used.numbers


def _is_growth(fill: Mapping[str, str], due: Ingredients) -> bool:
    """Whether `1.214` is rather 1 and 0.214 than a number with a thousands dot, unlike `1.250`."""
    meant = float(fill["meant"])
    if fill["written"].endswith("0"):
        return False
    return 1 < float(fill["written"]) < 2 and not (due.holds(meant) or meant in due.given | due.lesson)
