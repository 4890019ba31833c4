"""A digest of the text that a person's mark is about: as long as it is the same, the mark holds."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence

from grader.classroom.entries import Score
from grader.grading.sanitise import SanitisedCell


def answer_digests(cells: Sequence[SanitisedCell], scores: Sequence[Score]) -> dict[str, str]:
    """Grade id → digest, for every cell that a person can mark.

    Of a written answer that is its own text. Of a test, whose points a trainer may have changed, it is all
    that the learner wrote above it and the points it gave; of a task all that the learner wrote.
    """
    auto: Mapping[str, float | None] = {score.grade_id: score.auto for score in scores}
    texts = [normalised(cell.source) for cell in cells]
    own = [text for cell, text in zip(cells, texts, strict=True) if not (cell.ref and cell.ref.locked)]
    above: list[str] = []
    found: dict[str, str] = {}
    for cell, text in zip(cells, texts, strict=True):
        ref = cell.ref
        if ref is not None and ref.task:
            found[ref.grade_id] = _digest(own)
        elif ref is not None and ref.is_manual:
            found[ref.grade_id] = _digest([text])
        elif ref is not None and ref.is_test:
            found[ref.grade_id] = _digest([*above, f"{auto.get(ref.grade_id)}"])
        if ref is None or not ref.locked:
            above.append(text)
    return found


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(filter(None, texts)).encode("utf-8", "surrogatepass")).hexdigest()


def normalised(source: str) -> str:
    """The text without what editors change by themselves: ends of lines, blank lines around it, NFC."""
    lines = unicodedata.normalize("NFC", source).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()
