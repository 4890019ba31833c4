"""Every exercise: its own solution scores full, the untouched release nothing, each authored answer as its
author says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from grader.audit.laboratory import Laboratory
from grader.common.checkout import content_root, exercise_ids
from grader.curriculum.questions import Right, Wrong, load_answers
from grader.sandbox.client import Sandbox

ROOT = content_root()
EXERCISES = exercise_ids(ROOT)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as warm:
        yield warm


@lru_cache(maxsize=4)
def laboratory(exercise: str, sandbox: Sandbox) -> Laboratory:
    return Laboratory.of(ROOT / "exercises" / exercise / f"{exercise}.ipynb", sandbox)


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_scores_full_and_the_untouched_release_nothing(exercise: str, sandbox: Sandbox) -> None:
    lab = laboratory(exercise, sandbox)
    full, blank = lab.grade_solution(), lab.grade_untouched()
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


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize(("exercise", "check", "answer"), _cases())
def test_authored_answers(exercise: str, check: str, answer: Right | Wrong, sandbox: Sandbox) -> None:
    lab = laboratory(exercise, sandbox)
    verdict = lab.grade_answer(check, answer.source)
    if isinstance(answer, Right):
        assert verdict.score == verdict.points, verdict.message
    else:
        assert verdict.score < verdict.points
        assert answer.says in verdict.message


@pytest.mark.per_notebook("exercise")
@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_secret_is_readable_in_what_is_released(exercise: str, tmp_path: Path) -> None:
    from grader.curriculum.generate import release_all

    folder = tmp_path / "source" / exercise
    folder.mkdir(parents=True)
    source = (ROOT / "exercises" / exercise / f"{exercise}.ipynb").read_text(encoding="utf-8")
    (folder / f"{exercise}.ipynb").write_text(source, encoding="utf-8")
    release_all(tmp_path / "source", tmp_path / "release")
    released = {p.name: p.read_bytes() for p in (tmp_path / "release").rglob("*") if p.is_file()}
    text = b"\n".join(released.values()).decode()
    assert "SOLUTION" not in text
    for spec in laboratory_specs(source):
        for secret in (*spec["keliru"], *spec["keliru"].values()):
            # Short expressions such as a letter, and a bare name, stand in the question itself.
            assert len(secret) < 12 or secret.isalpha() or secret not in text, secret
    again = tmp_path / "again"
    release_all(tmp_path / "source", again)
    assert {p.name: p.read_bytes() for p in again.rglob("*") if p.is_file()} == released


def laboratory_specs(source: str) -> list[dict[str, Any]]:
    from grader.curriculum.declared import declared

    return [{"keliru": dict(d.spec.misconceptions)} for d in declared(json.loads(source))]
