"""What goes to and comes from the gradebook, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = Any


@dataclass(frozen=True)
class ReleasedCell:
    """A cell of the released notebook that nbgrader knows, as the gradebook holds it."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float

    @property
    def is_test(self) -> bool:
        """A locked cell that is graded by running it."""
        return self.grade and not self.solution and self.cell_type == "code"

    @property
    def asks_question(self) -> bool:
        """A graded ``periksa(...)``: no ordinary test, it needs its key."""
        return self.is_test and self.source.lstrip().startswith(('periksa("', "periksa('"))

    @property
    def is_manual(self) -> bool:
        """A graded cell that a person marks."""
        return self.grade and not self.is_test

    def metadata(self) -> dict[str, Json]:
        """Its nbgrader metadata, written anew whatever the submission claims."""
        data: dict[str, Json] = {
            "grade": self.grade,
            "grade_id": self.grade_id,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
            "cell_type": self.cell_type,
        }
        if self.checksum:
            data["checksum"] = self.checksum
        if self.grade or self.task:
            data["points"] = self.points
        return data


@dataclass(frozen=True)
class Score:
    """One cell's score in nbgrader's terms: ``auto`` is None where a person must mark."""

    grade_id: str
    auto: float | None
    needs_manual: bool
    reason: str = ""


@dataclass(frozen=True)
class Entry:
    """One graded notebook on its way into the gradebook; ``timestamp`` is UTC without zone.

    ``no_response`` are the grade ids of answers that were left as they were; ``digests`` are of the texts
    that a person's marks are about, by grade id.
    """

    student: str
    assignment: str
    notebook: str
    timestamp: datetime | None
    handed_in: bool
    scores: tuple[Score, ...]
    no_response: tuple[str, ...]
    digests: Mapping[str, str] = field(default_factory=dict)
