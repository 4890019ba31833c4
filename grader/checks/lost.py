"""What a cell works out and its answer does not profit from, where the solution needs just that. Pure."""

from __future__ import annotations

import re

from grader.checks import messages
from grader.checks.ingredients import Ingredients
from grader.checks.likeness import COMMON
from grader.checks.spec import Lost, Written


def lost_result(written: Written | None, due: Ingredients | None, name: str) -> tuple[str, str] | None:
    """What is said of a result that the answer ``name`` should build on and does not, and what to try; None
    where each does, or the solution does without.
    """
    if written is None or due is None:
        return None
    needed = frozenset(part for part in due.used.parts if _tells(part))
    lost = [one for one in written.lost if one.answer == name and one.parts & needed]
    return _said(max(lost, key=lambda one: len(one.parts & needed))) if lost else None


def _said(lost: Lost) -> tuple[str, str]:
    said, step = messages.LOST[lost.ident]
    return said.format(code=lost.code), step.format(code=lost.code)


def _tells(part: str) -> bool:
    """Whether it is a sign, a method, a text or a telling number: names and places stand in many lines."""
    if part[0] == "[" or (part[0] == "=" and part[1:].isidentifier()):
        return False
    is_number = re.fullmatch(r"=\d.*", part) is not None
    return not (is_number and float(part[1:]) in COMMON)
