"""A thousand hand-ins that are no proper notebooks: each is graded, with a reason, and harms no other."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.entries import ReleasedCell
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.sanitise import sanitise
from grader.grading.score import grade as score
from grader.grading.score import steps
from grader.grading.worker import Result
from grader.sandbox.job import JobResult
from tests.nbgrader_course import (
    Json,
    answer,
    answered,
    check,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    read,
    write,
)

pytestmark = pytest.mark.long

SOURCE = notebook(
    markdown("Soal."),
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 2),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
)
GOOD = answered(SOURCE, {"jawab": "x = 3", "tulis": "Karena."})
TEXT = json.dumps(GOOD, ensure_ascii=False).encode()
VALUES = [None, True, -1, 1e308, "", "x", [], {}, [[]], {"a": None}, "\ud800", "\x00", 10**400, "code", "tes"]


def mutated(rng: random.Random) -> bytes:
    """A real hand-in, damaged in one of the ways in which files and people damage them."""
    kind = rng.randrange(6)
    if kind == 0:
        return TEXT[: rng.randrange(len(TEXT))]
    if kind == 1:
        data = bytearray(TEXT)
        for _ in range(rng.randrange(1, 20)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    if kind == 2:
        return rng.randbytes(rng.randrange(200))
    if kind == 3:
        start = rng.randrange(len(TEXT))
        return TEXT[:start] + TEXT[start + rng.randrange(1, 200) :] + TEXT[: rng.randrange(50)]
    nb: Any = json.loads(TEXT)
    for _ in range(rng.randrange(1, 6)):
        _damage(nb, rng)
    return json.dumps(nb).encode("utf-16" if kind == 4 else "utf-8")


def _damage(nb: Any, rng: random.Random) -> None:
    """Follow a random way down and change, delete, double or move what is there."""
    here = nb
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(here[key], (dict, list)) and rng.random() < 0.7:
            here = here[key]
            continue
        what = rng.randrange(4)
        if what == 0:
            del here[key]
        elif what == 1 and isinstance(here, list):
            here.insert(rng.randrange(len(here) + 1), json.loads(json.dumps(here[key])))
        elif what == 2 and isinstance(here, dict):
            here[f"{key}\u200b"] = here.pop(key)
        else:
            here[key] = rng.choice(VALUES)
        return


def exercise() -> CompiledExercise:
    def ref(cell: Json) -> ReleasedCell:
        nb = cell["metadata"]["nbgrader"]
        points, task = float(nb.get("points", 0)), False
        fields = (
            nb["grade_id"],
            cell["cell_type"],
            cell["source"],
            "x",
            nb["locked"],
            nb["grade"],
            nb["solution"],
        )
        return ReleasedCell(*fields, task, points)

    return CompiledExercise("ps", "ps", tuple(ref(c) for c in SOURCE["cells"] if "nbgrader" in c["metadata"]))


EXERCISE = exercise()
KEYS = ["cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "tags", "worksheets", "input"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=20,
)


def check_outcome(data: bytes) -> None:
    clean = sanitise(data, EXERCISE)
    present = [c.ref.grade_id for c in clean.cells if c.ref]
    assert {"tes", "tulis"} <= set(present)
    assert len(present) == len(set(present))
    assert steps(clean.cells, EXERCISE)
    graded = score(EXERCISE, clean, JobResult("ok", "", ()))
    assert {s.grade_id for s in graded.scores} == {"tes", "tulis"}
    told = Result(json.dumps(graded.notebook), graded.scores, (), "ok", {}).to_bytes()
    assert Result.from_bytes(told).scores == graded.scores


@given(JSON)
def test_any_json_becomes_a_gradable_notebook(value: Any) -> None:
    check_outcome(json.dumps(value).encode())


@given(st.binary(max_size=300))
def test_any_bytes_become_a_gradable_notebook(data: bytes) -> None:
    check_outcome(data)


def test_deep_and_huge_files_are_turned_away() -> None:
    for data in (b"[" * 1_000_000, b'{"cells":' * 100_000, b"9" * 1_000_000, b" " * (21 * 2**20) + b"{}"):
        clean = sanitise(data, EXERCISE)
        assert clean.unreadable


def test_a_thousand_malformed_hand_ins_are_graded_outcomes() -> None:
    for seed in range(1000):
        check_outcome(mutated(random.Random(seed)))


def test_malformed_hand_ins_leave_the_good_ones_between_them_alone(tmp_path: Path) -> None:
    """A sample of the thousand, all the way through the sandbox to the gradebook."""
    write(tmp_path / "source/ps/ps.ipynb", SOURCE)
    bad = [f"m{seed:04}" for seed in range(0, 1000, 8)]
    good = [f"{name}-baik" for name in bad[::10]]
    for name in bad:
        write(tmp_path / "submitted" / name / "ps/ps.ipynb", mutated(random.Random(int(name[1:]))))
    for name in good:
        write(tmp_path / "submitted" / name / "ps/ps.ipynb", GOOD)
    summary = grade(tmp_path)
    assert (summary.graded, summary.problems, summary.lost) == (len(bad) + len(good), [], [])
    rows = gradebook_rows(tmp_path)
    assert {rows[f"{name}/ps/ps/tes"]["auto"] for name in good} == {2}
    assert {rows[f"{name}/ps/ps/tulis"]["needs"] for name in good} == {True}
    for name in bad:
        assert rows[f"{name}/ps/ps/tes"]["auto"] in (0, 2)
        graded = read(tmp_path / "autograded" / name / "ps/ps.ipynb")
        notes = graded["metadata"]["sinau_penilaian"]["notes"]
        # Zero has a reason: the file was unreadable, a cell was put back, or the test itself says why.
        test = next(c for c in graded["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "tes")
        told = [o for o in test["outputs"] if o["output_type"] == "error"]
        assert rows[f"{name}/ps/ps/tes"]["auto"] == 2 or notes or told, name
