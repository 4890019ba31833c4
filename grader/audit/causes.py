"""Whether the cause that a verdict names is one that the answer has, where it is known how that was made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from grader.audit.mutants import Mutant
from grader.checks import difference, remarks
from grader.checks.messages import SLIPS
from grader.checks.spec import Verdict
from grader.checks.telling import FAMILIES
from grader.common.indonesian import show_number
from grader.notebooks.written import written_in

#: A sentence that only says what the answer is, is true of it, however it came about; these name a cause.
CAUSAL = {ident for ident, said in SLIPS.items() if " keluar " in said}
#: The sentences that name what stands in a cell too often, or not.
NAMING = (difference.LACKS, difference.OTHERWISE, remarks.EXTRA, remarks.DOUBTED)
_NAMED = re.compile(r"`([^`]+)`|(angka -?\d[\d.]*(?:,\d+)?)")


def other_causes(verdict: Verdict, made: Mutant, solution: str) -> list[str]:
    """What a verdict on an answer that was ``made`` out of a ``solution`` names as its cause, and is nothing
    that was changed.
    """
    if verdict.diagnosis is not None:
        return [] if _is_cause(verdict.diagnosis, made) else [verdict.diagnosis]
    changed = _changed(made.source, solution)
    return [one for one in _named(verdict.message) if one not in changed]


def _is_cause(ident: str, made: Mutant) -> bool:
    """Whether an identifier is a slip that was made, or of a family that one is of."""
    family = dict(FAMILIES).get(ident, frozenset())
    return ident not in CAUSAL or bool((family | {ident}) & made.causes)


def _named(said: str) -> Iterator[str]:
    """What the sentences of a message name that say what a calculation has too much, or lacks."""
    for sentence in NAMING:
        pattern = re.sub(r"\\{\w+\\}", "(.+?)", re.escape(sentence))
        for match in re.finditer(rf"{pattern}(?=\s|$)", said):
            for code, number in (one for part in match.groups() for one in _NAMED.findall(part)):
                yield number.rstrip(".") or code


def _changed(source: str, solution: str) -> set[str]:
    """The names, numbers, texts and signs, as sentences call them, that stand more or less often in one than
    in the other.
    """
    here, there = _parts(source), _parts(solution)
    return {part for part in here.keys() | there.keys() if here[part] != there[part]}


def _parts(source: str) -> Counter[str]:
    written = written_in(source)
    found: Counter[str] = Counter()
    for sign, number in written.tally if written else ():
        found[_as_named(sign)] += number
    return found


def _as_named(sign: str) -> str:
    if sign[0] != "=" or sign == "==":
        return sign
    operand = sign[1:]
    return f"angka {show_number(float(operand))}" if operand[0].isdigit() else operand.replace("'", '"')
