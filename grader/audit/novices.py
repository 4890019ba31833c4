"""Typical wrong answers by the thousand, made from the solution and its text alone, seeded.

One or two slips of calculation (as `mutants` knows them), at times one of writing; what the author declared
plays no part. How many of them get a sentence about their cause is what a question is worth to a beginner.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

from grader.audit.mutants import Mutant, mutants
from grader.checks import messages
from grader.checks.spec import Outcome, Verdict

#: The same wrong answers in every audit.
SEED = 2026
#: How many are tried on one exercise.
MANY = 1_000

#: Slips of writing that change a number, or how one is divided, and what that comes to.
OF_NUMBERS: dict[str, frozenset[str]] = {
    "titik ribuan": frozenset(["dotted-inside", "thousands-dot", "zeros-inside", "other-number"]),
    "dibagi bulat": frozenset(["whole-division", "rounding", "rounded-away"]),
    "nol kurang": frozenset(
        ["zeros-inside", "dotted-inside", "percent-inside", "other-number", "edge-filter"]
    ),
}

Slip = Callable[[str], str]


def _replacing(pattern: str, by: str) -> Slip:
    return lambda source: re.sub(pattern, by, source, count=1)


#: Slips of writing; one that finds nothing to change leaves the text as it is.
WRITING: dict[str, Slip] = {
    "titik ribuan": _replacing(r"\b(\d{1,3})_(\d{3})\b", r"\1.\2"),
    "koma desimal": _replacing(r"\b(\d+)\.(\d+)\b", r"\1,\2"),
    "x untuk kali": _replacing(r" \* ", " x "),
    "titik dua untuk bagi": _replacing(r" / ", " : "),
    "dibagi bulat": _replacing(r" / ", " // "),
    "kutip hilang": _replacing(r"[\"'](\w+)[\"']", r"\1"),
    "kutip penutup hilang": _replacing(r"([\"'])(\w+)\1", r"\1\2"),
    "kurung hilang": _replacing(r"\)(?!.*\))", ""),
    "tanpa kurung": _replacing(r"\.(sum|mean|median|max|min|count|head)\(\)", r".\1"),
    "huruf besar": _replacing(r"\[([\"'])([a-z])(\w*)\1\]", lambda m: f'["{m[2].upper()}{m[3]}"]'),  # type: ignore[arg-type]
    "dua tanda sama dengan": _replacing(r"^(\w+) = ", r"\1 == "),
    "kurung bulat": _replacing(r"(\w)\[([\"']\w+[\"'])\]", r"\1(\2)"),
    "nol kurang": _replacing(r"0\b", ""),
    "isi salah eja": _replacing(r"(?s)(.*[\"'][a-z ]*[a-z]{2})([a-z])([a-z])(?=[a-z ]*[\"'])", r"\1\3\2"),
    "salah eja": _replacing(r"\b([a-z]{3})([a-z])([a-z])(\w*)\b(?=[\[.])", r"\1\3\2\4"),
}


def novices(source: str, columns: Sequence[str], number: int, salt: str) -> Iterator[Mutant]:
    """At most ``number`` different wrong answers; the same for the same source and ``salt``."""
    chance = random.Random(f"{SEED} {salt}")
    once = list(mutants(source, columns))
    seen = {source}
    for _ in range(4 * number):
        if len(seen) > number:
            return
        made = _made(source, once, columns, chance)
        if made.source not in seen:
            seen.add(made.source)
            yield made


def _made(source: str, once: Sequence[Mutant], columns: Sequence[str], chance: random.Random) -> Mutant:
    made = Mutant("", source)
    if once and chance.random() < 0.8:
        made = chance.choice(once)
        if chance.random() < 0.2 and (again := list(mutants(made.source, columns))):
            second = chance.choice(again)
            made = Mutant(f"{made.what}; {second.what}", second.source, made.causes | second.causes)
    if made.source == source or chance.random() < 0.25:
        what = chance.choice(list(WRITING))
        causes = made.causes | OF_NUMBERS.get(what, frozenset())
        made = Mutant(f"{made.what}; {what}".lstrip("; "), WRITING[what](made.source), causes)
    return made


def has_cause(verdict: Verdict) -> bool:
    """Whether a verdict on a wrong answer says more than that it is wrong."""
    bare = verdict.message.startswith(messages.NOT_YET)
    unexplained = verdict.outcome is Outcome.CRASHED and re.search(
        "berhenti karena galat|belum dapat dibaca sebagai Python", verdict.message
    )
    return not bare and not unexplained
