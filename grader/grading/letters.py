"""Which option a letter means: the one that stood under it in front of the learner.

A hand-in may come from a release, a kit or a folder of another day, in which the options of a choice had
another order than in the source that it is graded by; it is read with the list that it brings along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.checks.kinds.text import letter_of
from grader.checks.observation import Observation, is_text, text_seen
from grader.curriculum.choices import option_meant
from grader.curriculum.release import CompiledQuestion
from grader.notebooks.listed import listed


def list_above(cells: Iterable[tuple[str, bool]], ours: Sequence[str]) -> tuple[str, ...]:
    """The last of these options' lists in the cells (source, is it code) above a check; none where at least
    half of its options are no longer ours.
    """
    found: tuple[str, ...] = ()
    for source, is_code in cells:
        there = listed(source, is_code)
        if there and len(there.read) == len(ours) and 2 * len({*there.read} & {*ours}) >= len(ours):
            found = there.read
    return found


def meant(question: CompiledQuestion, seen: Observation, theirs: Sequence[str]) -> Observation:
    """An answer as our own letter, where a letter was chosen from this list of ``theirs``."""
    if not (theirs and question.listed and is_text(seen)) or tuple(theirs) == question.listed:
        return seen
    letter = letter_of(seen["value"], question.check.frame["pilihan"]).casefold()
    ours = option_meant(letter, theirs, question.listed)
    return seen if ours == letter else text_seen(ours)
