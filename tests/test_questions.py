"""Every exercise: its own solution scores full, the untouched release nothing, each authored answer as its
author says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from laboratories import ROOT, laboratory, released

from grader.audit.laboratory import as_released
from grader.common.checkout import exercise_ids
from grader.curriculum.declared import declared
from grader.curriculum.questions import Right, Wrong, load_answers
from grader.curriculum.road import ABOVE, BELOW
from grader.notebooks.cells import source_text
from grader.notebooks.normal_form import read_notebook

EXERCISES = exercise_ids(ROOT)


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_scores_full_and_the_untouched_release_nothing(exercise: str) -> None:
    lab = laboratory(exercise)
    full, blank = (lab.grade(lab.submission(written)) for written in (source_text, as_released))
    assert full.score == full.maximum > 0
    assert blank.score == 0
    assert {v.outcome for v in blank.verdicts.values()} == {"belum dikerjakan"}


def _cases() -> list[Any]:
    cases = []
    for exercise in EXERCISES:
        for check, answers in load_answers(ROOT, exercise).items():
            for number, answer in enumerate(answers, 1):
                kind = type(answer).__name__.lower()
                cases.append(pytest.param(exercise, check, answer, id=f"{exercise}-{check}-{number}-{kind}"))
    return cases


@pytest.mark.per_notebook("exercise", every=3)
@pytest.mark.parametrize(("exercise", "check", "answer"), _cases())
def test_authored_answers(exercise: str, check: str, answer: Right | Wrong) -> None:
    verdict = laboratory(exercise).grade_answer(check, answer.source)
    if isinstance(answer, Right):
        assert verdict.score == verdict.points, verdict.message
    else:
        assert verdict.score < verdict.points
        assert answer.says in verdict.message


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_secret_is_readable_in_what_is_released(exercise: str) -> None:
    text = b"\n".join(released(exercise).values()).decode()
    assert "SOLUTION" not in text
    for found in declared(read_notebook(ROOT / "exercises" / exercise / f"{exercise}.ipynb")):
        misconceptions = found.spec.misconceptions
        for secret in (*misconceptions, *misconceptions.values()):
            # Short expressions such as a letter, and a bare name, stand in the question itself.
            assert len(secret) < 12 or secret.isalpha() or secret not in text, secret


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_release_is_the_same_each_time(exercise: str, shared_workspace: Path) -> None:
    """The workspace's was made by another process; it has its links besides."""
    keys, folder = f".kunci/{exercise}.json", shared_workspace / "latihan" / exercise
    assert (folder / keys).read_bytes() == released(exercise)[keys]
    ours = json.loads(released(exercise)[f"{exercise}.ipynb"])["cells"]
    there = read_notebook(folder / f"{exercise}.ipynb")["cells"]
    texts = {cell["id"]: source_text(cell) for cell in there if cell["id"] not in (ABOVE, BELOW)}
    assert texts == {cell["id"]: source_text(cell) for cell in ours}
