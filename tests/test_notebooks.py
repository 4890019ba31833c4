"""Papermill runs every notebook as a trainee gets it: clean, untouched exercises scored 0, solved ones full.

The sources themselves are run by `test_course_lint_repository`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.common.checkout import content_root, exercise_ids
from grader.curriculum.choices import as_shown
from grader.curriculum.execution import execute
from grader.curriculum.model import TEST_IDS
from grader.notebooks.nbgrader_import import import_nbgrader

ROOT = content_root()
LESSONS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "lessons").glob("*/*.ipynb"))
EXERCISES = exercise_ids(ROOT)
Record = Callable[[str, object], None]


@pytest.mark.per_notebook("lesson")
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_clean_in_the_workspace(
    lesson: str,
    shared_workspace: Path,
    tmp_path: Path,
    record_property: Record,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = lesson.replace("lessons/", "pelajaran/")
    record_property("notebook", name)
    notebook = shared_workspace / name
    # JupyterLab tells a kernel its notebook this way.
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    execute(notebook, tmp_path / "keluaran.ipynb", notebook.parent)
    shown = (tmp_path / "keluaran.ipynb").read_text(encoding="utf-8")
    assert "Berkas kunci" not in shown
    assert "Tidak ada soal bernama" not in shown


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", TEST_IDS)
def test_a_test_of_the_course_runs_clean(exercise: str, tmp_path: Path, record_property: Record) -> None:
    record_property("notebook", f"exercises/{exercise}")
    source = ROOT / "exercises" / exercise / f"{exercise}.ipynb"
    execute(source, tmp_path / "keluaran.ipynb", source.parent)


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_untouched_release_runs_clean_and_scores_nothing(
    exercise: str, shared_workspace: Path, tmp_path: Path, record_property: Record
) -> None:
    record_property("notebook", f"latihan/{exercise}, belum disentuh")
    score, maximum = stock_score(run_in_copy(exercise, shared_workspace, tmp_path, solve=False))
    assert (score, maximum > 0) == (0, True)


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_solved_release_scores_full(
    exercise: str, shared_workspace: Path, tmp_path: Path, record_property: Record
) -> None:
    record_property("notebook", f"latihan/{exercise}, selesai")
    score, maximum = stock_score(run_in_copy(exercise, shared_workspace, tmp_path, solve=True))
    assert score == maximum > 0


def run_in_copy(exercise: str, workspace: Path, place: Path, solve: bool) -> Path:
    """Run the released exercise in a copy of its folder beside the data; the executed notebook."""
    folder = place / "latihan" / exercise
    shutil.copytree(workspace / "latihan" / exercise, folder)
    for shared in ("data", "data-saya"):
        (place / shared).symlink_to(workspace / shared)
    notebook = folder / f"{exercise}.ipynb"
    if solve:
        fill_in(notebook, ROOT / "exercises" / exercise / f"{exercise}.ipynb")
    executed = place / "keluaran.ipynb"
    execute(notebook, executed, folder)
    return executed


def fill_in(notebook: Path, source: Path) -> None:
    """Put the source's solutions into the released notebook."""
    released, original = (json.loads(p.read_text(encoding="utf-8")) for p in (notebook, source))
    original = as_shown(original)
    solved = {
        cell["id"]: cell["source"]
        for cell in original["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    assert solved.keys() <= {cell["id"] for cell in released["cells"]}
    for cell in released["cells"]:
        cell["source"] = solved.get(cell["id"], cell["source"])
    notebook.write_text(json.dumps(released), encoding="utf-8")


def stock_score(executed: Path) -> tuple[float, float]:
    """The automatic score and its maximum as nbgrader itself reads them from the outputs."""
    import_nbgrader()
    from nbformat import read
    from nbgrader.utils import determine_grade, is_grade, is_solution

    cells: list[Any] = [c for c in read(executed, as_version=4).cells if is_grade(c) and not is_solution(c)]
    grades = [determine_grade(c) for c in cells if c.cell_type == "code"]
    return sum(got for got, _ in grades), sum(most for _, most in grades)
