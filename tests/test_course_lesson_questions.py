"""A lesson's question stands below its own answer line; a trainee gets its name and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grader.common.errors import SinauError
from grader.curriculum.release import release_notebook
from grader.notebooks.cells import source_text
from grader.notebooks.check_calls import declaration
from grader.notebooks.normal_form import read_notebook

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
    asked = declaration('x = ____\nperiksa("x", kunci=3)')
    assert asked is not None
    assert (asked.name, asked.options) == ("x", {"kunci": 3})
    assert declaration('x = 5\nperiksa("x")') is None


@pytest.mark.parametrize(
    "source",
    [
        'x = 5\nperiksa("x", toleransi=1)',
        'periksa("x", kunci=3)\nx = 5',
        'if True:\n    periksa("x", kunci=3)',
        'periksa("x", kunci=1)\nperiksa("y", kunci=2)',
        'hasil = periksa("x", kunci=3)',
    ],
)
def test_a_release_refuses_a_key_that_it_would_not_take_away(source: str) -> None:
    with pytest.raises(SinauError, match=r"Sel s0: kunci periksa x akan terbaca peserta"):
        release_notebook("1-01-mulai", lesson(source), {})


def test_a_course_with_a_function_of_this_name_is_left_alone() -> None:
    sources = ("def periksa(nama, nilai=0):\n    return nilai", 'x = periksa("a", nilai=3)\nprint(x)')
    notebook = lesson(*sources)
    assert release_notebook("ps1", notebook, {}) is None
    assert [cell["source"] for cell in notebook["cells"]] == list(sources)


@pytest.mark.parametrize("source", ['periksa("x", kunci=y)', 'periksa("x", 5)', 'periksa("x", **pilihan)'])
def test_a_declaration_holds_plain_values(source: str) -> None:
    with pytest.raises(SinauError, match="harus nilai yang tertulis langsung"):
        release_notebook("1-01-mulai", lesson(source), {})


@pytest.mark.per_notebook("path")
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_lesson_hands_out_a_key_or_a_misconception(path: Path, shared_workspace: Path) -> None:
    notebook = read_notebook(shared_workspace / "pelajaran" / path.relative_to(ROOT / "lessons"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for word in ("kunci=", "keliru=", "petunjuk=", "terima="):
                assert word not in source_text(cell), cell["id"]
