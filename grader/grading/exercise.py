"""What must be known to grade one notebook of an assignment; travels to workers as bytes."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from grader.checks.build import Check
from grader.checks.lock import OpenLock
from grader.sandbox.limits import Limits

Json = Any


@dataclass(frozen=True)
class RefCell:
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
class Question:
    """A ``periksa`` check with its key in the clear. It stays on the trusted side of the wall."""

    check: Check
    lock: OpenLock


@dataclass(frozen=True)
class Exercise:
    """One notebook of an assignment.

    ``cells`` are in the order of the released notebook. ``questions`` maps a check cell's grade id to its
    question.
    ``files`` lie beside the notebook when it runs; those in ``editable`` are the learner's to change.
    ``remarks`` maps a test cell's grade id to what its last line gives for the author's own solution, where
    that is no number of points: such a value does not mean failed. ``shadows`` as in `shadowed_names`.
    """

    assignment: str
    notebook: str
    cells: tuple[RefCell, ...]
    questions: Mapping[str, Question] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    editable: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    remarks: Mapping[str, Json] = field(default_factory=dict)
    shadows: tuple[str, ...] = ()

    def files_for(self, own: Mapping[str, bytes]) -> dict[str, bytes]:
        """What lies beside a submission that brought these files; none may stand where one of ours must."""
        ours = {name: data for name, data in self.files.items() if name not in self.editable}
        taken = {
            *ours,
            f"{self.notebook}.ipynb",
            *(str(p) for name in ours for p in PurePosixPath(name).parents),
        }
        free = {n: d for n, d in own.items() if not taken & {n, *map(str, PurePosixPath(n).parents[:-1])}}
        return {**free, **ours}

    def to_bytes(self) -> bytes:
        """Canonical JSON: equal exercises give equal bytes."""
        data = {
            "assignment": self.assignment,
            "notebook": self.notebook,
            "cells": [asdict(c) for c in self.cells],
            "questions": {k: question_to_json(q) for k, q in self.questions.items()},
            "files": {k: base64.b64encode(v).decode() for k, v in self.files.items()},
            "editable": self.editable,
            "limits": asdict(self.limits),
            "remarks": dict(self.remarks),
            "shadows": self.shadows,
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def from_bytes(data: bytes) -> Exercise:
    """The Exercise of ``Exercise.to_bytes``."""
    raw = json.loads(data)
    return Exercise(
        raw["assignment"],
        raw["notebook"],
        tuple(RefCell(**c) for c in raw["cells"]),
        {k: question_from_json(q) for k, q in raw["questions"].items()},
        {k: base64.b64decode(v) for k, v in raw["files"].items()},
        tuple(raw["editable"]),
        Limits(**raw["limits"]),
        raw["remarks"],
        tuple(raw["shadows"]),
    )


def question_to_json(question: Question) -> Json:
    return {"check": question.check.to_json(), "lock": question.lock.to_json()}


def question_from_json(data: Json) -> Question:
    """A Question of ``question_to_json``."""
    return Question(Check.from_json(data["check"]), OpenLock.from_json(data["lock"]))
