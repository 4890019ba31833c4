"""What must be known to grade one notebook of an assignment; travels to workers as bytes."""

from __future__ import annotations

import ast
import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from grader.checks.build import Check
from grader.checks.lock import OpenLock
from grader.classroom.entries import ReleasedCell
from grader.curriculum.isolation import Mode
from grader.curriculum.release import CompiledQuestion
from grader.sandbox.limits import Limits

Json = Any


@dataclass(frozen=True)
class CompiledExercise:
    """One notebook of an assignment.

    ``cells`` are in the order of the released notebook. ``questions`` maps a check cell's grade id to its
    question, with the key in the clear; it stays on the trusted side of the wall.
    ``files`` lie beside the notebook when it runs; those in ``editable`` are the learner's to change.
    ``remarks`` maps a test cell's grade id to what its last line gives for the author's own solution, where
    that is no number of points: such a value does not mean failed. ``shadows`` as in `shadowed_names`.
    ``solution`` is the author's, where some question builds on another: each code cell's source, and in its
    place the grade id of each check as ``(id, "")``; it never meets the learner's code.
    ``released`` are the options of a choice as its release lists them, by the check cell's grade id.
    ``modes`` are those of `isolation`, ``manual`` the test cells for a person, ``brought`` the files that
    came with the submission.
    """

    assignment: str
    notebook: str
    cells: tuple[ReleasedCell, ...]
    questions: Mapping[str, CompiledQuestion] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    editable: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    remarks: Mapping[str, Json] = field(default_factory=dict)
    shadows: tuple[str, ...] = ()
    modes: Mapping[str, Mode] = field(default_factory=dict)
    manual: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    solution: tuple[tuple[str, str], ...] = ()
    released: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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
            "modes": {k: mode.to_json() for k, mode in self.modes.items()},
            "manual": self.manual,
            "brought": self.brought,
            "solution": self.solution,
            "released": dict(self.released),
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def from_bytes(data: bytes) -> CompiledExercise:
    """The exercise of ``CompiledExercise.to_bytes``."""
    raw = json.loads(data)
    return CompiledExercise(
        raw["assignment"],
        raw["notebook"],
        tuple(ReleasedCell(**c) for c in raw["cells"]),
        {k: question_from_json(q) for k, q in raw["questions"].items()},
        {k: base64.b64decode(v) for k, v in raw["files"].items()},
        tuple(raw["editable"]),
        Limits(**raw["limits"]),
        raw["remarks"],
        tuple(raw["shadows"]),
        {k: Mode.from_json(mode) for k, mode in raw["modes"].items()},
        tuple(raw["manual"]),
        tuple(raw["brought"]),
        tuple((check, source) for check, source in raw["solution"]),
        {k: tuple(texts) for k, texts in raw["released"].items()},
    )


def question_to_json(question: CompiledQuestion) -> Json:
    return {
        "cell_id": question.cell_id,
        "check": question.check.to_json(),
        "lock": question.lock.to_json(),
        "options": repr(dict(question.options)),  # literals, of which JSON has not all
        "values": dict(question.values),
        "listed": question.listed,
    }


def question_from_json(data: Json) -> CompiledQuestion:
    """The question of ``question_to_json``."""
    check, lock = Check.from_json(data["check"]), OpenLock.from_json(data["lock"])
    options, listed = ast.literal_eval(data["options"]), tuple(data["listed"])
    return CompiledQuestion(data["cell_id"], check, lock, options, data["values"], listed)
