"""A lesson's question stands below its own answer line; a trainee gets its name and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from grader.checks.spec import read_call
from grader.curriculum.release import release_notebook
from grader.notebooks.normal_form import read_notebook, source_text

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "lessons").glob("*/*.ipynb"))


def lesson(*sources: str) -> dict[str, Any]:
    return {"cells": [{"cell_type": "code", "id": f"s{n}", "source": s} for n, s in enumerate(sources)]}


def test_the_answer_line_stays_and_the_call_keeps_only_its_name() -> None:
    notebook = lesson('# a. ya   b. tidak\ntanya = ____\nperiksa("tanya", kunci="b", keliru={"a": "Bukan."})')
    keys = release_notebook("1-01-mulai", notebook, {})
    assert notebook["cells"][0]["source"] == '# a. ya   b. tidak\ntanya = ____\nperiksa("tanya")'
    assert json.loads(keys or "")["checks"].keys() == {"tanya"}
    assert "Bukan." not in (keys or "")


def test_only_a_question_with_its_own_key_may_follow_other_lines() -> None:
    assert read_call('x = ____\nperiksa("x", kunci=3)') is not None
    assert read_call('x = 5\nperiksa("x", toleransi=1)') is None
    assert read_call('periksa("x", kunci=3)\nx = 5') is None


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_lesson_hands_out_a_key_or_a_misconception(path: Path) -> None:
    notebook = copy.deepcopy(read_notebook(path))
    release_notebook(path.stem, notebook, {})
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for word in ("kunci=", "keliru=", "petunjuk=", "terima="):
                assert word not in source_text(cell), cell["id"]
