"""What a cell works out and its answer does not profit from, where the solution needs just that. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from grader.checks import messages
from grader.checks.build import Check
from grader.checks.ingredients import Ingredients
from grader.checks.likeness import COMMON
from grader.checks.spec import Lost, Written


def of_answer(written: Written | None, check: Check, crashed: bool) -> Written | None:
    """What a cell is made of, with the results lost that this answer does not profit from; none where the
    cell stopped, maybe at just that line.
    """
    if written is None:
        return None
    answers = [name for name, _ in check.earlier]
    mine = (one for one in written.lost if one.answer == check.name and one.code not in answers)
    return replace(written, lost=() if crashed else tuple(mine))


def lost_result(written: Written | None, due: Ingredients | None) -> tuple[str, str] | None:
    """What is said of a result that an answer should build on and does not, and what to try; None where each
    does, or the solution does without.
    """
    if written is None or due is None:
        return None
    needed = frozenset(part for part in due.used.parts if _tells(part, due))
    lost = [one for one in written.lost if one.parts & needed]
    return _said(max(lost, key=lambda one: len(one.parts & needed))) if lost else None


def _said(lost: Lost) -> tuple[str, str]:
    said, step = messages.LOST[lost.ident]
    return said.format(code=lost.code), step.format(code=lost.code)


def _tells(part: str, due: Ingredients) -> bool:
    """Whether it is a sign, a method, a text, or a number that tells, also by name: tables stand in many
    lines.
    """
    if part[0] == "[" or (part[0] == "=" and part[1:].isidentifier()):
        return part[1:] in due.values
    is_number = re.fullmatch(r"=\d.*", part) is not None
    return not (is_number and float(part[1:]) in COMMON)
