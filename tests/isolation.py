"""Exercises with ordinary tests, their modes decided by the reference, run for tests of the isolation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sandboxes import shared_sandbox

from grader.curriculum.isolation import Mode
from grader.curriculum.release import decide_modes, reference_steps
from grader.sandbox.job import Job, StepResult
from grader.sandbox.limits import Limits
from tests.nbgrader_course import Json, answer, check, code, notebook

#: (kind, source): "beri" is a cell without marks, "kunci" a locked one, "jawab" the solution, "tes" a test.
Cells = tuple[tuple[str, str], ...]


def source(cells: Cells, answers: Mapping[int, str] | None = None) -> Json:
    """The notebook of these cells, some answers (by their place) exchanged."""
    made = []
    for place, (kind, text) in enumerate(cells):
        text = (answers or {}).get(place, text)
        name = f"{kind}-{place}"
        if kind == "beri":
            made.append(code(text))
        elif kind == "kunci":
            made.append(code(text, grade_id=name, solution=False, grade=False, locked=True))
        elif kind == "jawab":
            made.append(answer(name, text))
        else:
            made.append(check(name, text, 1))
    return notebook(*made)


@cache
def modes(cells: Cells) -> dict[str, Mode]:
    """How each test is to run, as a release decides it."""
    box, made = shared_sandbox(), source(cells)
    plain = box.run(Job(reference_steps(made, ())))
    return decide_modes(made, (), box.run, plain)


def isolated(cells: Cells) -> dict[int, str]:
    """Place of each test → "" where it is isolated, else why not."""
    found = modes(cells)
    return {
        place: found[f"tes-{place}"].reason if found[f"tes-{place}"].isolated is None else ""
        for place, (kind, _) in enumerate(cells)
        if kind == "tes"
    }


def run(cells: Cells, answers: Mapping[int, str] | None = None, **limits: Any) -> dict[int, StepResult]:
    """Place → result of each test, for these answers."""
    steps = reference_steps(source(cells, answers), (), modes(cells))
    result = shared_sandbox().run(Job(steps, limits=Limits(**limits)))
    return {int(s.id): s for s in result.steps if cells[int(s.id)][0] == "tes"}


def won(result: StepResult) -> bool:
    """Whether the learner gets anything for it."""
    return result.status == "ok" and (result.value is None or bool(result.value))
