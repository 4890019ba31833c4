"""What was written down rather than calculated: numbers of the lesson or the question, quoted names. Pure."""

from __future__ import annotations

import re

from grader.checks.ingredients import Ingredients, is_bare_number
from grader.checks.observation import Observation, is_number_seen, is_text
from grader.checks.remarks import listed
from grader.checks.spec import Written

QUOTED = "{} di antara tanda kutip adalah tulisan, bukan isi nama itu."
FORMULA_QUOTED = "Hitunganmu ada di antara tanda kutip, jadi dibaca sebagai tulisan."
#: What is longer is no calculation that a person put in quotes.
LONGEST = 200


def is_of_the_lesson(seen: Observation, written: Written | None, due: Ingredients | None) -> bool:
    """Whether a number that was written down stands in the lesson."""
    return (
        due is not None and is_bare_number(written) and is_number_seen(seen) and seen["value"] in due.lesson
    )


def is_of_the_question(seen: Observation, written: Written | None, due: Ingredients | None) -> bool:
    """Whether a number that was written down stands in the question's own text, as in its example."""
    return due is not None and is_bare_number(written) and is_number_seen(seen) and seen["value"] in due.given


def in_quotes(seen: Observation, written: Written | None, due: Ingredients | None) -> str:
    """What to say where a text came out since names stand in quotes: each alone, or the whole calculation."""
    if written is None or due is None or not is_text(seen):
        return ""
    names = (due.known | due.used.names) - written.gives
    if found := written.texts & names:
        return QUOTED.format(listed(f'`"{text}"`' for text in sorted(found)))
    words = re.findall(r"[^\W\d]\w*", seen["value"][:LONGEST])
    if re.fullmatch(r"\s*[\d_.]+(\s*[*/+]\s*[\d_.]+)+\s*", seen["value"][:LONGEST]):
        return FORMULA_QUOTED
    if words and names.issuperset(words) and re.search(r"[-+*/]", seen["value"][:LONGEST]):
        return FORMULA_QUOTED
    return ""
