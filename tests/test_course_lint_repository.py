"""The course in this repository keeps its own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.curriculum.lint import as_text, lint
from grader.curriculum.lint.running import lint_runs
from grader.curriculum.model import load_notebook, notebook_files

REPOSITORY = Path(__file__).resolve().parents[1]
NOTEBOOKS = [path.relative_to(REPOSITORY).as_posix() for path in notebook_files(REPOSITORY)]


def test_no_rule_is_broken() -> None:
    problems = lint(REPOSITORY)
    assert problems == [], as_text(problems)


@pytest.mark.per_notebook("file")
@pytest.mark.parametrize("file", NOTEBOOKS)
def test_runs_clean_and_its_charts_speak(file: str) -> None:
    problems = lint_runs([load_notebook(REPOSITORY / file, REPOSITORY)], workers=1)
    assert problems == [], as_text(problems)
